"""The encoders that benchmarks compare, by what they are for."""

ENCODERS = {"default": "all-MiniLM-L6-v2", "quality": "all-mpnet-base-v2"}
