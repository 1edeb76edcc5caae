import numpy as np
import pytest

from dsolutions.runtime import Runtime
from dsolutions.safety.findings import Statement
from dsolutions.safety.rewards.factuality import FactualityJudge
from dsolutions.safety.rewards.factuality.reading import read
from dsolutions.safety.rewards.factuality.restating import RESTATING, restating

SOURCE = "The lighthouse of Fenmouth was built by two brothers who had lost a ship there."


@pytest.fixture
def numbers():
    def ask(output, source=SOURCE):
        known = read(source)
        [said] = read(output).sentences
        return dict(zip(RESTATING, restating(said, known.nearest(said, 5), known), strict=True))

    return ask


def test_a_stretch_of_the_source_adds_nothing(numbers):
    found = numbers("the lighthouse of Fenmouth was built by two brothers")
    assert found["stretch of the source"] == 1
    assert found["part of the words that follow a source sentence"] == 1
    assert found["longest run of words that the source lacks"] == 0


def test_words_around_and_between_are_counted_where_they_stand(numbers):
    found = numbers("I think the lighthouse of Fenmouth was proudly built by two brothers last year")
    assert found["words before those of the source sentence"] == 2
    assert found["words between them"] == 1
    assert found["words after them"] == 2
    assert found["words of a speaker who is not in the source"] == 1
    assert found["stretch of the source"] == 0


def test_a_long_source_is_not_aligned_with(numbers):
    assert not np.any(
        list(numbers("The lighthouse was built by two brothers.", SOURCE + " It fell." * 3).values())
    )


def test_nothing_in_common_is_no_error(numbers):
    assert numbers("Why not?")["question"] == 1


def test_a_word_put_into_a_sentence_makes_it_less_sure():
    told = (
        "The lighthouse of Fenmouth was built by two brothers.",
        "I love it, and the lighthouse of Fenmouth was built by two famous brothers.",
    )
    kept, added = FactualityJudge(Runtime()).score([Statement(text=t, sources=(SOURCE,)) for t in told])
    assert kept.score > added.score
