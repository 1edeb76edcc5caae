"""Where the models of this package are, for each encoder that can read along."""

from __future__ import annotations

from pathlib import Path

from dsolutions.errors import ModelError
from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types.fusion import Fusion

MODEL = Path(__file__).parent / "model"  # of the default encoder, and what needs none; described in card.md
QUALITY = MODEL / "quality"


def folder_for(reader: Runtime | None) -> Path:
    """Return the folder with the networks and fusions for an encoder that reads along.

    Args:
        reader: a runtime on that encoder; ``None`` stands for the one that the adapters read with.

    Raises:
        ModelError: none have been fitted for it.
    """
    if reader is None:
        return MODEL
    for folder in (MODEL, QUALITY):
        if Fusion.load(folder / "fusion.json").encoder == reader.encoder.model.sha256:
            return folder
    raise ModelError(
        "no clause types have been learned on this encoder",
        stage="load model",
        item=reader.encoder.model.name,
        remedy="use all-mpnet-base-v2, or leave clause_model out",
    )
