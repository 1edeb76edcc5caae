"""What comes after a marker: whether a list that begins or counts on with it goes on."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dsolutions_finance.contracts.structure.markers import Marker, Reading

Value = tuple[int, ...]

# How many markers of a style are looked at: bounds the time, and no list of contracts is longer.
_LONGEST = 80


class Ahead:
    """Looks ahead from a marker, up to the next attachment, where numbers start again.

    Args:
        markers: all markers of a contract, in order.
        boundaries: offsets where attachments begin.
    """

    def __init__(self, markers: Sequence[Marker], boundaries: Sequence[int]) -> None:
        self._boundaries = boundaries
        self._coming: dict[str, list[tuple[Value, Marker]]] = defaultdict(list)
        for marker in markers:
            for reading in marker.readings:
                self._coming[reading.style].append((reading.value, marker))
        self._starts = {
            style: [marker.start for _, marker in coming] for style, coming in self._coming.items()
        }

    def find(self, marker: Marker, style: str, value: Value) -> Marker | None:
        """Return the next marker with a value of a style; ``None`` if its list begins anew before."""
        for found, later in self._each(marker, style):
            if found == value:
                return later
            if found == (1,):
                return None
        return None

    def goes_on(self, marker: Marker, reading: Reading) -> bool:
        """Tell whether the next number, or the first one under this, heads a paragraph."""
        following = self.find(marker, reading.style, (reading.value[0] + 1,))
        inner = self.find(marker, "1.1", (*reading.value, 1))
        return any(found is not None and found.place == "paragraph" for found in (following, inner))

    def resumes(self, marker: Marker, style: str, value: int) -> bool:
        """Tell whether a list that begins here is inside another, which goes on with ``value`` behind it."""
        expected = 2
        for (found, *_), later in self._each(marker, style):
            if later.place == "inline" or not later.capital:
                continue
            # Items that begin with small letters end before one of the outer list, which has capitals.
            if found == value and not marker.capital:
                return True
            if found == expected:
                expected += 1
            elif found == value:
                return True
            elif found == 1 and len(later.readings) == 1:  # an "I." may follow an "H."
                expected = 2
        return False

    def begins_anew(self, marker: Marker, style: str) -> bool:
        """Tell whether a list that begins here ends and another of its style begins behind it."""
        expected = 2
        for (found, *_), later in self._each(marker, style):
            if later.place != "paragraph":
                continue
            if found == expected:
                expected += 1
            elif found == 1:
                return expected > 2 and not self.resumes(later, style, expected)
        return False

    def _each(self, marker: Marker, style: str) -> Iterator[tuple[Value, Marker]]:
        first = bisect_left(self._starts.get(style, []), marker.start + 1)
        place = bisect_left(self._boundaries, marker.start + 1)
        end = self._boundaries[place] if place < len(self._boundaries) else None
        for value, later in self._coming.get(style, [])[first : first + _LONGEST]:
            if end is not None and later.start >= end:
                return
            yield value, later
