"""Outputs that are wrong in one detail, and faithful ones, about invented sources.

Texts come from templates: ``development.toml`` to build and train with, ``benchmark.toml`` to measure
with. They share neither sentences nor names.
"""

from benchmarks.safety.near_misses.generator import KINDS, Case, cases

__all__ = ["KINDS", "Case", "cases"]
