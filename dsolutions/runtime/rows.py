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
    def about(cls, text: str, start: int, end: int) -> Row:
        """Ask about ``text[start:end]``: marked in the text, and repeated as second segment.

        >>> Row.about("Acme cuts jobs", 0, 4)
        Row(text='* Acme * cuts jobs', pair='Acme', focus=(0, 8))
        """
        target = text[start:end]
        marked = f"{MARK} {target} {MARK}"
        return cls(text[:start] + marked + text[end:], target, (start, start + len(marked)))
