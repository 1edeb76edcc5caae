from __future__ import annotations

import pytest

from dsolutions.safety.rewards.factuality.checks.names import check_names

SOURCE = (
    "Merrow Bank of Germany was advised by Anna Ito, says the European Medicines Agency in the United States."
)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("It was advised by Anna Ono.", ["Ono"]),
        ("The bank was bought by Tarn Energy.", ["Tarn Energy"]),
        ("Yesterday Kestrel Foods agreed.", ["Kestrel Foods"]),
    ],
)
def test_a_name_in_no_source_is_found(found, output, words):
    assert found(check_names, SOURCE, output) == words


@pytest.mark.parametrize(
    "output",
    [
        "The German bank was advised by Ms Ito.",
        "Merrow Bank's adviser was Anna Ito.",
        "That is what the EMA says.",
        "Profits are not known in the US.",
        "Merrow Bank Of Germany Advised By Kestrel Foods",  # a headline
    ],
)
def test_names_may_be_shortened_or_inflected(found, output):
    assert found(check_names, SOURCE, output) == []
