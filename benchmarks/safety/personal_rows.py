"""Sentences with marked personal data, what our guard finds in them, and what presidio does."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from dsolutions.preprocessing.sentences import PACKAGE
from dsolutions.safety.guards.personal import PersonalDataGuard

FOLDER = Path("safety") / "presidio_synth"

# Names in ``generated_large`` to those in ``synth_dataset_v2``.
_RENAMED = {"ADDRESS": "STREET_ADDRESS", "LOCATION": "GPE", "PREFIX": "TITLE"}


class Mark(NamedTuple):
    """A place in a text and its kind."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A text, its marks, and the template that it was made from, without the names of its fields."""

    text: str
    marks: tuple[Mark, ...]
    template: str

    @property
    def held_out(self) -> bool:
        """Whether its template belongs to the half that nobody looked at while rules were written."""
        return hashlib.sha256(self.template.encode()).digest()[0] % 2 == 1


def sentences(data: Path, name: str) -> Iterator[Sentence]:
    """Read ``synth_dataset_v2`` or ``generated_large``; templates are halved the same way in both."""
    with gzip.open(data / FOLDER / f"{name}.json.gz") as file:
        rows = json.load(file)
    for row in rows:
        marks = tuple(
            Mark(
                _RENAMED.get(span["entity_type"], span["entity_type"]),
                span["start_position"],
                span["end_position"],
            )
            for span in row["spans"]
        )
        template = " ".join(re.sub(r"\{\{.*?\}\}", "*", row["masked"]).lower().split())
        yield Sentence(row["full_text"], marks, template)


def found_by_guard(rows: Sequence[Sentence]) -> list[list[Mark]]:
    """Return what the guard with its defaults finds."""
    return [
        [Mark(found.kind, found.evidence.start, found.evidence.end) for found in findings]
        for findings in PersonalDataGuard().look_at([row.text for row in rows])
    ]


def found_by_presidio(rows: Sequence[Sentence]) -> list[list[Mark]]:
    """Return what presidio's engine finds as it is installed, with the same spaCy model, all of its pipeline.

    Its ``LOCATION`` counts as whatever marked place it touches, town or address, and as a town where it
    touches none; its ``URL`` counts as a domain name.
    """
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    # The list that it was installed with, instead of the network's.
    setattr(tldextract, "extract", tldextract.TLDExtract(suffix_list_urls=()))  # noqa: B010
    spec = find_spec(PACKAGE)
    folder = Path((spec.submodule_search_locations or [""])[0]) if spec else Path()
    model = next(folder.glob("*/config.cfg")).parent
    engine = AnalyzerEngine(
        nlp_engine=SpacyNlpEngine(models=[{"lang_code": "en", "model_name": str(model)}]),
        supported_languages=["en"],
    )
    found = []
    for row in rows:
        marks = []
        for result in engine.analyze(row.text, "en"):
            kinds = {"URL"} if result.entity_type == "URL" else {result.entity_type}
            if result.entity_type == "LOCATION":
                kinds = {
                    mark.kind for mark in row.marks if mark.start < result.end and result.start < mark.end
                } & {"GPE", "STREET_ADDRESS"} or {"GPE"}
            marks += [
                Mark("DOMAIN_NAME" if kind == "URL" else kind, result.start, result.end)
                for kind in sorted(kinds)
            ]
        found.append(marks)
    return found
