import numpy as np
import pytest
import torch

from dsolutions.runtime import Runtime
from dsolutions.runtime.catalogue import catalogue
from dsolutions.testing import tiny_runtime
from dsolutions_finance.contracts.types import CLAUSE_TYPES
from dsolutions_finance.contracts.types.fusion import Fusion
from dsolutions_finance.contracts.types.shipped import MODEL, QUALITY, folder_for
from dsolutions_finance.contracts.types.unfair import UNFAIR_TYPES, UnfairCalibration
from dsolutions_finance.contracts.types.vectors import VectorModel


@pytest.mark.parametrize(
    ("folder", "encoder", "width"), [(MODEL, "all-MiniLM-L6-v2", 384), (QUALITY, "all-mpnet-base-v2", 768)]
)
def test_what_ships_for_an_encoder_is_made_for_it(folder, encoder, width):
    fusion = Fusion.load(folder / "fusion.json")
    assert (fusion.encoder, fusion.labels) == (catalogue()[encoder].sha256, CLAUSE_TYPES)
    assert len(UnfairCalibration.load(folder / "unfair.json").read.passage.bias) == len(UNFAIR_TYPES)
    states, row = torch.randn(5, 2, width), torch.tensor([0, 0, 1, 1, 1])
    for name, types in (("vectors", CLAUSE_TYPES), ("unfair_vectors", UNFAIR_TYPES)):
        scores = VectorModel.load(folder / f"{name}.safetensors").log_odds(states, row, 2)
        assert scores.shape == (2, len(types))
        assert np.isfinite(scores).all()


def test_models_are_found_by_their_encoder():
    assert folder_for(Runtime()) == MODEL
    assert folder_for(tiny_runtime()) is None
