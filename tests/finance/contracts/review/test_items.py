from __future__ import annotations

from dsolutions_finance.contracts.review.items import Item, pair, spelled_out


def test_a_quote_is_placed_in_its_innermost_section(hosting, read):
    item = Item(0, *hosting)
    exhibit = Item(0, *read("1. Law. Texas.\n\nEXHIBIT A\n\nTHE SITE\n\n1. Pages. Pay EUR 5."))
    title, [amount] = hosting[1].fields.title, hosting[1].fields.amounts
    [sum_of_exhibit] = exhibit.result.fields.amounts

    assert item.where(title) == "p.\N{NO-BREAK SPACE}1"  # before the first section
    assert item.where(amount.evidence) == "§\N{NO-BREAK SPACE}1.1, p.\N{NO-BREAK SPACE}1"
    assert exhibit.where(sum_of_exhibit.evidence) == "EXHIBIT A.1"


def test_clauses_are_grouped_by_type(read):
    item = Item(
        0, *read("Pay now. Pay later. Texas.", clauses=(("Fees", "now"), ("Law", "Texas"), ("Fees", "later")))
    )

    assert [(type, len(clauses)) for type, clauses in item.clauses] == [("Fees", 2), ("Law", 1)]


def test_the_worst_contracts_are_chosen_and_keep_their_order(read):
    said = [read("Pay now.", risks=risks) for risks in ((("low", "Pay"),), (), (("high", "now"),))]
    items = pair(*zip(*said, strict=True))

    assert [item.number for item in spelled_out(items, 16)] == [0, 2]
    assert [item.number for item in spelled_out(items, 1)] == [2]  # a page about nothing helps nobody
