"""Numbers of persons in other countries, by presidio's recognisers: those whose check digit makes them certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from dsolutions.safety.guards.personal.recogniser import Candidate, Name

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

# Kind to presidio's class and to the form that a text must hold before presidio is asked, or even loaded.
_CLASSES = {
    "AU_TFN": ("AuTfnRecognizer", r"\b\d{3}\s?\d{3}\s?\d{3}\b"),
    "ES_NIE": ("EsNieRecognizer", r"\b[XYZ]-?\d{7}-?[A-Z]\b"),
    "ES_NIF": ("EsNifRecognizer", r"\b\d{7,8}-?[A-Z]\b"),
    "FI_PERSONAL_IDENTITY_CODE": ("FiPersonalIdentityCodeRecognizer", r"\b\d{6}[+\-A-FU-Y]\d{3}[0-9A-Z]\b"),
    "IN_AADHAAR": ("InAadhaarRecognizer", r"\b\d{4}[\s:\-]?\d{4}[\s:\-]?\d{4}\b"),
    "IT_FISCAL_CODE": ("ItFiscalCodeRecognizer", r"\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]"),
    "KR_RRN": ("KrRrnRecognizer", r"\b\d{6}-?\d{7}\b"),
    "PL_PESEL": ("PlPeselRecognizer", r"\b\d{11}\b"),
    "SG_NRIC_FIN": ("SgFinRecognizer", r"\b[STFGM]\d{7}[A-Z]\b"),
    "UK_NHS": ("NhsRecognizer", r"\b\d{3}[\s\-]?\d{3}[\s\-]?\d{4}\b"),
}


class PresidioRecogniser:
    """Asks one of presidio's recognisers that needs no parsed text.

    Args:
        kind: what it finds.
        name: its class in ``presidio_analyzer.predefined_recognizers``.
        hint: a form that the text must hold before presidio is asked.
        least: what presidio must score, in [0, 1]; 1 is given where the check digit fits.

    >>> recogniser = PresidioRecogniser("PL_PESEL", "PlPeselRecognizer", hint=re.compile("[0-9]{11}"))
    >>> text = "PESEL 44051401359"
    >>> [text[found.start : found.end] for found in recogniser.find(text, ())]
    ['44051401359']
    """

    def __init__(self, kind: str, name: str, hint: re.Pattern[str], least: float = 1.0) -> None:
        self.kinds: tuple[str, ...] = (kind,)
        self._name = name
        self._hint = hint
        self._least = least

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield what presidio is certain enough of."""
        if not self._hint.search(text):
            return
        for found in self._recogniser.analyze(text, list(self.kinds), None):
            if found.score >= self._least:
                yield Candidate(found.entity_type, found.start, found.end, 0.97, "form and check digit fit")

    @cached_property
    def _recogniser(self) -> EntityRecognizer:
        # Loading presidio takes seconds, because it loads transformers.
        classes = import_module("presidio_analyzer.predefined_recognizers")
        recogniser: EntityRecognizer = getattr(classes, self._name)()
        return recogniser


NATIONAL_NUMBERS = tuple(
    PresidioRecogniser(kind, name, re.compile(hint)) for kind, (name, hint) in _CLASSES.items()
)
