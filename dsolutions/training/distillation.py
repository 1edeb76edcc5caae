"""A larger model's answers as softer labels for a smaller one (Hinton, Vinyals and Dean 2015)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dsolutions.adapters import find_adapter
from dsolutions.errors import AdapterMismatch
from dsolutions.runtime import Row, Runtime
from dsolutions.training.recipe import DistillationSection

SoftLabels = Mapping[Row, NDArray[np.float32]]


def soft_labels(
    section: DistillationSection | None, rows: Iterable[Row], labels: Sequence[str]
) -> SoftLabels:
    """Ask the teacher about every row.

    Args:
        section: which teacher; ``None`` gives no soft labels.
        rows: what the student will be asked.
        labels: the student's labels, in order.

    Returns:
        Row to the teacher's probabilities, (labels,), softened by the section's temperature.

    Raises:
        AdapterMismatch: the teacher has not exactly these labels.
    """
    if section is None:
        return {}
    teacher = find_adapter(section.teacher)
    [head] = teacher.card.heads
    if set(head.labels) != set(labels):
        raise AdapterMismatch(
            f"the teacher's labels are {head.labels}, the student's {tuple(labels)}",
            stage="train",
            item=section.teacher,
            remedy="choose a teacher that was trained on the same labels",
        )
    runtime = Runtime(teacher.card.base.name)
    runtime.load(teacher)
    asked = list(dict.fromkeys(rows))
    order = [head.labels.index(label) for label in labels]
    answers = np.stack([answer[head.name][order] for answer in runtime.predict(asked, teacher.name)])
    softened = answers ** (1 / section.temperature)
    return dict(zip(asked, softened / softened.sum(-1, keepdims=True), strict=True))
