import pytest

from dsolutions_finance.contracts.fields.renewal import renewal


def shown(found):
    return (found.term and found.term.value, found.automatic, found.notice and found.notice.value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "This Agreement shall automatically renew for successive one (1) year terms unless either "
            "party gives "
            "notice at least sixty (60) days prior to the end of the term.",
            ("P1Y", True, "P60D"),
        ),
        (
            "The term will be extended for additional periods of two years unless a party notifies the "
            "other of its "
            "intention not to renew no less than 6 months before the end of the term.",
            ("P2Y", True, "P6M"),
        ),
        ("Thereafter this Agreement continues on a month-to-month basis.", ("P1M", True, None)),
        (
            "The term may be renewed for one (1) year by mutual agreement of the parties.",
            ("P1Y", False, None),
        ),
        ("The Licensee has the option to extend the term for three (3) years.", ("P3Y", False, None)),
        (
            "This Agreement will be automatically renewed for another year. Such notice must be given "
            "ninety (90) "
            "days prior to expiration of the term.",
            (None, True, "P90D"),
        ),
    ],
)
def test_renewals(read, said, expected):
    assert shown(renewal(read(said))) == expected


def test_a_contract_that_is_not_renewed(read):
    assert shown(renewal(read("This Agreement ends after two years. Insurance is renewed each year."))) == (
        None,
        None,
        None,
    )
