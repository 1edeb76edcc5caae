from __future__ import annotations

import pytest

from dsolutions.safety.rewards.factuality.checks.values import check_values


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("Revenue was EUR 12.5 million.", "Revenue was €12,500,000."),
        ("Revenue was 12.5 million euros.", "Revenue was €12.5m."),
        ("The loan is for two and a half million dollars.", "The loan is for $2.5 million."),
        ("She took 0.5 g of it.", "She took 500 mg of it."),
        ("Add 1.5 litres of water.", "Add 1,500 ml of water."),
        ("The rate rose by 50 basis points.", "The rate rose by 0.5 percentage points."),
        ("The rate rose by 50 bps.", "The rate rose by 0.5%."),
        ("It takes two weeks.", "It takes 14 days."),
        ("It runs for 18 months.", "It runs for one and a half years."),
        ("It is given every 12 hours.", "It is given twice daily."),
        ("She was seen on 3 March 2025.", "She was seen on 2025-03-03."),
        ("She was seen on 03/04/2025.", "She was seen on April 3, 2025."),
        ("She was seen on 3 March 2025.", "She was seen in March."),
        ("Sales of the third quarter of 2024 fell.", "Sales fell in Q3 2024."),
        ("Filed on 3 March 2025, it was answered the next day.", "It was answered on 4 March 2025."),
        ("Shares are worth 19.6 euros.", "Shares are worth about 20 euros."),
        ("Between 3 and 5 percent are lost.", "From 3% to 5% are lost."),
        ("There were twenty-five cases.", "There were 25 cases."),
        ("His temperature was 98.6 °F.", "His temperature was 37 °C."),
    ],
)
def test_one_value_may_be_written_in_many_ways(found, source, output):
    assert found(check_values, source, output) == []


@pytest.mark.parametrize(
    ("source", "output", "words"),
    [
        ("Revenue was EUR 12.5 million.", "Revenue was EUR 12.5 billion.", ["EUR 12.5 billion"]),
        ("Revenue was EUR 12.5 million.", "Revenue was USD 12.5 million.", ["USD 12.5 million"]),
        ("She took 5 mg.", "She took 5 mcg.", ["5 mcg"]),
        ("She took 5 mg.", "She took 50 mg.", ["50 mg"]),
        ("It rose by 2%.", "It rose by 2 percentage points.", ["2 percentage points"]),
        ("It takes 5 days.", "It takes 5 business days.", ["5 business days"]),
        ("It is given once daily.", "It is given once weekly.", ["once weekly"]),
        ("She was seen on 3 March 2025.", "She was seen on 3 May 2025.", ["3 May 2025"]),
        ("She was seen on 3 March 2025.", "She was seen on 3 March 2024.", ["3 March 2024"]),
        ("He comes on Monday.", "He comes on Tuesday.", ["Tuesday"]),
        ("Sales fell in Q3.", "Sales fell in the second quarter.", ["second quarter"]),
        ("Shares are worth 18 euros.", "Shares are worth about 20 euros.", ["20 euros"]),
        ("Call 0800 123 456.", "Call 0800 123 457.", ["0800 123 457"]),
        ("There were 25 cases.", "There were 35 cases.", ["35"]),
    ],
)
def test_a_value_that_no_source_has_is_found(found, source, output, words):
    assert found(check_values, source, output) == words


def test_a_small_count_may_sum_up_what_the_source_lists(found):
    assert found(check_values, "Ann and Bo met.", "Two friends met.") == []
