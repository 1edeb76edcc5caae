"""The support-facing view: a table from emotion labels to feelings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import ClassVar, Self

from pydantic import Field, field_validator

from dsolutions.rulefile import RuleFile
from dsolutions_support.results import FEELINGS, Feeling


class FeelingTable(RuleFile):
    """Which labels stand for which feeling.

    Args:
        feelings: every feeling with its labels; a label stands for one feeling only.

    >>> FeelingTable.default().shares({"anger": 0.3, "disgust": 0.3, "neutral": 0.2})["calm"]
    0.25
    """

    title: ClassVar[str] = "feelings"
    feelings: Mapping[Feeling, tuple[str, ...]] = Field(min_length=len(FEELINGS))

    @field_validator("feelings")
    @classmethod
    def _one_feeling_per_label(
        cls, feelings: Mapping[Feeling, tuple[str, ...]]
    ) -> Mapping[Feeling, tuple[str, ...]]:
        label, count = Counter(label for labels in feelings.values() for label in labels).most_common(1)[0]
        if count > 1:
            raise ValueError(f"label {label!r} stands for {count} feelings")
        return feelings

    @classmethod
    def default(cls) -> Self:
        """Read the table that ships with the domain."""
        return cls.read(files("dsolutions_support.emotion") / "feelings.toml")

    @property
    def labels(self) -> frozenset[str]:
        """All labels in the table."""
        return frozenset(label for labels in self.feelings.values() for label in labels)

    def shares(self, scores: Mapping[str, float]) -> dict[Feeling, float]:
        """Return what part of the probability of all labels each feeling has; the parts sum to 1.

        Args:
            scores: label to probability, above 0 for at least one; a label that is missing has 0.
        """
        sums = {
            feeling: sum(scores.get(label, 0.0) for label in self.feelings[feeling]) for feeling in FEELINGS
        }
        total = sum(sums.values())
        return {feeling: value / total for feeling, value in sums.items()}
