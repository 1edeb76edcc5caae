"""Test doubles that ship with the library, for those who test their own code against it."""

from dsolutions.testing.doubles import LoudResult, Shouter, ShouterState

__all__ = ["LoudResult", "Shouter", "ShouterState"]
