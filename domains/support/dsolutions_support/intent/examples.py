"""Examples of intents, as users bring them."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import InputError
from dsolutions.preprocessing.readers import read_rows

OUT_OF_SCOPE = "out_of_scope"  # what an example of no intent is labelled with; an empty label means the same

_SEPARATOR = re.compile(r"[\W_]+")
_WORDS = re.compile(r"(?:[^\W\d_]{2,} ?)+")  # no digits, no single letters: those are codes
_FEWEST = 2  # one to learn from and one to test on


@dataclass(frozen=True)
class IntentExamples:
    """Texts with their intents, and texts that have none of them.

    Five to ten examples per intent are a good start; examples of what is out of scope are optional, and let
    the out-of-scope decision be chosen on them.

    Args:
        texts: what users say.
        intents: what they want, one name per text.
        out_of_scope: what users say that is about none of the intents.
        name: what the set is called, for error messages and provenance.

    Raises:
        InputError: there are fewer than two intents, an intent has a single example, a text is empty, or a
            text stands under two intents.

    >>> examples = IntentExamples(
    ...     ["card lost", "my card is gone", "send money", "pay a friend"], ["lost", "lost", "pay", "pay"])
    >>> examples.names
    ('lost', 'pay')
    """

    texts: Sequence[str]
    intents: Sequence[str]
    out_of_scope: Sequence[str] = ()
    name: str = "intents"

    def __post_init__(self) -> None:
        for field in ("texts", "intents", "out_of_scope"):
            object.__setattr__(self, field, tuple(getattr(self, field)))
        self._check()

    @classmethod
    def read(cls, path: str | Path) -> Self:
        r"""Read a file with the columns ``text`` and ``intent``; an empty intent means out of scope.

        A text that stands twice under one intent counts once.

        Args:
            path: CSV, TSV, JSON Lines or Parquet.

        Raises:
            InputError: the file or a row cannot be read, a column is missing, or the examples are no basis
                to learn from; the row or the intent is named.

        >>> import tempfile
        >>> lines = ["text,intent", "is it here,track", "track,track", "undo,cancel", "stop,cancel", "hi,"]
        >>> path = Path(tempfile.mkdtemp()) / "shop.csv"
        >>> _ = path.write_text("\n".join(lines))
        >>> IntentExamples.read(path).out_of_scope
        ('hi',)
        """
        path = Path(path)
        found: dict[tuple[str, str], None] = {}  # ordered, each once
        for row in read_rows(path, {"text": "text", "intent": "intent"}):
            if row.error:
                raise row.error
            text, intent = (_cell(row.fields.get(field)) for field in ("text", "intent"))
            if not text:
                raise _refused(
                    path.name, f"example {row.position + 1} has no text", "write one, or drop the row"
                )
            found[text, intent or OUT_OF_SCOPE] = None
        known = [(text, intent) for text, intent in found if intent != OUT_OF_SCOPE]
        return cls(
            texts=tuple(text for text, _ in known),
            intents=tuple(intent for _, intent in known),
            out_of_scope=tuple(text for text, intent in found if intent == OUT_OF_SCOPE),
            name=path.stem,
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The intents, sorted."""
        return tuple(sorted(set(self.intents)))

    @cached_property
    def spoken(self) -> tuple[tuple[str, str], ...]:
        """The names that are words, as (text, intent): each says what its intent is about.

        As one more example of each of Banking77's intents they are worth half a point of accuracy beside ten.

        >>> IntentExamples(["a", "b", "c", "d"], ["card_lost", "card_lost", "x17", "x17"]).spoken
        (('card lost', 'card_lost'),)
        """
        written = ((_SEPARATOR.sub(" ", name).strip(), name) for name in self.names)
        return tuple((text, name) for text, name in written if _WORDS.fullmatch(text))

    def indices(self, names: Sequence[str]) -> NDArray[np.int_]:
        """Return the position of each example's intent in ``names``.

        Raises:
            InputError: an intent is not among them.
        """
        if unknown := sorted(set(self.intents) - set(names)):
            raise _refused(self.name, f"intent {unknown[0]!r} is not known here", "use the same intents")
        place = {name: i for i, name in enumerate(names)}
        return np.array([place[intent] for intent in self.intents], dtype=np.int_)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all examples, hexadecimal."""
        content = json.dumps([self.texts, self.intents, self.out_of_scope])
        return hashlib.sha256(content.encode()).hexdigest()

    def _check(self) -> None:
        if len(self.texts) != len(self.intents):
            problem = f"{len(self.texts)} texts for {len(self.intents)} intents"
            raise _refused(self.name, problem, "give one intent per text")
        if len(self.names) < _FEWEST:
            raise _refused(self.name, f"the only intent is {self.names}", "give examples of at least two")
        intent, count = min(Counter(self.intents).items(), key=lambda item: (item[1], item[0]))
        if count < _FEWEST:
            problem = f"intent {intent!r} has a single example"
            raise _refused(self.name, problem, "give it at least two, better five to ten, or drop it")
        first: dict[str, str] = {}
        labelled = [
            *zip(self.texts, self.intents, strict=True),
            *((t, OUT_OF_SCOPE) for t in self.out_of_scope),
        ]
        for text, intent in labelled:
            if not text.strip():
                raise _refused(self.name, f"an example of {intent!r} is empty", "write a text, or drop it")
            key = " ".join(text.casefold().split())
            if first.setdefault(key, intent) != intent:
                problem = f"{text!r} stands under {first[key]!r} and under {intent!r}"
                raise _refused(self.name, problem, "keep one of the two")


def _cell(value: object) -> str:
    """Return what a cell holds; nothing, for the NaN that tables have in empty ones."""
    return value.strip() if isinstance(value, str) else "" if value is None or value != value else str(value)


def _refused(item: str, problem: str, remedy: str) -> InputError:
    return InputError(problem, stage="read intents", item=item, remedy=remedy)
