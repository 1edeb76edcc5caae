import pytest

from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.structure import read_structure
from dsolutions_finance.contracts.text import ContractText

BODY = (
    "1. Fees. Acme pays.\n\n"
    "1.1 Rates. The rates are these.\n\n(a) Ten dollars.\n\n(b) Nine dollars.\n\n"
    "2. Term. One year.\n\n"
    "3. Notices. {}\n\n"
    "EXHIBIT B\n\n1. Hosting. Borealis hosts the site for Acme."
)


def references_in(sentence, body=BODY):
    """Evidence and the path of the target, or ``None``."""
    structure = read_structure(ContractText.of(ContractDocument(id="1", text=body.format(sentence))))
    paths = [section.path for section in structure.sections]
    return [(r.evidence.quote, None if r.target is None else paths[r.target]) for r in structure.references]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("See Section 2.", [("Section 2", ("2",))]),
        ("See section 1.1(a).", [("section 1.1(a)", ("1", "1", "a"))]),
        ("See Sections 1 and 2.", [("Sections 1", ("1",)), ("2", ("2",))]),
        (
            "See Sections 1, 1.1(b) or 2.",
            [("Sections 1", ("1",)), ("1.1(b)", ("1", "1", "b")), ("2", ("2",))],
        ),
        ("As this Section 3 says.", [("Section 3", ("3",))]),
        ("See § 2.", [("§ 2", ("2",))]),
        ("See Clause 2 hereof.", [("Clause 2", ("2",))]),
        ("See Exhibit B.", [("Exhibit B", ("EXHIBIT B",))]),
        ("See Section 2 of this Agreement.", [("Section 2", ("2",))]),
        ("See Section 9.", [("Section 9", None)]),
        ("See Exhibit C.", [("Exhibit C", None)]),
        ("See Section 2(d).", [("Section 2(d)", ("2",))]),
    ],
)
def test_references_to_its_own_sections(sentence, expected):
    assert references_in(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Section 409A of the Internal Revenue Code applies.",
        "Rule 144 applies.",
        "Section 5 of the Securities Act applies.",
        "Section 12(b) of the Exchange Act applies.",
        "Section 1542 of the California Civil Code applies.",
        "11 U.S.C. Section 365 applies.",
        "Section 2 of the Stock Purchase Agreement applies.",
        "The party shall act in part.",
    ],
)
def test_laws_and_other_contracts_are_not_meant(sentence):
    assert references_in(sentence) == []


def test_a_paragraph_is_looked_for_around_the_reference():
    body = "1. Fees.\n\n(a) Ten.\n\n(b) As paragraph (a) above.\n\n2. Term.\n\n(a) One year. {}"
    assert references_in("", body) == [("paragraph (a)", ("1", "a"))]


def test_roman_and_arabic_articles_are_the_same():
    body = "ARTICLE I FEES\n\nAcme pays.\n\nARTICLE II TERM\n\nAs Article 1 and Article II say. {}"
    assert references_in("", body) == [("Article 1", ("I",)), ("Article II", ("II",))]


def test_an_attachment_refers_to_its_own_sections_first():
    body = "1. Fees. Acme pays.\n\nEXHIBIT A\n\n1. Hosting. Acme hosts it.\n\n2. Help. As Section 1 says. {}"
    assert references_in("", body) == [("Section 1", ("EXHIBIT A", "1"))]


def test_a_heading_is_no_reference():
    assert references_in("", "Section 1. Fees. Acme pays.\n\nSection 2. Term. One year. {}") == []
