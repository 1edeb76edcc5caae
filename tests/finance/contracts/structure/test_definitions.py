import pytest

from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.structure import read_structure
from dsolutions_finance.contracts.text import ContractText


def definitions_of(text):
    found = read_structure(ContractText.of(ContractDocument(id="1", text=text))).definitions
    return [(d.term, d.meaning.quote) for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Fee" means ten dollars.', [("Fee", "ten dollars")]),
        ("“Net Sales” shall mean sales less taxes;", [("Net Sales", "sales less taxes")]),
        ('"Act" has the meaning given in Section 3.', [("Act", "given in Section 3")]),
        ('"Fees" and "Charges" mean what is paid.', [("Fees", "what is paid"), ("Charges", "what is paid")]),
        ('Acme Inc. (the "Licensor") grants it.', [("Licensor", "Acme Inc.")]),
        ('made by Acme Inc. (hereinafter referred to as "Acme")', [("Acme", "Acme Inc.")]),
        ('Acme and B (each a "Party", together the "Parties")', [("Party", None), ("Parties", None)]),
        ('sells widgets ("Products").', [("Products", None)]),
        ("Green Ltd (the Landlord). The Landlord lets it.", [("Landlord", "Green Ltd")]),
        ('Kestrel SE - hereinafter referred to as "Buyer" -', [("Buyer", "Kestrel SE")]),
        ('Bo (the "Client", which expression includes its heirs, executors and all those to whom it passes)',
         [("Client", "Bo")]),
        ("EFFECTIVE DATE means 1 May 2020.", [("EFFECTIVE DATE", "1 May 2020")]),
    ],
)  # fmt: skip
def test_terms_and_meanings(text, expected):
    found = definitions_of(text)
    assert [term for term, _ in found] == [term for term, _ in expected]
    assert all(meaning == wanted for (_, meaning), (_, wanted) in zip(found, expected, strict=True) if wanted)


@pytest.mark.parametrize(
    "text",
    ["Ada (the Elder) left.", 'He said "Stop" and left.',
     'Acme (which trades as the so-called "Best Shop in Town") sells.'],
)  # fmt: skip
def test_other_quotations_are_no_definitions(text):
    assert definitions_of(text) == []


def test_a_definition_names_its_section():
    text = '1. Terms.\n\n(a) "Fee" means ten dollars.\n\n2. Fees.'
    [found] = read_structure(ContractText.of(ContractDocument(id="1", text=text))).definitions
    assert found.section == 1
    assert text[found.evidence.start : found.evidence.end] == "Fee"


def test_a_meaning_ends_with_its_list_item():
    text = '"Fee" means ten dollars;\n\n"Term" means one year.'
    assert definitions_of(text) == [("Fee", "ten dollars"), ("Term", "one year")]
