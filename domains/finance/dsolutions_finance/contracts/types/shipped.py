"""Where the models of this package are, for each encoder that they were learned on."""

from __future__ import annotations

from pathlib import Path

from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types.fusion import Fusion

MODEL = Path(__file__).parent / "model"  # of the default encoder, and what needs none; described in card.md
QUALITY = MODEL / "quality"


def folder_for(runtime: Runtime) -> Path | None:
    """Return the folder with the networks and fusions for an encoder; ``None`` where none were learned."""
    for folder in (MODEL, QUALITY):
        if Fusion.load(folder / "fusion.json").encoder == runtime.encoder.model.sha256:
            return folder
    return None


def adapted(reader: Runtime) -> Runtime:
    """Return the runtime whose adapters are read beside the networks.

    The adapters that ship are made for the default encoder. They stand beside the networks of the quality
    encoder, too.
    """
    return Runtime(precision=reader.precision) if folder_for(reader) == QUALITY else reader
