"""One finding per place: of candidates that overlap, the most probable stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from dsolutions.safety.guards.personal.recogniser import Candidate


def resolved(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose among candidates so that none of them overlap.

    The greater score wins, then the longer one, then the one that comes first.

    Returns:
        What was chosen, in the order of the text.

    >>> short = Candidate("DOMAIN_NAME", 4, 15, 0.9, "")
    >>> long = Candidate("EMAIL_ADDRESS", 0, 15, 0.99, "")
    >>> resolved([short, long]) == [long]
    True
    """
    chosen: list[Candidate] = []
    starts: list[int] = []
    for candidate in sorted(candidates, key=_rank):
        place = bisect_right(starts, candidate.start)
        free_before = place == 0 or chosen[place - 1].end <= candidate.start
        free_after = place == len(chosen) or chosen[place].start >= candidate.end
        if free_before and free_after and candidate.start < candidate.end:
            chosen.insert(place, candidate)
            starts.insert(place, candidate.start)
    return chosen


def _rank(candidate: Candidate) -> tuple[float, int, int, str]:
    return -candidate.score, candidate.start - candidate.end, candidate.start, candidate.kind
