"""Contracts whose clauses are known."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import InputError
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.labels import CLAUSE_TYPES
from dsolutions_finance.contracts.types.passages import Passage, passages

# Two annotations that share so much of their characters are of one passage, and it has the types of both.
SAME = 0.8


class Annotation(NamedTuple):
    """What an annotator marked, in offsets of the working text."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class LabelledContract:
    """A contract and what annotators marked in it.

    Args:
        text: the contract.
        annotations: in text order.
        split: the part of the data that it belongs to.

    >>> text = ContractText.of(ContractDocument(id="1", text="Law. Ohio law governs this agreement."))
    >>> contract = LabelledContract(text, (Annotation(5, 37, "Governing Law"),), "train")
    >>> contract.gold.sum(axis=1).tolist()
    [1]
    """

    text: ContractText
    annotations: tuple[Annotation, ...]
    split: str

    @property
    def id(self) -> str:
        """Name of the contract."""
        return self.text.document.id

    @cached_property
    def passages(self) -> list[Passage]:
        """The passages of the contract."""
        return passages(self.text.text)

    @cached_property
    def gold(self) -> NDArray[np.bool_]:
        """Which passages have which types, (passages, types)."""
        table = np.zeros((len(self.passages), len(CLAUSE_TYPES)), dtype=bool)
        for row, types in enumerate(types_of(self.passages, self.annotations)):
            table[row, [CLAUSE_TYPES.index(name) for name in types]] = True
        return table

    @cached_property
    def spans(self) -> dict[Passage, frozenset[str]]:
        """What was marked, and the types of each; nearly equal spans have each other's types."""
        types: dict[Passage, set[str]] = defaultdict(set)
        for start, end, name in self.annotations:
            types[Passage(start, end)].add(name)
        return {
            span: frozenset().union(*(t for other, t in types.items() if overlap(span, other) >= SAME))
            for span in types
        }


def types_of(pieces: Sequence[Passage], annotations: Iterable[Annotation]) -> list[frozenset[str]]:
    """Return the types of each passage.

    A passage has a type where it shares over half of its characters with an annotation of that type, or over
    half of the annotation's.

    Args:
        pieces: passages in text order.
        annotations: in any order.
    """
    types: list[set[str]] = [set() for _ in pieces]
    starts = [piece.start for piece in pieces]
    for start, end, name in annotations:
        for number in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            piece = pieces[number]
            shared = min(end, piece.end) - max(start, piece.start)
            if 2 * shared > min(len(piece), end - start):
                types[number].add(name)
    return [frozenset(own) for own in types]


def overlap(first: Passage, second: Passage) -> float:
    """Return shared characters over the characters from the start of one to the end of the other.

    >>> overlap(Passage(0, 10), Passage(5, 10))
    0.5
    """
    shared = min(first.end, second.end) - max(first.start, second.start)
    return max(0, shared) / (max(first.end, second.end) - min(first.start, second.start))


def read_contracts(folder: Path, splits: Sequence[str] = ("train", "test")) -> list[LabelledContract]:
    """Read CUAD as its offsets were rebuilt: ``contracts.jsonl.gz`` and ``clauses.jsonl.gz`` in a folder.

    Raises:
        InputError: a file is missing.
    """
    marked: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for clause in _records(folder / "clauses.jsonl.gz"):
        marked[clause["contract"]] += [(start, end, clause["category"]) for start, end in clause["spans"]]
    found = []
    for record in _records(folder / "contracts.jsonl.gz"):
        if record["split"] in splits:
            text = ContractText.of(ContractDocument(id=record["contract"], text=record["text"]))
            annotations = in_working_text(text, marked[record["contract"]])
            found.append(LabelledContract(text, annotations, record["split"]))
    return found


def in_working_text(text: ContractText, marked: Iterable[tuple[int, int, str]]) -> tuple[Annotation, ...]:
    """Carry offsets of the file over; what lies within removed text, such as a page header, is left out."""
    starts, ends = np.asarray(text.aligned.starts), np.asarray(text.aligned.ends)
    carried = [
        Annotation(int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end)), name)
        for start, end, name in marked
    ]
    return tuple(sorted(annotation for annotation in carried if annotation.start < annotation.end))


def _records(path: Path) -> Iterator[Any]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}",
            stage="read labelled contracts",
            item=str(path),
            remedy="give the folder of CUAD below DSOLUTIONS_DATA",
        ) from error
