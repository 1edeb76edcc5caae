import pytest

from dsolutions_finance.contracts.absent import UsualClauses, absent_clauses
from dsolutions_finance.contracts.types.labels import CLAUSE_TYPES

SURE = dict.fromkeys(UsualClauses.builtin().types, 0.02)


def test_the_table_has_the_types_that_the_model_knows():
    assert set(UsualClauses.builtin().types) == set(CLAUSE_TYPES)


def test_shares_differ_by_kind_and_small_kinds_lean_on_all():
    usual = UsualClauses({"All": 100, "Lease": 2}, {"Insurance": {"All": 0.2, "Lease": 1.0}})
    assert usual.share("Insurance", None) == 0.2
    assert usual.share("Insurance", "Unheard of") == 0.2
    assert usual.share("Insurance", "Lease") == pytest.approx((2 * 1.0 + 5 * 0.2) / 7)


def test_what_most_contracts_have_and_this_one_lacks_is_a_gap():
    gaps = absent_clauses(SURE, "License")
    assert {gap.type for gap in gaps} >= {"Governing Law", "License Grant", "Anti-Assignment"}
    assert "Price Restrictions" not in {gap.type for gap in gaps}
    assert [gap.usual for gap in gaps] == sorted((gap.usual for gap in gaps), reverse=True)
    assert gaps[0].confidence == pytest.approx(0.98)


def test_an_unsure_model_reports_no_gap():
    assert absent_clauses(dict.fromkeys(SURE, 0.4), "License") == ()


def test_what_a_field_proves_is_no_gap():
    gaps = absent_clauses(SURE, "License", found=["Governing Law"])
    assert "Governing Law" not in {gap.type for gap in gaps}


def test_without_a_model_nothing_is_missing():
    assert absent_clauses({}, "License") == ()
