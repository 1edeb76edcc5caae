import time

from dsolutions_finance.contracts.comparison import compare_versions

FEES = "1. Fees. The Customer pays the fees of the order form within thirty days of the invoice."
TERM = "2. Term. This Agreement runs for two years and ends without notice on its last day."
LAW = "3. Law. This Agreement is governed by the laws of Ohio and of no other state."


def kinds(comparison):
    return [(change.kind, (change.after or change.before).quote[:7]) for change in comparison.changes]


def test_the_same_contract_has_no_changes(version):
    found = compare_versions(version(FEES, TERM, LAW), version(FEES, TERM, LAW))
    assert (found.changes, found.unchanged) == ((), 3)


def test_added_and_removed_stand_where_they_are_or_were(version):
    audit = "Audit. The Supplier may inspect the books of the Customer once a year."
    found = compare_versions(version(FEES, TERM, LAW), version(FEES, "2. " + audit, "3. Law." + LAW[7:]))
    assert kinds(found) == [("removed", "2. Term"), ("added", "2. Audi")]
    assert found.changes[0].after is None
    assert found.changes[1].before is None


def test_a_change_is_shown_word_by_word(version):
    found = compare_versions(version(FEES, TERM), version(FEES.replace("thirty", "ninety"), TERM))
    [change] = found.changes
    assert change.kind == "changed"
    assert change.section == "1 Fees"
    assert [(word.kind, word.text) for word in change.words if word.kind != "same"] == [
        ("removed", "thirty"),
        ("added", "ninety"),
    ]
    assert "thirty" in change.before.quote
    assert "ninety" in change.after.quote


def test_what_only_has_another_place_has_moved(version):
    found = compare_versions(
        version(FEES, TERM, LAW), version("1." + LAW[2:], "2." + FEES[2:], "3." + TERM[2:])
    )
    assert kinds(found) == [("moved", "1. Law.")]


def test_a_new_number_case_or_line_break_is_no_change(version):
    renumbered = (
        TERM.replace("2. Term.", "7.1 Term.").replace(" and ", "\nand ").replace("Agreement", "AGREEMENT")
    )
    assert compare_versions(version(TERM), version(renumbered)).changes == ()


def test_risks_are_gained_and_lost(version):
    found = compare_versions(version(FEES, risks=("a", "b")), version(FEES, risks=("b", "c")))
    assert [flag.rule for flag in found.risks_gained] == ["c"]
    assert [flag.rule for flag in found.risks_lost] == ["a"]


def test_long_contracts_take_no_long_time(version):
    paragraphs = [
        f"{n}. Clause {n * 7919} sets out duty number {n * 104729} of party {n % 97}." for n in range(3_000)
    ]
    changed = [text.replace("duty", "right") if n % 10 == 0 else text for n, text in enumerate(paragraphs)]
    before, after = version(*paragraphs), version(*changed)
    started = time.perf_counter()
    found = compare_versions(before, after)
    assert time.perf_counter() - started < 5  # about 0.5 s alone; quadratic pairing took minutes
    assert [change.kind for change in found.changes] == ["changed"] * 300
