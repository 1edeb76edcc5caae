"""The day on which a contract was made."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.days import WrittenDay, days
from dsolutions_finance.contracts.fields.preamble import preambles
from dsolutions_finance.contracts.fields.wording import any_of
from dsolutions_finance.contracts.results import ContractDate
from dsolutions_finance.contracts.text import ContractText

_MADE = re.compile(
    r"\b(?:dated|made|entered|executed|signed|date|day|as of|effective|this)\b[^.;]{0,120}\Z",
    re.IGNORECASE | re.DOTALL,
)
# A filing's stamp, another document, or when something else happened.
_OTHER = re.compile(
    r"(?:Source:|"
    + any_of(
        r"""10-[KQ]; 8-K; S-1; F-1; 20-F; filed; amended; expir\w+; until; through; ending; since; prior to
        registration; original\w*; certain"""
    )
    + r")[^.;]{0,80}\Z",
    re.IGNORECASE | re.DOTALL,
)
# "is made this", rather than the date of another document or of an event.
_SURELY = re.compile(
    r"\b(?:made|entered\s+in(?:to)?|executed|concluded|signed|dated\s+as\s+of)\b[^.;]{0,60}\Z",
    re.IGNORECASE | re.DOTALL,
)
_LABELLED = re.compile(
    r"(?:\bDated?(?: signed| of signature)?\s*[:.]?[\s_]*|\b(?:IN WITNESS WHEREOF|SIGNED)\b[^.]{0,250})\Z",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"/s/|\bS/|\\s\\|\bSignature|\bBy\s*:|\bTitle\s*:|\bName\s*:|\bIN WITNESS WHEREOF|\bon behalf of",
    re.IGNORECASE,
)
# "Done at Paris, on 15 December 2020"
_DONE = re.compile(
    r"\b(?:executed|done|signed|made)\s+(?:in|at)\s+(?:[A-Z][\w-]+\s?){1,3},?\s+(?:on\s+|this\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_WRITTEN_OUT = re.compile(r"/s/|\bS/|\\s\\|\bSignature\b|\bIN WITNESS WHEREOF")
_OPENING = 500  # characters before "between" in which the date of the same sentence stands
_BESIDE = 400  # characters between a signature block and a date that says that it is one
_NEXT_TO = 120  # and between a signature and a date without a word
_COVER = 4_000  # characters of cover page and first clause where no preamble is found


def agreement_date(text: ContractText) -> ContractDate | None:
    """Find the date of a contract: in the preamble, on the cover page, or beside the last signature.

    Args:
        text: the contract.

    Returns:
        The date; without a value where it was left blank; ``None`` where there is none.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "THIS AGREEMENT is made this 3rd day of May, 2021 by and between Acme Inc. and Bo LLC."
    >>> agreement_date(ContractText.of(ContractDocument(id="1", text=said))).value
    '2021-05-03'
    """
    whole = text.text
    place = next((place for place in preambles(whole) if place.start), None)
    start, end = (max(0, place.start - _OPENING), place.end) if place else (0, _COVER)
    made = [day for day in days(whole, start, end) if _is_made(whole, day)]
    cover = [day for day in days(whole, 0, start) if _is_made(whole, day)]
    signed = [day for day in days(whole, start) if _is_signed(whole, day)]
    made.sort(key=lambda day: not _surely(whole, day))
    if made and not _surely(whole, made[0]):
        made = [day for day in made if not _is_labelled(whole, day)]
    complete = [day for day in (*made[:1], *cover[:1], *_latest(signed)) if day.value]
    found = next(iter(complete or made or cover), None)
    if found is None:
        return None
    return ContractDate(
        value=found.value.isoformat() if found.value else None, evidence=(text.span(found.start, found.end),)
    )


def _surely(whole: str, day: WrittenDay) -> bool:
    return _SURELY.search(whole[max(0, day.start - 130) : day.start]) is not None


def _is_made(whole: str, day: WrittenDay) -> bool:
    before = whole[max(0, day.start - 130) : day.start]
    return _OTHER.search(before) is None and (_MADE.search(before) is not None or day.start < _COVER)


def _is_signed(whole: str, day: WrittenDay) -> bool:
    before, after = _around(whole, day, _NEXT_TO)
    beside = _WRITTEN_OUT.search(before + after) is not None and _OTHER.search(before) is None
    return beside or _DONE.search(before) is not None or _is_labelled(whole, day)


def _is_labelled(whole: str, day: WrittenDay) -> bool:
    """Tell whether a signature block calls this its date."""
    before, after = _around(whole, day, _BESIDE)
    labelled = _LABELLED.search(before) and _SIGNATURE.search(before + after)
    return labelled is not None and _OTHER.search(before) is None


def _around(whole: str, day: WrittenDay, reach: int) -> tuple[str, str]:
    return whole[max(0, day.start - reach) : day.start], whole[day.end : day.end + reach]


def _latest(signed: list[WrittenDay]) -> list[WrittenDay]:
    """Return the last signature: it is the one that made the contract."""
    dated = [day for day in signed if day.value]
    return sorted(dated, key=lambda day: str(day.value))[-1:]
