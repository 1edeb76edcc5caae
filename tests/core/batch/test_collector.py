from __future__ import annotations

import gc

import pytest

from dsolutions.batch import run_file
from dsolutions.testing import Shouter


class Watching(Shouter):
    def predict(self, documents):
        self.spared = gc.get_freeze_count()
        return super().predict(documents)


@pytest.fixture
def thawed():
    yield
    gc.unfreeze()


def test_the_collector_skips_loaded_objects_during_a_job_and_only_then(news, tmp_path, thawed):
    pipeline = Watching()
    run_file(pipeline, news(3), tmp_path / "out.csv")
    assert pipeline.spared > 0
    assert gc.get_freeze_count() == 0


def test_what_the_caller_spared_stays_spared(news, tmp_path, thawed):
    gc.freeze()
    run_file(Shouter(), news(3), tmp_path / "out.csv")
    assert gc.get_freeze_count() > 0
