from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "date",
    [
        "2024-09-18",
        "2019-03-02 07:15:30",
        "2024-09-18T08:00:00Z",
        "03/04/1987",
        "12.03.1999",
        "5 March 2023 at 10:45 am",
        "3rd of June 1998",
        "May 5th",
        "June 2020",
        "Monday",
        "10:45 pm",
    ],
)
def test_finds_dates_and_times(quotes, date):
    assert quotes("DATE_TIME", f"We met on {date} in the hall") == [date]


def test_finds_years_where_the_text_makes_them_years(quotes):
    assert quotes("DATE_TIME", "between 2019 and 2022 it sold 2024 units") == ["2019", "2022"]


@pytest.mark.parametrize(
    "text", ["version 1.2.3", "call 555-0142", "next week", "ratio 3/4", "index at 2,024.50", "every Monday"]
)
def test_leaves_the_rest(quotes, text):
    assert quotes("DATE_TIME", text) == []
