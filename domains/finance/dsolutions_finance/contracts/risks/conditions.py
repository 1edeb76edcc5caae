"""Conditions on the fields of a contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import NonNegativeInt, model_validator

from dsolutions.types import Value
from dsolutions_finance.contracts.results import (
    ContractDate,
    ContractFields,
    Duration,
    PageSpan,
    PaymentTerm,
    Place,
)

FieldName = Literal[
    "title", "parties", "agreement_date", "effective_date", "expiration_date", "renewal_term", "auto_renewal",
    "notice_period", "governing_law", "venue", "amounts", "liability_caps", "payment_terms",
]  # fmt: skip
_LENGTHS = ("renewal_term", "notice_period", "payment_terms")
_PLACES = ("governing_law", "venue")
_DATES = ("agreement_date", "effective_date", "expiration_date")


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """A field that a condition holds for: its value in words, and its evidence."""

    value: str = ""
    evidence: tuple[PageSpan, ...] = ()


class FieldCondition(Value):
    """What a field must be; all that is given must hold.

    Args:
        field: name of the field.
        given: whether the contract has it; a condition on its value asks for that anyway.
        equals: for ``auto_renewal``: whether it renews by itself.
        perpetual: for dates: whether there is no end.
        below_days: for lengths of time: shorter than this.
        above_days: for lengths of time: longer than this; of several payment terms one is enough.
        not_allowed: for places: it is not on the list of allowed laws. With an empty list this never holds.
    """

    field: FieldName
    given: bool = True
    equals: bool | None = None
    perpetual: bool | None = None
    below_days: NonNegativeInt | None = None
    above_days: NonNegativeInt | None = None
    not_allowed: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Self:
        asked = {
            "equals": (self.equals is not None, ("auto_renewal",)),
            "perpetual": (self.perpetual is not None, _DATES),
            "below_days": (self.below_days is not None, _LENGTHS),
            "above_days": (self.above_days is not None, _LENGTHS),
            "not_allowed": (self.not_allowed, _PLACES),
        }
        for key, (used, fields) in asked.items():
            if used and self.field not in fields:
                raise ValueError(f"{key!r} asks about {' or '.join(fields)}, not about {self.field!r}")
            if used and not self.given:
                raise ValueError(f"{key!r} asks about a field that must not be given")
        return self

    def holds(self, fields: ContractFields, allowed_laws: Sequence[str]) -> FieldFinding | None:
        """Return what makes the condition hold; ``None`` where it does not.

        >>> FieldCondition(field="venue", given=False).holds(ContractFields(), ())
        FieldFinding(value='', evidence=())
        """
        value = getattr(fields, self.field)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        if not self.given:
            return None if values else FieldFinding()
        return next((_found(one) for one in values if self._fulfilled(one, allowed_laws)), None)

    def _fulfilled(self, value: object, allowed_laws: Sequence[str]) -> bool:
        if isinstance(value, Place):
            return not self.not_allowed or (bool(allowed_laws) and value.name not in allowed_laws)
        if isinstance(value, ContractDate):
            return self.perpetual is None or value.perpetual == self.perpetual
        length = value.within if isinstance(value, PaymentTerm) else value
        if isinstance(length, Duration):
            below = self.below_days is None or length.days < self.below_days
            return below and (self.above_days is None or length.days > self.above_days)
        return self.equals is None or value is self.equals


def _found(value: object) -> FieldFinding:
    if isinstance(value, PageSpan):
        return FieldFinding(value.quote, (value,))
    evidence = getattr(value, "evidence", ())
    spans = evidence if isinstance(evidence, tuple) else (evidence,)
    if isinstance(value, PaymentTerm):
        value = value.within
    if isinstance(value, Duration):
        return FieldFinding(f"{value.days} days", spans)
    return FieldFinding(str(getattr(value, "name", None) or getattr(value, "value", None) or ""), spans)
