"""The published scores of intents, emotions and dialogue state, on the data that they were measured on."""

import pytest

from benchmarks.dialogue_state import score_woz2
from benchmarks.emotion import score_emotions
from benchmarks.intent import score_banking_few
from dsolutions.adapters import find_adapter
from dsolutions.runtime import Runtime
from dsolutions_support.emotion import EmotionReader


@pytest.fixture(scope="module")
def runtime():
    return Runtime()


def test_emotions_on_goemotions_are_as_published(runtime, data_folder):
    reader = EmotionReader(runtime, find_adapter("emotion"))
    report = score_emotions(reader, data_folder, "emotion", floors=False)
    assert report.scores["macro_f1"].value >= 0.52


def test_intents_from_ten_examples_each_are_as_published(runtime, data_folder):
    report = score_banking_few(runtime, data_folder, "own intents", draws=2)
    assert report.scores["accuracy"].value >= 0.86


def test_dialogue_state_on_woz2_is_as_published(data_folder):
    report = score_woz2(data_folder)
    assert report.scores["joint_goal_accuracy"].value >= 0.90
    assert all(floor.scores["joint_goal_accuracy"].value < 0.90 for floor in report.floors)
