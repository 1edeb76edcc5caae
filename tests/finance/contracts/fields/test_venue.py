import pytest

from dsolutions_finance.contracts.fields.venue import venue


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The courts located in the County of Dade, Florida shall have exclusive jurisdiction.", "Florida"),
        ("The parties submit to the English courts.", "England"),
        ("Disputes are settled by arbitration held in Geneva, Switzerland, in English.", "Switzerland"),
        ("The courts of Amsterdam shall have exclusive jurisdiction.", "Netherlands"),
        ("The seat of arbitration shall be Mumbai.", "India"),
        ("Exclusive place of jurisdiction shall be Frankfurt am Main.", "Germany"),
        ("Any suit shall be brought in the courts sitting in Paris, Texas.", "Texas"),
        ("Governed by the laws of Ohio. Any suit shall be brought in the state courts of Utah.", "Utah"),
    ],
)
def test_where_disputes_are_decided(read, said, expected):
    assert venue(read(said)).name == expected


@pytest.mark.parametrize(
    "said",
    [
        "This Agreement is governed by the laws of Ohio.",
        "The arbitration shall be conducted in English.",
        "A court may order this.",
    ],
)
def test_no_venue(read, said):
    assert venue(read(said)) is None
