"""Everything about clause types on CUAD's test part, read once."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.contracts.clause_types import score_clause_types
from benchmarks.contracts.floor import linear_passages
from benchmarks.contracts.presence import score_presence
from benchmarks.contracts.readings import ReadContracts
from benchmarks.contracts.segments import score_segments
from benchmarks.contracts.spans import score_spans
from benchmarks.contracts.training import CUAD
from dsolutions.evaluation import EvaluationReport
from dsolutions_finance.contracts.types import ClauseFinder
from dsolutions_finance.contracts.types.labelled import read_contracts


def score_clauses(finder: ClauseFinder, data: Path, *, floors: bool = True) -> list[EvaluationReport]:
    """Score types of marked passages, types present, passages of whole contracts, and spans.

    The floors are fitted on the training part: ten minutes of one core, most of it for passages.
    """
    test = read_contracts(data / CUAD, ("test",))
    train = read_contracts(data / CUAD, ("train",)) if floors else []
    read = ReadContracts.of(finder, test)
    floor = linear_passages(train, test) if floors else []
    return [
        *score_clause_types(finder, train, test),
        score_presence(read, np.array([table.max(axis=0) for table in floor]) if floors else None),
        score_segments(read, floor),
        score_spans(read),
    ]
