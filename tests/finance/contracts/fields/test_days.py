import pytest

from dsolutions_finance.contracts.fields.days import days


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("May 22, 2000", "2000-05-22"),
        ("MAY 22ND, 2000", "2000-05-22"),
        ("Sept. 5, 2011", "2011-09-05"),
        ("22 May 2000", "2000-05-22"),
        ("this 8th day of May 2014", "2014-05-08"),
        ("the first day of March, 2019", "2019-03-01"),
        ("this 1s t day of October 2008", "2008-10-01"),
        ("16 day of August. 2012", "2012-08-16"),
        ("2014-05-08", "2014-05-08"),
        ("5/8/2014", "2014-05-08"),
        ("29/3/18", "2018-03-29"),
        ("1.4.2011", "2011-04-01"),
        ("12-31-98", "1998-12-31"),
    ],
)
def test_written_forms(said, value):
    [found] = days(f"made on {said}, by them")
    assert found.value.isoformat() == value
    assert f"made on {said}, by them"[found.start : found.end] in said


@pytest.mark.parametrize(
    "said", ["____ day of ________, 2019", "March __, 2019", "this [ ] day of May, 2019", "[●], 2019"]
)
def test_a_blank_is_a_date_without_a_value(said):
    [found] = days(f"dated {said}")
    assert found.value is None


@pytest.mark.parametrize("said", ["June 31, 2019", "Section 3.1.2", "version 1.2.3", "May it please", "$1/2"])
def test_what_is_no_date(said):
    assert list(days(said)) == []
