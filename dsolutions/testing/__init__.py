"""Test doubles that ship with the library, for those who test their own code against it."""

from typing import TYPE_CHECKING

from dsolutions._lazy import lazy
from dsolutions.testing.doubles import LoudResult, Shouter, ShouterState
from dsolutions.testing.safety import WordGuard, WordJudge, word_judges

if TYPE_CHECKING:
    from dsolutions.testing.models import tiny_adapter, tiny_encoder, tiny_runtime

__all__ = [
    "LoudResult",
    "Shouter",
    "ShouterState",
    "WordGuard",
    "WordJudge",
    "tiny_adapter",
    "tiny_encoder",
    "tiny_runtime",
    "word_judges",
]

# These need torch, the others do not.
__getattr__ = lazy(
    __name__,
    dict.fromkeys(("tiny_adapter", "tiny_encoder", "tiny_runtime"), "dsolutions.testing.models"),
)
