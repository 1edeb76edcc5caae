import pytest

from dsolutions_finance.contracts.fields.title import title


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('This Supply Agreement (the "Agreement") is made', "Supply Agreement"),
        ("Exhibit 10.4\n\nCO-BRANDING AGREEMENT\n\nbetween Acme Inc. and Bo LLC", "CO-BRANDING AGREEMENT"),
        ("EXECUTION COPY SOFTWARE LICENSE AGREEMENT dated today", "SOFTWARE LICENSE AGREEMENT"),
        ("THE COFFEE WORKS LTD\n\nLEASE\n\nrelating to Unit 4", "LEASE"),
        ("Acme Cloud Terms of Service\n\nLast updated today", "Acme Cloud Terms of Service"),
        ("Software Subscription Agreement\n\nParties", "Software Subscription Agreement"),
        (
            "AMENDMENT NO. 2 TO CREDIT AGREEMENT\n\nAMENDMENT NO. 2, dated today",
            "AMENDMENT NO. 2 TO CREDIT AGREEMENT",
        ),
        ("FIRST AMENDMENT TO SUPPLY AGREEMENT\n\nActs follow.", "FIRST AMENDMENT TO SUPPLY AGREEMENT"),
    ],
)
def test_titles(read, said, expected):
    assert title(read(said)).quote == expected


def test_a_text_without_a_title_has_none(read):
    assert title(read("The parties agree to this Agreement, as follows.")) is None
