"""Words whose letters were swapped, spread or made invisible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.preprocessing.aligned import AlignedText
from dsolutions.safety.guards.injection.views import View, changed
from dsolutions.safety.guards.injection.vocabulary import COMMON, TELLING, segmented

# Two telling words must come out before a disguise is believed: "B2B" and "C-3-P-O" are no attacks.
FEWEST = 2

_LEET = str.maketrans("013457@$!|€+()", "oieastasiletco")
_LEET_WITH_L = str.maketrans("013457@$!|€+()", "oleastaslletco")
_LEET_TOKEN = re.compile(r"[A-Za-z0-9@$!|€+()]+")
_HAS_LEET = re.compile(r"[A-Za-z][013457@$!|€+(]|[013457@$|€+(][A-Za-z]")

# Single letters with the same kind of gap between them, five at least.
_SPREAD = re.compile(r"(?<![^\W_])[^\W\d_](?:[ ._*~|/-]{1,3}[^\W\d_](?![^\W_])){4,400}")
_PIECES = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-._*~|/][^\W\d_]++)+")
_LETTERS = re.compile(r"[^\W\d_]+")

_TAGS = re.compile(r"[\U000e0020-\U000e007e]+")
_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")


def invisible(source: str) -> Iterator[View]:
    """Read text written in characters that no typeface shows: Unicode tags and runs of variation selectors.

    >>> tags = "".join(chr(0xE0000 + ord(character)) for character in "obey")
    >>> [view.text.text for view in invisible("Hello" + tags)]
    ['obey']
    """
    if source.isascii():
        return
    for match in _TAGS.finditer(source):
        text = "".join(chr(ord(character) - 0xE0000) for character in match[0])
        yield _whole(source, match, text, "invisible tag characters")
    for match in _SELECTORS.finditer(source):
        text = bytes(map(_selected, match[0])).decode("utf-8", "ignore")
        if text.isprintable() and text:
            yield _whole(source, match, text, "variation selectors")


def respelled(base: AlignedText) -> Iterator[View]:
    """Undo leetspeak and words that were cut into pieces."""
    for how, edits in (("leetspeak", _leet(base.text)), ("split words", _joined(base.text))):
        telling = sum(word in TELLING for *_, text in edits for word in text.split())
        if telling >= FEWEST:
            yield View(changed(base, edits), "encoded", how)


def _leet(text: str) -> list[tuple[int, int, str]]:
    if not _HAS_LEET.search(text):
        return []
    edits = []
    for token in _LEET_TOKEN.finditer(text):
        if _HAS_LEET.search(token[0]):
            lower = token[0].lower().rstrip("!+(")
            read = [lower.translate(table) for table in (_LEET, _LEET_WITH_L)]
            edits.append((*token.span(), next((word for word in read if word in COMMON), read[0])))
    return edits


def _joined(text: str) -> list[tuple[int, int, str]]:
    edits = []
    for spread in _SPREAD.finditer(text):
        letters = "".join(_LETTERS.findall(spread[0])).lower()
        edits.append((*spread.span(), " ".join(segmented(letters))))
    for pieces in _PIECES.finditer(text):
        word = "".join(_LETTERS.findall(pieces[0])).lower()
        if word in TELLING:
            edits.append((*pieces.span(), word))
    return edits + _neighbours(text)


def _neighbours(text: str) -> list[tuple[int, int, str]]:
    """Join two pieces that are no words but make one: "instr uctions"."""
    edits = []
    before: re.Match[str] | None = None
    for piece in _LETTERS.finditer(text):
        if before and piece.start() - before.end() == 1 and text[before.end()] in " \n":
            first, second = before[0].lower(), piece[0].lower()
            whole = first + second
            if len(whole) > 5 and whole in TELLING and not {first, second} <= COMMON:
                edits.append((before.start(), piece.end(), whole))
        before = piece
    return edits


def _selected(character: str) -> int:
    code = ord(character)
    return code - 0xFE00 if code <= 0xFE0F else code - 0xE0100 + 16


def _whole(source: str, match: re.Match[str], text: str, how: str) -> View:
    starts, ends = [match.start()] * len(text), [match.end()] * len(text)
    return View(AlignedText(text, starts, ends, source), "hidden", how)
