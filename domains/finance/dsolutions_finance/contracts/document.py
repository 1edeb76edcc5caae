"""Contracts as documents: a text, and where its pages begin."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from dsolutions.types import Document


class ContractDocument(Document):
    """A contract as its file has it, headers, footers and wrapped lines included.

    Args:
        page_starts: offset of each page's first character in ``text``, ascending from 0; empty where the file
            has no pages.

    >>> ContractDocument(id="1", text="one two", page_starts=(0, 4)).page_of(4)
    2
    """

    kind: str | None = "contract"
    page_starts: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if self.page_starts and (
            self.page_starts[0] != 0 or any(first > second for first, second in pairwise(self.page_starts))
        ):
            raise ValueError("page_starts must begin with 0 and ascend")
        return self

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that a character stands on, from 1; ``None`` without pages."""
        return bisect(self.page_starts, offset) if self.page_starts else None
