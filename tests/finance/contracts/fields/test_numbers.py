import pytest

from dsolutions_finance.contracts.fields.numbers import number, ordinal


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty-one", 21),
        ("one hundred", 100),
        ("One Hundred and Twenty", 120),
        ("three thousand five hundred", 3500),
        ("two million", 2_000_000),
        ("hundred", 100),
    ],
)
def test_numbers_in_words(words, value):
    assert number(words) == value


def test_ordinals_in_words_and_digits():
    assert [ordinal(word) for word in ("Second", "tenth", "21st", "3rd")] == [2, 10, 21, 3]
