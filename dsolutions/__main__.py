"""``python -m dsolutions``: the command line."""

from dsolutions.cli import main

if __name__ == "__main__":
    main()
