import pytest

from dsolutions_finance.entities.linker import link
from dsolutions_finance.entities.mention import Mention, without_overlaps


def mention(text, name, type="org"):
    start = text.index(name)
    return Mention(start, start + len(name), name, type)


def linked(text, *names, places=()):
    return link(text, [mention(text, name) for name in names], places)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acme Motors Ltd grew. Then Acme Motors fell.", ("Acme Motors Ltd",)),
        ("Acme Motors grew. Later Acme fell.", ("Acme Motors", "Acme fell"[:4])),
        ("Acme Motors grew, but Acme's shares fell.", ("Acme Motors",)),
        ("Northern Steel Works grew. NSW fell.", ("Northern Steel Works", "NSW")),
        ("Northern Steel Works (NSTW) grew. NSTW fell.", ("Northern Steel Works", "NSTW")),
    ],
)
def test_the_names_of_one_company_are_one_entity(text, names):
    (entity,) = linked(text, *dict.fromkeys(names))
    assert len(entity.mentions) >= 2


def test_the_longest_mention_names_the_entity():
    assert linked("Acme said Acme Motors Ltd grew", "Acme Motors Ltd", "Acme")[0].name == "Acme Motors Ltd"


def test_a_ticker_in_the_text_is_taken():
    (entity,) = linked("Acme Motors (NYSE: ACM) grew", "Acme Motors")
    assert entity.ticker == "ACM"
    assert len(entity.mentions) == 2


def test_companies_that_share_a_first_word_stay_apart():
    text = "Acme Motors and Acme Steel fell; Acme followed."
    assert {e.name for e in linked(text, "Acme Motors", "Acme Steel")} == {"Acme Motors", "Acme Steel"}
    assert all(len(entity.mentions) == 1 for entity in linked(text, "Acme Motors", "Acme Steel"))


def test_a_shared_beginning_is_no_short_form():
    text = "Bank of Arcadia lends. The Bank of Borealis waits."
    assert len(linked(text, "Bank of Arcadia", "Bank of Borealis")) == 2


def test_places_are_not_taken_for_companies():
    text = "Vellore Petroleum grew. Rain fell in Vellore."
    assert len(linked(text, "Vellore Petroleum", places={"Vellore"})[0].mentions) == 1


def test_of_overlapping_mentions_the_longest_stays():
    text = "Acme Motors Finance fell"
    kept = without_overlaps([mention(text, "Acme"), mention(text, "Acme Motors Finance")])
    assert [m.text for m in kept] == ["Acme Motors Finance"]
