from __future__ import annotations

import ast

import pytest

import dsolutions

PUBLIC = [
    "Adapter",
    "ContractPipeline",
    "Document",
    "DsolutionsError",
    "FeedState",
    "FinanceRiskPipeline",
    "Ingredient",
    "ItemError",
    "Pack",
    "Pipeline",
    "Precision",
    "Provenance",
    "Result",
    "Runtime",
    "Safety",
    "SafetyPolicy",
    "Span",
    "SupportPipeline",
    "__version__",
]


def test_the_public_names_are_these_and_few():
    assert sorted(dsolutions.__all__) == PUBLIC
    assert len(PUBLIC) <= 20


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_can_be_imported(name):
    assert getattr(dsolutions, name) is not None


def test_type_checkers_and_the_lazy_import_know_the_same_names(project):
    source = (project / "dsolutions" / "__init__.py").read_text(encoding="utf-8")
    (branch,) = (node for node in ast.parse(source).body if isinstance(node, ast.If))
    imported = [alias.name for line in branch.body for alias in line.names]

    assert sorted([*imported, "__version__"]) == PUBLIC


def test_an_unknown_name_is_an_ordinary_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = dsolutions.Nonsense
