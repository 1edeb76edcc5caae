"""What every source of a model can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from dsolutions.types import Value

Say = Callable[[str], None]


class Source(Value, ABC):
    """A place that a model can come from."""

    @abstractmethod
    def __str__(self) -> str:
        """Name the place for a reader."""

    def find(self) -> Path | None:
        """Return the model's folder if this machine can use it where it lies, without the network."""
        return None

    @abstractmethod
    def fetch(self, weight_file: str, scratch: Path, say: Say) -> Path:
        """Bring the model here.

        Args:
            weight_file: name that its weight file shall have.
            scratch: an empty folder to work in; thrown away afterwards.
            say: told what is going on, one line each time.

        Returns:
            A folder inside ``scratch`` that holds the model and nothing else.

        Raises:
            DsolutionsError: the place cannot be reached or does not have it.
        """
