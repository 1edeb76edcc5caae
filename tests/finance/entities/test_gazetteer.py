import json

import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_finance.entities import Gazetteer, GazetteerEntry

ACME = GazetteerEntry(name="Acme Motors", ticker="ACM", aliases=("Acme", "A&M"), ambiguous=("Acme",))


def names(gazetteer, text):
    return [(match.entry.name, text[match.start : match.end]) for match in gazetteer.matches(text)]


@pytest.fixture(scope="module")
def builtin():
    return Gazetteer.builtin()


def test_the_builtin_gazetteer_knows_companies_indices_goods_and_authorities(builtin):
    assert len(builtin.entries) > 300
    text = "Infosys and Volkswagen fall with the Nifty; crude eases as SEBI and the ECB speak"
    assert [name for name, _ in names(builtin, text)] == [
        "Infosys", "Volkswagen", "Nifty 50", "Crude oil",
        "Securities and Exchange Board of India", "European Central Bank",
    ]  # fmt: skip


def test_the_longest_name_wins():
    gazetteer = Gazetteer.of([{"name": "Acme"}, {"name": "Acme Motors Finance"}])
    assert names(gazetteer, "Acme Motors Finance and Acme") == [
        ("Acme Motors Finance", "Acme Motors Finance"),
        ("Acme", "Acme"),
    ]


@pytest.mark.parametrize("text", ["she had an apple a day", "an oracle spoke", "it was gs and cat"])
def test_common_words_in_lower_case_are_no_companies(builtin, text):
    assert names(builtin, text) == []


def test_acronyms_need_their_capitals():
    gazetteer = Gazetteer.of([ACME])
    assert names(gazetteer, "A&M rose") == [("Acme Motors", "A&M")]
    assert names(gazetteer, "the a&m fair") == []


def test_goods_and_currencies_match_in_lower_case(builtin):
    assert [name for name, _ in names(builtin, "gold slips, rupee firm")] == ["Gold", "Indian rupee"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Acme rose (NYSE: ACM)", True),
        ("why ACM fell", True),
        ("$ACM falls", True),
        ("the acm conference", False),
        ("EVERYTHING IS SHOUTED HERE, ACM TOO", False),
    ],
)
def test_tickers_match_exactly_and_not_in_shouted_text(text, found):
    gazetteer = Gazetteer.of([{"name": "Acme Motors", "ticker": "ACM"}])
    assert bool(gazetteer.matches(text)) is found


def test_short_tickers_need_brackets_or_an_exchange():
    gazetteer = Gazetteer.of([{"name": "Citadel Holdings", "ticker": "C"}])
    assert gazetteer.matches("Vitamin C sales") == []
    assert names(gazetteer, "Citadel (NYSE: C) fell") == [("Citadel Holdings", "C")]


def test_a_ticker_of_two_companies_names_neither():
    gazetteer = Gazetteer.of([{"name": "Acme", "ticker": "XYZ"}, {"name": "Borealis", "ticker": "XYZ"}])
    assert gazetteer.matches("XYZ fell") == []


def test_curly_and_straight_apostrophes_are_one():
    gazetteer = Gazetteer.of([{"name": "Roe's"}])
    assert names(gazetteer, "Roe’s fell") == [("Roe's", "Roe’s")]


def test_an_extension_takes_over_aliases_and_changes_the_digest(builtin):
    mine = Gazetteer.of([{"name": "Infosys Labs", "aliases": ["Infosys"]}])
    extended = builtin.extended(mine)
    assert names(extended, "Infosys") == [("Infosys Labs", "Infosys")]
    assert extended.digest != builtin.digest
    assert extended.ingredient.digest == extended.digest


def test_provenance_says_what_the_gazetteer_is(builtin, tmp_path):
    path = tmp_path / "ours.csv"
    path.write_text("name\nAcme\n", encoding="utf-8")
    assert builtin.extended(Gazetteer.read(path)).ingredient.name == "companies and markets + ours.csv"


def test_csv_and_jsonl_give_the_same_gazetteer(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("name,ticker,type,aliases,ambiguous\nAcme Motors,ACM,,Acme|A&M,Acme\n", encoding="utf-8")
    lines = tmp_path / "mine.jsonl"
    row = {"name": "Acme Motors", "ticker": "ACM", "aliases": ["Acme", "A&M"], "ambiguous": "Acme"}
    lines.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert Gazetteer.read(table).entries == Gazetteer.read(str(lines)).entries == (ACME,)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name,ticker\nAcme,ACM\n,BOR\n", "row 3"),
        ("name,type\nAcme,planet\n", "'type'"),
        ("name,town\nAcme,Ulm\n", "'town'"),
        ("name,aliases\nAcme,Ace\nAce,\n", "'Ace' is already a name in row 2"),
        ("name\nAcme,ACM\n", "more cells than columns"),
        ('name\n"Acme\n', "is no CSV"),
        ("name,aliases\nAcme,!?\n", "'!?' is no name"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, content, says):
    path = tmp_path / "wrong.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"row \d") as caught:
        Gazetteer.read(path)
    assert says in caught.value.message
    assert caught.value.item == "wrong.csv"


@pytest.mark.parametrize("content", ["{", "[1]"])
def test_a_wrong_line_is_named(tmp_path, content):
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"name": "Acme"}\n' + content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="row 2"):
        Gazetteer.read(path)


def test_a_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        Gazetteer.read(tmp_path / "none.csv")


def test_tens_of_thousands_of_aliases_are_all_found():
    rows = [{"name": f"Company {n} Holdings", "aliases": [f"Com{n}", f"Company {n}"]} for n in range(20_000)]
    gazetteer = Gazetteer.of(rows)
    assert (
        names(gazetteer, "Company 19999 Holdings bought Com7 and Company 12")[0][0]
        == "Company 19999 Holdings"
    )
    assert len(gazetteer.matches("Com7 Com8 Company 12")) == 3
