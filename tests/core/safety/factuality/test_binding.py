from __future__ import annotations

import pytest

from dsolutions.safety.rewards.factuality.checks.binding import check_binding


@pytest.mark.parametrize(
    ("source", "output", "words"),
    [
        (
            "Revenue was $5 million and costs were $3 million.",
            "Costs were $5 million and revenue was $3 million.",
            ["$5 million", "$3 million"],
        ),
        (
            "The forecast was cut to EUR 2 million from EUR 3 million.",
            "The forecast was cut from EUR 2 million to EUR 3 million.",
            ["EUR 2 million", "EUR 3 million"],
        ),
        (
            "Sales were 5 million in 2023 and 7 million in 2024.",
            "Sales were 5 million in 2024.",
            ["5 million"],
        ),
        ("Your order of 3 May was shipped on 7 May.", "Your order was shipped on 3 May.", ["3 May"]),
        (
            "The contract runs until 3 May. The fee was due on 9 June.",
            "The contract runs until 9 June.",
            ["9 June"],
        ),
    ],
)
def test_a_value_of_something_else_is_found(found, source, output, words):
    assert found(check_binding, source, output)[: len(words)] == words


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("Revenue was $5 million and costs were $3 million.", "Costs were $3 million, revenue $5 million."),
        ("Revenue rose 5% and costs fell 3%.", "A fall of 3% in costs came with a rise of 5% in revenue."),
        ("Sales and costs were 5 and 3 million respectively.", "Costs were 3 million."),
        (
            "The forecast was cut to 2 million from 3 million.",
            "The forecast was cut from 3 million to 2 million.",
        ),
        ("The car costs 5,000 euros.", "The car costs 5,000 euros."),
    ],
)
def test_values_may_be_told_in_another_order(found, source, output):
    assert found(check_binding, source, output) == []
