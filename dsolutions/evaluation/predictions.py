"""What was predicted beside what is true: the one thing that every score is computed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import InputError

# One label; or the set of labels, maybe empty, of a row that can have several.
Answer: TypeAlias = str | frozenset[str]
Answers: TypeAlias = Sequence[Answer]

# Probabilities that were saved with two decimals still add up to 1 within this.
SUM_TOLERANCE = 0.02


@dataclass(frozen=True, eq=False)
class LabelledTexts:
    """Texts with their true labels: what floors are fitted on, and what a test set may have leaked from.

    Args:
        texts: n texts. Where the task is about an entity, it is masked here as in the test texts.
        gold: n labels, or n sets of labels.
        ids: n names, used to point at leaked rows; positions by default.

    Raises:
        InputError: there are no rows, lengths differ, or a label is missing.

    >>> LabelledTexts(["TGT soars", "TGT sinks"], ["up", "down"]).ids
    ('0', '1')
    """

    texts: Sequence[str]
    gold: Answers
    ids: Sequence[str] = ()

    def __post_init__(self) -> None:
        _check_rows(len(self.texts), gold=self.gold, ids=self.ids or self.texts)
        _check_kinds(self.gold)
        object.__setattr__(self, "ids", tuple(self.ids) or _positions(self.texts))


@dataclass(frozen=True, eq=False)
class LabelledPredictions:
    """Predictions and the truth, row by row.

    Args:
        labels: the k class names, in the order in which tables show them.
        gold: the true label of each of the n rows; its set of labels, where a row can have several.
        predicted: the predicted label, or set of labels, of each row.
        ids: the caller's name for each row; positions by default.
        probabilities: (n, k), the probability of each label; a row sums to 1 unless rows are sets of labels.
        documents: the document that each row comes from. Rows of one document are not independent, so
            intervals resample whole documents. By default each row stands alone.
        groups: names of the groups that each row belongs to, such as ``{"conflicting headline"}``; each group
            is also scored on its own.
        texts: the text of each row; only needed to fit floors and to look for leaks.

    Raises:
        InputError: there are no rows, lengths differ, an id occurs twice, a label is unknown, or
            probabilities are not such.

    >>> predictions = LabelledPredictions(("down", "up"), gold=["up", "down"], predicted=["up", "up"])
    >>> predictions.correct.tolist()
    [True, False]
    """

    labels: Sequence[str]
    gold: Answers
    predicted: Answers
    ids: Sequence[str] = ()
    probabilities: NDArray[np.float64] | None = None
    documents: Sequence[str] = ()
    groups: Sequence[frozenset[str]] = ()
    texts: Sequence[str] | None = None

    def __post_init__(self) -> None:
        ids = tuple(self.ids) or _positions(self.gold)
        settled = {
            "labels": tuple(self.labels),
            "gold": tuple(self.gold),
            "predicted": tuple(self.predicted),
            "ids": ids,
            "documents": tuple(self.documents) or ids,
            "groups": tuple(self.groups) or (frozenset(),) * len(self.gold),
            "texts": None if self.texts is None else tuple(self.texts),
        }
        for name, value in settled.items():
            object.__setattr__(self, name, value)
        _check_rows(
            len(self.gold),
            predicted=self.predicted,
            ids=ids,
            documents=self.documents,
            groups=self.groups,
            texts=self.gold if self.texts is None else self.texts,
        )
        _check_unique("id", ids)
        _check_unique("label", self.labels)
        _check_kinds((*self.gold, *self.predicted))
        self._check_known()
        if self.probabilities is not None:
            object.__setattr__(self, "probabilities", self._checked(self.probabilities))

    def __len__(self) -> int:
        return len(self.gold)

    @property
    def multi_label(self) -> bool:
        """Whether a row can have several labels."""
        return isinstance(self.gold[0], frozenset)

    @property
    def correct(self) -> NDArray[np.bool_]:
        """(n,) whether the prediction is exactly the truth."""
        return np.array([p == g for p, g in zip(self.predicted, self.gold, strict=True)])

    def indicators(self, answers: Answers) -> NDArray[np.bool_]:
        """Return (n, k): which of the labels each of the n answers has."""
        column = {label: index for index, label in enumerate(self.labels)}
        table = np.zeros((len(answers), len(self.labels)), dtype=bool)
        for row, answer in enumerate(answers):
            for label in as_set(answer):
                table[row, column[label]] = True
        return table

    def take(self, rows: Sequence[int]) -> Self:
        """Return the rows at these positions, in this order."""
        return type(self)(
            labels=self.labels,
            gold=[self.gold[row] for row in rows],
            predicted=[self.predicted[row] for row in rows],
            ids=[self.ids[row] for row in rows],
            probabilities=None if self.probabilities is None else self.probabilities[list(rows)],
            documents=[self.documents[row] for row in rows],
            groups=[self.groups[row] for row in rows],
            texts=None if self.texts is None else [self.texts[row] for row in rows],
        )

    def save(self, path: str | Path) -> None:
        """Write the rows as JSON lines, after a first line with the labels."""
        from dsolutions.evaluation.saved import write

        write(self, Path(path))

    @classmethod
    def load(cls, path: str | Path) -> LabelledPredictions:
        """Read what ``save`` or another program wrote; the format is in ``dsolutions.evaluation.saved``.

        Raises:
            InputError: the file cannot be read, a line is no such row, or the rows do not fit together.
        """
        from dsolutions.evaluation.saved import read

        return read(Path(path))

    def _check_known(self) -> None:
        known = set(self.labels)
        for side, answers in (("gold", self.gold), ("predicted", self.predicted)):
            for row, answer in zip(self.ids, answers, strict=True):
                if unknown := as_set(answer) - known:
                    raise InputError(
                        f"unknown {side} label {min(unknown)!r}",
                        stage="evaluate",
                        item=row,
                        remedy=f"use one of: {', '.join(self.labels)}",
                    )

    def _checked(self, probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
        table = np.asarray(probabilities, dtype=np.float64)
        if table.shape != (len(self), len(self.labels)):
            raise InputError(
                f"probabilities have shape {table.shape}, not {(len(self), len(self.labels))}",
                stage="evaluate",
                remedy="give one row per prediction and one column per label",
            )
        outside = ~((table >= 0) & (table <= 1)).all(axis=1)  # NaN counts as outside
        if outside.any():
            row = self.ids[int(outside.argmax())]
            raise InputError(
                "a probability is not between 0 and 1",
                stage="evaluate",
                item=row,
                remedy="save probabilities, not logits",
            )
        sums = table.sum(axis=1)
        off = np.abs(sums - 1) > SUM_TOLERANCE
        if off.any() and not self.multi_label:
            first = int(off.argmax())
            raise InputError(
                f"probabilities sum to {sums[first]:.3f}, not to 1",
                stage="evaluate",
                item=self.ids[first],
                remedy="save the probabilities of all labels",
            )
        return table


def as_set(answer: Answer) -> frozenset[str]:
    """Return the labels of an answer.

    >>> as_set("up")
    frozenset({'up'})
    """
    return frozenset((answer,)) if isinstance(answer, str) else answer


def _positions(rows: Sized) -> tuple[str, ...]:
    return tuple(str(index) for index in range(len(rows)))


def _check_rows(n: int, **columns: Sized) -> None:
    if n == 0:
        raise InputError("there are no rows", stage="evaluate", remedy="pass at least one")
    for name, column in columns.items():
        if len(column) != n:
            raise InputError(
                f"{len(column)} {name} for {n} rows", stage="evaluate", item=name, remedy="give one per row"
            )


def _check_kinds(answers: Answers) -> None:
    if not any(all(isinstance(answer, kind) for answer in answers) for kind in (str, frozenset)):
        kinds = {type(answer).__name__ for answer in answers}
        raise InputError(
            f"answers are of the types {sorted(kinds)}",
            stage="evaluate",
            remedy="give every row one label (str), or every row a set of labels (frozenset)",
        )


def _check_unique(what: str, names: Sequence[str]) -> None:
    name, count = Counter(names).most_common(1)[0] if names else ("", 0)
    if count > 1:
        raise InputError(
            f"{what} occurs {count} times", stage="evaluate", item=name, remedy=f"make every {what} unique"
        )
