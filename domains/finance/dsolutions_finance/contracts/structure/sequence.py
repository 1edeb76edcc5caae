"""Which markers number sections: those that open a list or count on in one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsolutions_finance.contracts.structure.ahead import Ahead
from dsolutions_finance.contracts.structure.markers import Marker, Reading
from dsolutions_finance.contracts.structure.titles import is_title, title_length

# Numbers that may be missing between two that follow one another: lost by OCR, or "[Reserved]".
_GAP = 3
# A number may directly follow the number and title before it within as many characters.
_TITLE = 90
_LOOKED_AT = 130  # characters behind a number; no title is longer

#: Styles of the upper levels, from the outermost; their numbers count on across the levels above.
_UPPER = ("part", "chapter", "article", "section")
_COUNTED = frozenset({*_UPPER, "1.", "1)", "1", "1.0", "I.", "A."})
#: Unnumbered levels.
ATTACHMENT, PREAMBLE, CAPITALS = "attachment", "preamble", "capitals"


@dataclass
class Level:
    """An open list on the way from the root to the latest section.

    Args:
        style: of its numbers; a star for each list of the same style around it.
        value: the latest one.
        node: position of the latest section.
        marker: where that begins.
    """

    style: str
    value: tuple[int, ...]
    node: int
    marker: Marker | None = None


@dataclass(frozen=True)
class Place:
    """Where a section goes: under the first ``depth`` open lists, as ``value`` of ``style``."""

    depth: int
    style: str
    value: tuple[int, ...]


class Lists:
    """The open lists, and what is known of those before and behind.

    Args:
        text: the working text.
        markers: all its markers, in order.
        boundaries: offsets where attachments begin; numbers start again there.
    """

    def __init__(self, text: str, markers: Sequence[Marker], boundaries: Sequence[int]) -> None:
        self._text = text
        self._ahead = Ahead(markers, boundaries)
        self.open: list[Level] = []
        self._counted: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}
        self._nested: set[tuple[str, str]] = set()
        self._suspended: list[Level] = []

    # What the tree tells ----------------------------------------------------------------------------

    def begin_attachment(self, node: int) -> None:
        """Start to count anew under an attachment."""
        self.open = [Level(ATTACHMENT, (), node)]
        self._counted.clear()
        self._suspended = []

    def begin_unnumbered(self, style: str, node: int) -> int | None:
        """Put a heading without a number beneath the attachment, or at the root; return its parent."""
        self._suspended = self.open
        self.open = self.open[: self._base]
        parent = self.open[-1].node if self.open else None
        self.open.append(Level(style, (), node))
        return parent

    def put(self, place: Place, marker: Marker, node: int) -> int | None:
        """Put a section in its place; return its parent."""
        self.open = self.open[: place.depth]
        parent = self.open[-1] if self.open else None
        if parent is not None:
            self._nested.add((parent.style, place.style))
        self.open.append(Level(place.style, place.value, node, marker))
        if place.style in _COUNTED:
            self._counted[place.style] = place.value, tuple(level.style for level in self.open[:-1])
        self._suspended = []
        return parent.node if parent else None

    @property
    def _base(self) -> int:
        return 1 if self.open and self.open[0].style == ATTACHMENT else 0

    # What the tree asks -----------------------------------------------------------------------------

    def place_of(self, marker: Marker) -> Place | None:
        """Tell where a marker's section goes; ``None`` if it begins none."""
        counting = self._count_on(marker, self.open)
        if counting is None and self._suspended:
            counting = self._count_on(marker, self._suspended) or self._under_article(marker)
            if counting is not None:
                self.open = self._suspended
        opening = self._opening(marker)
        if counting and opening and self._roman_instead(marker, counting, opening):
            return opening
        return counting or opening or self._count_on_above(marker)

    def _under_article(self, marker: Marker) -> Place | None:
        """Tell whether a "4.1" follows Article IV, whose title was taken for a heading of its own."""
        if marker.place != "paragraph" or self.open[-1].style != CAPITALS:
            return None
        for reading in marker.readings:
            for depth, level in enumerate(self._suspended):
                if level.style in _UPPER and reading.value == (*level.value, 1):
                    return Place(depth + 1, reading.style, reading.value)
        return None

    def _count_on(self, marker: Marker, levels: Sequence[Level]) -> Place | None:
        gap: Place | None = None  # taken only where the number counts on nowhere without one
        for depth in range(len(levels) - 1, -1, -1):
            level = levels[depth]
            for reading in marker.readings:
                if reading.style != level.style.rstrip("*"):
                    continue
                step = _step(level.value, reading.value)
                if step is not None and self._may_count_on(marker, level, reading, step):
                    place = Place(depth, level.style, reading.value)
                    if step == 1:
                        return place
                    gap = gap or place
        return gap

    def _may_count_on(self, marker: Marker, level: Level, reading: Reading, step: int) -> bool:
        """Tell whether a number that counts on heads a section, by where it stands."""
        if step != 1:
            return marker.place == "paragraph" and marker.capital and reading.style != "1"
        if marker.place == "paragraph":
            return marker.capital or ")" in reading.style or "." in reading.style
        if marker.place == "collapsed":
            if marker.capital:
                return not ("(" in reading.style and marker.within_sentence) or marker.after_item
            return marker.after_item and (marker.after_sentence or level is self.open[-1])
        latest = level.marker
        own = latest is not None and latest.paragraph == marker.paragraph
        if "(" in reading.style:  # in a list whose items head paragraphs, one shares a line with another
            at_head = latest is not None and latest.place == "paragraph"
            return own and at_head and marker.after_sentence and marker.capital
        deep = own and len(reading.value) > 2
        if marker.after_sentence:
            return marker.capital or deep
        # Behind an address there is no full stop; the next number with a title is hardly a reference.
        behind = self._text[marker.end : marker.end + _LOOKED_AT].lstrip()
        return len(reading.value) > 1 and marker.capital and title_length(behind) > 0

    def _opening(self, marker: Marker) -> Place | None:
        for reading in marker.readings:
            place = self._opened_as(marker, reading)
            if place is not None and self._may_open(marker, reading):
                return place
        return None

    def _opened_as(self, marker: Marker, reading: Reading) -> Place | None:
        if len(reading.value) > 1:
            return self._opened_decimal(marker, reading)
        if reading.value != (1,):
            return self._opened_late(marker, reading)
        for depth in range(len(self.open) - 1, -1, -1):
            level = self.open[depth]
            if level.style.rstrip("*") == reading.style:
                if self._ahead.resumes(marker, reading.style, level.value[0] + 1):
                    return Place(len(self.open), level.style + "*", reading.value)
                recital = depth > 0 and self.open[depth - 1].style == PREAMBLE
                return Place(depth - recital, level.style, reading.value)
        return Place(self._depth_for(marker, reading.style), reading.style, reading.value)

    def _opened_late(self, marker: Marker, reading: Reading) -> Place | None:
        """Open a list whose beginning is missing, as in an excerpt, if it goes on."""
        known = reading.style in self._counted or any(
            level.style.rstrip("*") == reading.style for level in self.open
        )
        bracketed = ")" in reading.style
        if known or marker.place != "paragraph" or not (marker.capital or bracketed):
            return None
        if not self._ahead.goes_on(marker, reading):
            return None
        return Place(self._depth_for(marker, reading.style), reading.style, reading.value)

    def _opened_decimal(self, marker: Marker, reading: Reading) -> Place | None:
        *prefix, last = reading.value
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].value == tuple(prefix) and self.open[depth].style[-1] not in ")*":
                # Where such a list is open already, this counts back: a reference, or a mistyped number.
                again = depth + 1 < len(self.open) and self.open[depth + 1].style == reading.style
                anew = last <= 1 and marker.place == "paragraph" and marker.capital
                fits = anew if again else last <= _GAP
                return Place(depth + 1, reading.style, reading.value) if fits else None
        if marker.place != "paragraph" or not marker.capital or last > 1:
            return None
        for depth, level in enumerate(self.open):
            if level.style == reading.style:
                return Place(depth, reading.style, reading.value)
        if self._ahead.find(marker, reading.style, (*prefix, last + 1)) is None:
            return None
        return Place(self._depth_for(marker, "section"), reading.style, reading.value)

    def _depth_for(self, marker: Marker, style: str) -> int:
        """Tell below which of the open lists a new one begins."""
        base = self._base
        if style in _UPPER:
            above = {*_UPPER[: _UPPER.index(style)], ATTACHMENT}
            depth = 0
            while depth < len(self.open) and self.open[depth].style in above:
                depth += 1
            return max(depth, base)
        depth = len(self.open)
        if depth > base and style[0] in "1I" and style[-1] != ")":
            first = self.open[base]
            if first.style == PREAMBLE and self._ahead.begins_anew(marker, style):
                return depth
            if first.style == PREAMBLE or (first.style == CAPITALS and not self._counted and not base):
                return base
            recital = (
                first.style in ("A.", "(A)", "(1)", "(a)", "a.") and (first.style, style) not in self._nested
            )
            if recital and self._ahead.find(marker, first.style, (first.value[0] + 1,)) is None:
                return base
        return depth

    def _may_open(self, marker: Marker, reading: Reading) -> bool:
        """Tell whether a number that opens a list heads a section, by where it stands."""
        if marker.place == "paragraph":
            if reading.style == "1":
                return marker.capital and self._ahead.goes_on(marker, reading)
            return marker.capital or ")" in reading.style or len(reading.value) > 1
        second = self._ahead.find(marker, reading.style, (2,))
        listed = marker.after_colon and second is not None
        bracketed, titled = "(" in reading.style, marker.capital and self._follows_title(marker)
        if marker.place == "inline":
            listed_below = second is not None and second.place == "paragraph"
            if titled:
                return bracketed or len(reading.value) > 1 or listed_below
            counted = reading.style in _COUNTED and marker.capital
            return listed and (bracketed or counted) and listed_below
        if bracketed:
            ends = marker.after_colon or marker.before.rstrip().endswith(";")
            ends = ends or (marker.capital and marker.before.rstrip().endswith("."))
            real = second is not None and (second.place == "paragraph" or second.after_sentence)
            return titled or (ends and real)
        known = reading.style in _COUNTED and second is not None
        return listed or (
            (marker.capital or len(reading.value) > 1)
            and (marker.after_sentence or self._follows_title(marker) or known)
        )

    def _follows_title(self, marker: Marker) -> bool:
        """Tell whether nothing but a title stands between the section before and a marker."""
        latest = self.open[-1].marker if self.open else None
        if latest is None or marker.start - latest.end > _TITLE:
            return False
        under_it = any(reading.value == (*self.open[-1].value, 1) for reading in marker.readings)
        return under_it or is_title(self._text[latest.end : marker.start].strip(" .:;-–—"))

    def _count_on_above(self, marker: Marker) -> Place | None:
        """Count on in a list of the upper levels whose last section lies under another heading."""
        if marker.place == "inline" or not marker.capital:
            return None
        for reading in marker.readings:
            value, home = self._counted.get(reading.style, ((), ()))
            if value and 0 < reading.value[0] - value[0] <= (1 if marker.place == "collapsed" else _GAP):
                depth = self._base
                while depth < len(self.open) and depth < len(home) and self.open[depth].style == home[depth]:
                    depth += 1
                return Place(depth, reading.style, reading.value)
        return None

    def _roman_instead(self, marker: Marker, counting: Place, opening: Place) -> bool:
        """Tell whether an "(i)" after an "(h)" is a Roman one: then "(ii)" comes before "(j)"."""
        if marker.number.casefold() != "i" or opening.style.lower().strip("(.)*") != "i":
            return False
        second = self._ahead.find(marker, opening.style.rstrip("*"), (2,))
        tenth = self._ahead.find(marker, counting.style.rstrip("*"), (10,))
        return second is not None and (tenth is None or second.start < tenth.start)


def _step(before: tuple[int, ...], after: tuple[int, ...]) -> int | None:
    """Return how far a number counts on from the one before; ``None`` if it does not."""
    if len(before) != len(after) or not before:
        return None
    step = after[-1] - before[-1]
    if before[:-1] == after[:-1]:
        return step if 0 < step <= _GAP else None
    # "21.1" and then "22.2": the section's own number is mistyped.
    return 1 if len(after) == 2 and step == 1 and after[0] == before[0] + 1 else None
