import pytest

from dsolutions_finance.contracts.fields.parties import parties


def names(found):
    return [(party.name, party.short_name, party.role) for party in found]


def test_names_with_legal_form_short_name_and_role(read):
    said = (
        'This Agreement is made by and between Acme Corp., a Delaware corporation ("Licensor"), and Bo '
        "Holdings "
        'Ltd., having its seat at 4 Elm Street ("Bo"). WHEREAS, Acme Corp. licenses software;'
    )
    found = parties(read(said))
    assert names(found) == [("Acme Corp.", "Licensor", "licensor"), ("Bo Holdings Ltd.", "Bo", None)]
    assert found[0].evidence[0].quote == 'Acme Corp., a Delaware corporation ("Licensor")'


def test_four_parties_in_a_list(read):
    said = (
        'among (a) Vell S.A. ("Vell"), a company in Luxembourg, (b) Vell (BVI) Limited ("Vell BVI"), a '
        "company in "
        'Tortola; (c) Orr Co., Ltd. ("Orr"); and (d) Ines Corbin ("Guarantor") (collectively, the '
        '"Parties"). RECITALS'
    )
    assert [party.name for party in parties(read(said))] == [
        "Vell S.A.",
        "Vell (BVI) Limited",
        "Orr Co., Ltd.",
        "Ines Corbin",
    ]


def test_hereinafter_and_lines_instead_of_brackets(read):
    said = (
        "made by and between:\n\nINVERNESS TOOLS LTD., with a place of business at 3 Dock Road. Hereinafter "
        'referred to as "Customer"\n\nAnd\n\nQUARRY ISRAEL LTD. of Haifa, hereinafter referred to as '
        '"Contractor." '
        "Whereas Customer designs tools"
    )
    assert names(parties(read(said))) == [
        ("INVERNESS TOOLS LTD.", "Customer", "customer"),
        ("QUARRY ISRAEL LTD.", "Contractor", "contractor"),
    ]


def test_a_person_and_a_company_on_a_cover_page(read):
    said = "AGREEMENT\n\nby and between\n\nAda North\n\nand\n\nGolfers Incorporated\n\nTABLE OF CONTENTS"
    assert [party.name for party in parties(read(said))] == ["Ada North", "Golfers Incorporated"]


@pytest.mark.parametrize(
    "definition", ['(the "Effective Date")', '(this "Agreement")', '(each a "Party")', '(the "Products")']
)
def test_definitions_of_things_are_no_parties(read, definition):
    said = f'between Acme Inc. ("Seller") {definition} and Bo LLC ("Buyer"). WHEREAS'
    assert [party.name for party in parties(read(said))] == ["Acme Inc.", "Bo LLC"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "THIS LEASE is made BETWEEN:\n\n(1) GREEN ESTATES LIMITED (Company No. 04567890) with its "
            "office at 1 Park Row, Leeds (the Landlord); and\n\n(2) BEAN WORKS LTD (No. 09876543) of "
            "Canal Street, Leeds (the Tenant).\n\nAGREED TERMS",
            [("GREEN ESTATES LIMITED", "Landlord", "landlord"), ("BEAN WORKS LTD", "Tenant", "tenant")],
        ),
        (
            "PARTIES\n\n(1) BRIGHT LIMITED, registered in England (Bright); and\n\n(2) NORTH B.V., of "
            'Rotterdam (the "Company").\n\nBACKGROUND',
            [("BRIGHT LIMITED", "Bright", None), ("NORTH B.V.", "Company", "company")],
        ),
        (
            "Parties\n\nWombat Pty Ltd ABN 12 345 678 901 of Sydney NSW 2000 (Supplier)\n\nOutback Limited "
            "ABN 98 of Perth WA 6000 (Customer)\n\nBackground",
            [("Wombat Pty Ltd", "Supplier", "supplier"), ("Outback Limited", "Customer", "customer")],
        ),
        (
            "made between:\n\nClient: Northwind Ltd, of Dublin\n\nContractor: Aoife Byrne\n\nBackground",
            [("Northwind Ltd", None, None), ("Aoife Byrne", None, None)],
        ),
        (
            'concluded by and between: 1. TECHSOFT a.s., Praha (hereinafter the "Vendor") and 2. BALTIC OÜ, '
            'Tallinn (hereinafter the "Reseller") WHEREAS',
            [("TECHSOFT a.s.", "Vendor", "vendor"), ("BALTIC OÜ", "Reseller", "reseller")],
        ),
        (
            'These terms apply to all orders issued by Iron Works, Inc. ("Buyer") to the seller.',
            [("Iron Works, Inc.", "Buyer", "buyer")],
        ),
        (
            'between\n\nMüller GmbH, Munich\n\n- hereinafter referred to as "Seller" -\n\nand\n\nKestrel SE, '
            'Berlin\n\n- hereinafter referred to as "Purchaser" -\n\nPREAMBLE',
            [("Müller GmbH", "Seller", "seller"), ("Kestrel SE", "Purchaser", "purchaser")],
        ),
    ],
)
def test_parties_as_contracts_of_other_countries_name_them(read, said, expected):
    assert names(parties(read(said))) == expected


@pytest.mark.parametrize("bracket", ["(Europe)", "(BVI)", "(Canada)"])
def test_brackets_within_a_name_are_no_short_name(read, bracket):
    said = f'between Acme {bracket} Ltd. ("Seller") and Bo Inc. ("Buyer"). WHEREAS'
    assert names(parties(read(said)))[0] == (f"Acme {bracket} Ltd.", "Seller", "seller")


def test_a_text_without_parties_has_none(read):
    assert parties(read("The choice between price and quality is yours.")) == ()


@pytest.mark.parametrize(
    "said",
    [
        "Vellmar and Orr Bank",
        "DISCLAIMER OF WARRANTIES",
        "DEFINITIONS",
        "Registration Address",
        "CO-BRANDING AGREEMENT",
        "United States of America",
    ],
)
def test_titles_places_and_both_parties_in_one_breath_are_no_party_more(read, said):
    preamble = (
        f'between Vellmar Inc. ("Vellmar") and Orr Bank plc ("Bank"); and {said} (the "Start"). WHEREAS'
    )
    assert [party.name for party in parties(read(preamble))] == ["Vellmar Inc.", "Orr Bank plc"]
