import pytest

from dsolutions_finance.contracts.detection import is_contract


@pytest.fixture(scope="module")
def agreement(project):
    return (project / "examples/contracts/services_v1.txt").read_text(encoding="utf-8")


def test_an_agreement_is_seen(agreement):
    assert is_contract(agreement)


def test_a_long_report_about_an_agreement_is_none():
    said = "The Agreement of Acme Inc. and Bo LLC was signed. 1. Shares rose. 2. Bonds fell. 3. So what? "
    assert not is_contract(said * 60)


def test_a_short_note_is_none(agreement):
    assert not is_contract(agreement[:2_000])


def test_duties_without_a_title_are_none(agreement):
    assert not is_contract(agreement.replace("AGREEMENT", "PAPER").replace("Agreement", "Paper"))
