from __future__ import annotations

import pytest

from dsolutions.safety.rewards.factuality.checks.binding import check_binding
from dsolutions.safety.rewards.factuality.checks.doses import check_doses

SOURCE = "She takes Alvorin 5 mg twice daily and Betrexa 20 mg once daily, and Cordanol 5 mg at night."


@pytest.mark.parametrize(
    "output",
    [
        "She takes Alvorin 5 mg once daily.",
        "Betrexa 20 mg is taken twice a day.",
        "20 mg of Betrexa every 12 hours.",
    ],
)
def test_amount_and_frequency_belong_together(found, output):
    assert found(check_doses, SOURCE, output)


@pytest.mark.parametrize("output", ["She takes Alvorin 20 mg.", "Betrexa is taken at 5 mg twice daily."])
def test_the_dose_of_another_drug_is_found(found, output):
    assert found(check_binding, SOURCE, output)


@pytest.mark.parametrize(
    "output",
    [
        "Alvorin 5 mg is taken every 12 hours.",
        "20 mg of Betrexa a day.",
        "Betrexa 20 mg and Alvorin 5 mg are taken.",
    ],
)
def test_a_dose_may_be_said_in_other_words(found, output):
    assert found(check_doses, SOURCE, output) == found(check_binding, SOURCE, output) == []
