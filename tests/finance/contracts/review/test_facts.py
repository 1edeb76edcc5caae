from __future__ import annotations

import pytest

from dsolutions_finance.contracts.results import ContractDate, ContractFields, PageSpan, Party
from dsolutions_finance.contracts.review.facts import facts, in_words

HERE = (PageSpan(start=0, end=1, quote="x"),)


@pytest.mark.parametrize(
    ("duration", "said"),
    [("P1D", "1 day"), ("P90D", "90 days"), ("P2W", "2 weeks"), ("P1Y6M", "1 year 6 months"), ("?", "?")],
)
def test_durations_are_said_in_words(duration, said):
    assert in_words(duration) == said


@pytest.mark.parametrize(
    ("date", "value", "note"),
    [
        (ContractDate(value="2027-03-15", basis="computed", evidence=HERE), "2027-03-15", "computed"),
        (ContractDate(value=None, perpetual=True, evidence=HERE), "runs until it is ended", ""),
        (ContractDate(value=None, evidence=HERE), "left open", ""),
    ],
)
def test_an_end_is_a_date_or_says_why_there_is_none(date, value, note):
    [ends] = facts(ContractFields(expiration_date=date))

    assert (ends.name, ends.entries[0].value, ends.entries[0].note) == ("Ends", value, note)


def test_parties_come_with_their_names_and_roles():
    one = Party(name="Acme Inc.", short_name="Licensor", role="licensor", evidence=HERE)
    two = Party(name="Dr. Ada Ferrant", short_name="Ferrant", role="consultant", evidence=HERE)

    [parties] = facts(ContractFields(parties=(one, two)))

    assert [entry.note for entry in parties.entries] == ["“Licensor”", "“Ferrant”, consultant"]


def test_fields_of_a_contract_are_in_the_order_of_a_cover_sheet(hosting):
    assert [fact.name for fact in facts(hosting[1].fields)] == [
        "Parties",
        "Agreement date",
        "Governing law",
        "Payment within",
        "Amounts",
    ]
