"""What a pipeline that compares documents answers; ``dsolutions compare`` shows it and knows no domain."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from dsolutions.types import Value


class Comparison(Value, ABC):
    """How a document differs from an older one, or from what was wanted.

    Args:
        before: id of the old version, or name of the file that says what was wanted.
        after: id of the new version.
    """

    before: str
    after: str

    @abstractmethod
    def rows(self) -> Sequence[Mapping[str, str]]:
        """Return one row of a table for people per difference: column to text."""

    def remarks(self) -> Sequence[str]:
        """Return what follows from the differences, one sentence each; nothing by default."""
        return ()
