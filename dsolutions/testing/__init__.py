"""Test doubles that ship with the library, for those who test their own code against it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dsolutions.testing.doubles import LoudResult, Shouter, ShouterState

if TYPE_CHECKING:
    from dsolutions.testing.models import tiny_adapter, tiny_encoder, tiny_runtime

__all__ = ["LoudResult", "Shouter", "ShouterState", "tiny_adapter", "tiny_encoder", "tiny_runtime"]


def __getattr__(name: str) -> Any:
    if name.startswith("tiny_"):  # these need torch, the others do not
        return getattr(import_module("dsolutions.testing.models"), name)
    raise AttributeError(f"module 'dsolutions.testing' has no attribute {name!r}")
