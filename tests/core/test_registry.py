from importlib.metadata import EntryPoint

import pytest

from dsolutions import registry
from dsolutions.errors import ConfigurationError
from dsolutions_pipelines import FinanceRiskPipeline


@pytest.fixture
def entry_points(monkeypatch):
    def install(**points):
        found = [EntryPoint(name, target, registry.GROUP) for name, target in points.items()]
        monkeypatch.setattr(registry, "entry_points", lambda group: found)
        registry.packs.cache_clear()

    yield install
    monkeypatch.undo()
    registry.packs.cache_clear()


def test_the_built_in_packs_enter_through_the_same_door_as_others():
    assert {"finance", "pipelines"} <= set(registry.packs())
    assert registry.pipeline_class("finance-risk") is FinanceRiskPipeline
    assert (registry.adapter_folder("entity-sentiment") / "card.json").exists()
    for name in ("alert-rules", "event-rules", "gazetteer"):
        assert registry.shipped_file(name).is_file()


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ConfigurationError, match="finance-risk"):
        registry.pipeline_class("finance-rsk")
    with pytest.raises(ConfigurationError, match="entity-sentiment"):
        registry.adapter_folder("sentimant")
    with pytest.raises(ConfigurationError, match="alert-rules"):
        registry.shipped_file("rules")


def test_a_pack_that_cannot_be_imported_is_named(entry_points):
    entry_points(acme="no_such_module:PACK")
    with pytest.raises(ConfigurationError, match="acme = no_such_module:PACK"):
        registry.packs()


def test_an_entry_point_that_is_no_pack_is_named(entry_points):
    entry_points(acme="json:dumps")
    with pytest.raises(ConfigurationError, match="not a Pack"):
        registry.packs()
