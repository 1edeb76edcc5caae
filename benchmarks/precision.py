"""What bfloat16 changes: in a probability, and in a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.measurement import Measurement, Target, write
from benchmarks.texts import headlines
from dsolutions.adapters import Adapter, installed_for
from dsolutions.runtime import Precision, Row, Runtime
from dsolutions.runtime.precision import TIE_MARGIN, TOLERANCE
from dsolutions.runtime.variants import Variants
from dsolutions_finance.sentiment import HEAD, WINDOW


def measure(quick: bool) -> Iterator[Measurement]:
    """Compare bfloat16 with float32, before and after close rows are answered again in float32."""
    found, source = headlines(200 if quick else 2000)
    rows = [Row.about(one.text, one.start, one.end, window=WINDOW) for one in found]
    runtime = Runtime(precision=Precision("bfloat16", guarded=False))
    adapter = installed_for(runtime.encoder.model.sha256, HEAD)
    name = runtime.load(adapter)
    exact, half = (_raw(runtime, adapter, rows, dtype) for dtype in (torch.float32, torch.bfloat16))
    served = np.stack([answer[HEAD] for answer in runtime.predict(rows, name)])
    second, first = np.partition(half, -2)[:, -2:].T
    close = first - second < TIE_MARGIN  # as the runtime has it
    flipped = half.argmax(1) != exact.argmax(1)
    conditions = f"{len(rows):,} {source}"
    yield Measurement(
        "largest change of a probability by bfloat16",
        float(np.abs(half - exact).max()),
        "",
        conditions,
        Target("<", TOLERANCE),
    )
    yield Measurement("labels that bfloat16 alone would change", int(flipped.sum()), "rows", conditions)
    yield Measurement("rows answered again in float32", float(close.mean() * 100), "%", conditions)
    yield Measurement(
        "labels that differ from float32 in the end",
        int((served.argmax(1) != exact.argmax(1)).sum()),
        "rows",
        conditions,
        Target("=", 0),
    )


@torch.inference_mode()
def _raw(runtime: Runtime, adapter: Adapter, rows: Sequence[Row], dtype: torch.dtype) -> NDArray[np.float32]:
    """Compute the probabilities of all rows in one number format, with no row answered again."""
    head, encoder = adapter.heads[HEAD], runtime.encoder
    network = Variants(encoder).merged(adapter.deltas, dtype)
    tokens = encoder.tokenize(rows)
    answers = np.empty((len(rows), len(head.spec.labels)), np.float32)
    for numbers in runtime.batching.plan([len(row) for row in tokens]):
        batch = encoder.batch([tokens[number] for number in numbers])
        states = encoder.states(batch, network).float()
        answers[numbers] = head.probabilities(head(states, batch.attention, batch.focus)).cpu().numpy()
    return answers


if __name__ == "__main__":
    write("precision", measure)
