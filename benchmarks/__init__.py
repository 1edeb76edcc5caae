"""Speed, memory and quality, measured by `make bench` and `make scores`."""
