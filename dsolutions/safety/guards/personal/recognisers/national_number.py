"""Numbers of persons in other countries, by those recognisers of presidio that check a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from dsolutions.safety.guards.personal.recogniser import Candidate, Name

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer


class _Number(NamedTuple):
    name: str
    form: str
    words: str = ""


# Presidio's class, the form that a text must hold before presidio is asked, or even loaded, and for numbers
# of digits alone the words of which one must stand before it: one number in ten has the right check digit by
# chance.
_NUMBERS = {
    "AU_TFN": _Number("AuTfnRecognizer", r"\b\d{3}\s?\d{3}\s?\d{3}\b", r"tfn|tax file"),
    "ES_NIE": _Number("EsNieRecognizer", r"\b[XYZ]-?\d{7}-?[A-Z]\b"),
    "ES_NIF": _Number("EsNifRecognizer", r"\b\d{7,8}-?[A-Z]\b"),
    "FI_PERSONAL_IDENTITY_CODE": _Number(
        "FiPersonalIdentityCodeRecognizer", r"\b\d{6}[+\-A-FU-Y]\d{3}[0-9A-Z]\b"
    ),
    "IN_AADHAAR": _Number("InAadhaarRecognizer", r"\b\d{4}[\s:\-]?\d{4}[\s:\-]?\d{4}\b", r"aadh?aar|uidai?"),
    "IT_FISCAL_CODE": _Number("ItFiscalCodeRecognizer", r"\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]"),
    "KR_RRN": _Number("KrRrnRecognizer", r"\b\d{6}-?\d{7}\b", r"rrn|resident|주민등록"),
    "PL_PESEL": _Number("PlPeselRecognizer", r"\b\d{11}\b", r"pesel"),
    "SG_NRIC_FIN": _Number("SgFinRecognizer", r"\b[STFGM]\d{7}[A-Z]\b"),
    "UK_NHS": _Number("NhsRecognizer", r"\b\d{3}[\s\-]?\d{3}[\s\-]?\d{4}\b", r"nhs|national health|patient"),
}
_NEAR = 40  # characters before a number in which its word must stand


class PresidioRecogniser:
    """Asks one of presidio's recognisers that needs no parsed text.

    Args:
        kind: what it finds.
        name: its class in ``presidio_analyzer.predefined_recognizers``.
        hint: a form that the text must hold before presidio is asked.
        words: words of which one must stand shortly before it; none is needed by default.
        least: what presidio must score, in [0, 1]; 1 is given where the check digit fits.

    >>> recogniser = PresidioRecogniser("PL_PESEL", "PlPeselRecognizer", hint=re.compile("[0-9]{11}"))
    >>> text = "PESEL 44051401359"
    >>> [text[found.start : found.end] for found in recogniser.find(text, ())]
    ['44051401359']
    """

    def __init__(
        self,
        kind: str,
        name: str,
        hint: re.Pattern[str],
        words: re.Pattern[str] | None = None,
        least: float = 1.0,
    ) -> None:
        self.kinds: tuple[str, ...] = (kind,)
        self._name = name
        self._hint = hint
        self._words = words
        self._least = least

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield what presidio is certain enough of."""
        if not self._hint.search(text) or (self._words and not self._words.search(text)):
            return
        for found in self._recogniser.analyze(text, list(self.kinds), None):
            before = text[max(0, found.start - _NEAR) : found.start]
            if found.score >= self._least and (self._words is None or self._words.search(before)):
                yield Candidate(found.entity_type, found.start, found.end, 0.97, "form and check digit fit")

    @cached_property
    def _recogniser(self) -> EntityRecognizer:
        # Loading presidio takes seconds, because it loads transformers.
        classes = import_module("presidio_analyzer.predefined_recognizers")
        recogniser: EntityRecognizer = getattr(classes, self._name)()
        return recogniser


NATIONAL_NUMBERS = tuple(
    PresidioRecogniser(
        kind,
        number.name,
        re.compile(number.form),
        re.compile(number.words, re.IGNORECASE) if number.words else None,
    )
    for kind, number in _NUMBERS.items()
)
