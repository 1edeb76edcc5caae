r"""Unicode and whitespace made uniform, with offsets that lead back to the caller's text.

What is changed, and why:

- NFKC, cluster by cluster: ligatures, full-width forms and composed accents get one spelling. Superscripts,
  subscripts and fractions are kept, because NFKC would turn ``10²`` into ``102`` and ``Acme™`` into
  ``AcmeTM``; so are spacing accents, which it would turn into a space and a stray mark.
- Control and format characters are removed: soft hyphens, zero-width characters, byte-order marks, direction
  marks and the invisible tags that can hide instructions from a reader.
- Curly quotes, hyphens and the minus sign are mapped to their ASCII forms, so that one rule matches every
  typeface. En and em dashes stay: they separate clauses.
- A run of whitespace becomes one space; a run with a blank line in it becomes a paragraph break, ``"\n\n"``.
  A single line break is taken for wrapping. Whitespace at both ends is dropped.
- Half a surrogate pair, which no encoder of text accepts, becomes U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dsolutions.preprocessing.aligned import AlignedText

# Nothing to do: visible ASCII, single spaces, paragraph breaks. This is the usual headline.
_CLEAN = re.compile(r"(?:[!-~]+(?:(?: |\n\n)[!-~]+)*)?")

# A text is cut into ASCII that cannot change, whitespace, and the rest. An ASCII character right before the
# rest goes with it, because an accent may follow.
_PIECE = re.compile(r"(?P<plain>[!-~]+(?=[!-~\s]|\Z))|(?P<space>\s+)|(?P<rest>[!-~]?[^!-~\s]*)")

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028]")
_PARAGRAPH_BREAK = re.compile(r"[\f\u2029]")

_MAPPED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛´", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑−", "-"),
    }
)

_MEANINGFUL_FORMS = ("<super>", "<sub>", "<fraction>")


def normalise(source: str) -> AlignedText:
    """Make Unicode and whitespace uniform; the module says how.

    Args:
        source: the caller's text.

    Returns:
        The normalised text, aligned with ``source``. Normalising it once more changes nothing.

    >>> normalise("Acme’s  pro\u00adﬁt").text
    "Acme's profit"
    """
    if _CLEAN.fullmatch(source):
        return AlignedText.unchanged(source)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(text: str, start: int, end: int) -> None:
        out.append(text)
        if text == source[start:end]:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(text))
            ends.extend([end] * len(text))

    gap: tuple[int, int] | None = None  # whitespace not yet written: removed characters may split one run
    for piece in _PIECE.finditer(source):
        if piece.lastgroup == "space":
            gap = (gap[0] if gap else piece.start(), piece.end())
            continue
        for text, start, end in _visible(source, piece):
            if gap and out:
                put(_separator(source[slice(*gap)]), *gap)
            gap = None
            put(text, start, end)
    return AlignedText("".join(out), starts, ends, source)


def _separator(run: str) -> str:
    """Return what a run of whitespace becomes."""
    breaks = len(_LINE_BREAK.findall(run))
    return "\n\n" if breaks > 1 or _PARAGRAPH_BREAK.search(run) else " "


def _visible(source: str, piece: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield what a piece without whitespace leaves, normalised, with its ranges of the source."""
    if piece.lastgroup == "plain":
        yield piece.group(), piece.start(), piece.end()
        return
    cluster, first, last = "", piece.start(), piece.start()
    for position in range(piece.start(), piece.end()):
        character = source[position]
        if unicodedata.category(character) in ("Cc", "Cf"):
            continue
        if cluster and not _attaches(character):
            yield _composed(cluster), first, last
            cluster = ""
        if not cluster:
            first = position
        cluster += character
        last = position + 1
    if cluster:
        yield _composed(cluster), first, last


def _attaches(character: str) -> bool:
    """Tell whether a character may combine with the one before: a mark, or a Korean vowel or final."""
    leading = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(leading)[0] == "M" or "\u1160" <= leading <= "\u11ff"


def _composed(cluster: str) -> str:
    """Normalise one base character with its marks."""
    base = cluster[0]
    if "\ud800" <= base <= "\udfff":
        return "\ufffd" + cluster[1:]
    if base.translate(_MAPPED) != base:
        return cluster.translate(_MAPPED)
    kept = unicodedata.decomposition(base).startswith(_MEANINGFUL_FORMS)
    folded = unicodedata.normalize("NFC" if kept else "NFKC", cluster)
    return unicodedata.normalize("NFC", cluster) if folded.startswith(" ") else folded
