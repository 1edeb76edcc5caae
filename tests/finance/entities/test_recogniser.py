import pytest
import spacy

from dsolutions_finance.entities import EntityRecogniser, Gazetteer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Infosys Q2 net up, gold slips", ["Infosys", "Gold"]),
        (
            "Dell Acme, Borealis Wagons and Cobalt Power slip on rate fears",
            ["Borealis Wagons", "Cobalt Power"],
        ),
        ("Greek shares hit a three-year low", ["Greek shares"]),
        ("PSU banking stocks under pressure", ["Banking sector"]),
        ("Borealis Wagons Ltd Q3 profit falls", ["Borealis Wagons Ltd"]),
        ("Borealis' Q3 net down, says Jane Roe", ["Borealis"]),
        ("Borealis Wagons hit by ransomware attack", ["Borealis Wagons"]),
        ("Cobalt Power sued over leak", ["Cobalt Power"]),
    ],
)
def test_who_a_headline_is_about(find, text, expected):
    assert set(expected) <= set(find(text))


def test_currencies_of_one_name_are_told_apart(find):
    assert set(find("New Zealand dollar and Pakistani rupee slip")) == {
        "New Zealand dollar",
        "Pakistani rupee",
    }


@pytest.mark.parametrize(
    "text",
    [
        "The CEO said Q3 EBITDA and GDP grew",
        "Prices rose by 30 million euro in the year",
        "It was an apple and an orange in the orchard",
        "FIIs and DIIs buy; IPO in May",
        "Ransomware attack stops a port",
        "A jury in the county court of Averton met on Tuesday",
        "Downgraded by two notches to BBB",
        "J R Roe becomes a director",
        "Work resumes at Red Gulch mine",
    ],
)
def test_what_is_no_entity(find, text):
    assert find(text) == {}


def test_quoted_analysts_are_no_organisations(find):
    assert set(find("Buy Infosys for the long term: Ashwin Gujarathi")) == {"Infosys"}


def test_things_that_a_company_owns_are_no_actors(find):
    assert set(find("Volkswagen looks into smoke from its Lynx electric van")) == {"Volkswagen"}


def test_agencies_that_rate_are_known_by_their_name(find):
    assert find("Kestrel Ratings cuts Volkswagen")["Kestrel Ratings"].type == "rating_agency"


def test_words_around_a_name_are_no_part_of_it(find):
    assert "Reliance Industries" in find("Weak RIL Q2 results drag Sensex")
    assert "Acme Telecom" in find("Acme Telecom shares hit lower circuit after profit falls")


@pytest.mark.parametrize(
    ("text", "is_company"),
    [("Visa waits are long", False), ("Visa posts record profit", True), ("Why Visa waits", True)],
)
def test_ambiguous_names_at_the_start_need_a_second_sign(recogniser, text, is_company):
    plain = spacy.blank("en")  # its own recogniser would be a second sign
    plain.add_pipe("sentencizer")
    assert bool(recogniser.entities(plain(text))) is is_company


def test_known_names_keep_their_identity_with_a_legal_form(find):
    entity = find("Profit at Wells Fargo & Co rose")["Wells Fargo"]
    assert (entity.ticker, entity.type) == ("WFC", "company")


def test_mentions_are_offsets_into_the_text(find):
    text = "State Bank of India lent more. SBI said so, and SBI is big."
    entity = find(text)["State Bank of India"]
    assert [text[start:end] for start, end in entity.mentions] == ["State Bank of India", "SBI", "SBI"]


def test_an_empty_gazetteer_is_allowed(nlp):
    assert EntityRecogniser(Gazetteer([])).entities(nlp("gold slips")) == []
