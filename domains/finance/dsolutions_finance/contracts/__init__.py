"""Contracts: what they say, where they say it, and what they leave out."""
