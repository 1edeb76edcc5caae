"""What goes into an encoder."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "*"  # a plain character: frozen embeddings of every base model know it


@dataclass(frozen=True)
class Row:
    """One sequence for the encoder.

    Args:
        text: first segment.
        pair: second segment, or ``None``.
        focus: character range of ``text`` that a head may read on its own, or ``None`` for all of it.
    """

    text: str
    pair: str | None = None
    focus: tuple[int, int] | None = None

    @classmethod
    def about(cls, text: str, start: int, end: int, *, window: int | None = None) -> Row:
        """Ask about ``text[start:end]``: marked in the text, and repeated as second segment.

        Args:
            text: what surrounds the target.
            start: offset of the target's first character.
            end: offset after its last one.
            window: most characters kept on either side of the target, cut at a space; all by default.

        >>> Row.about("Acme cuts jobs", 0, 4)
        Row(text='* Acme * cuts jobs', pair='Acme', focus=(0, 8))
        >>> Row.about("Acme cuts jobs", 0, 4, window=7).text
        '* Acme * cuts'
        """
        target = text[start:end]
        before, after = _surroundings(text, start, end, window)
        marked = f"{MARK} {target} {MARK}"
        return cls(before + marked + after, target, (len(before), len(before) + len(marked)))

    @classmethod
    def within(cls, text: str, start: int, end: int, *, window: int | None = None) -> Row:
        """Ask about ``text[start:end]`` where it stands, neither marked nor repeated: for long targets.

        Args:
            text: what surrounds the target.
            start: offset of the target's first character.
            end: offset after its last one.
            window: most characters kept on either side of the target, cut at a space; all by default.

        >>> Row.within("Acme cuts jobs", 0, 4, window=7)
        Row(text='Acme cuts', pair=None, focus=(0, 4))
        """
        before, after = _surroundings(text, start, end, window)
        return cls(before + text[start:end] + after, focus=(len(before), len(before) + end - start))


def _surroundings(text: str, start: int, end: int, window: int | None) -> tuple[str, str]:
    """Return what stands before and after a target, at most ``window`` characters each, cut at a space."""
    if window is None:
        return text[:start], text[end:]
    before, after = text[max(0, start - window) : start], text[end : end + window]
    if start > window:
        before = before.partition(" ")[2]
    if end + window < len(text):
        after = after.rpartition(" ")[0]
    return before, after
