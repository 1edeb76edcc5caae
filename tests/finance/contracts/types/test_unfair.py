import pytest

from dsolutions.adapters import installed_for
from dsolutions.runtime import Runtime
from dsolutions.testing import tiny_runtime
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.lexical import LexicalModel
from dsolutions_finance.contracts.types.shipped import MODEL
from dsolutions_finance.contracts.types.unfair import HEAD, UNFAIR_TYPES, UnfairCalibration, UnfairTerms
from dsolutions_finance.contracts.types.vectors import TypeNetwork, VectorModel

TERMS = """Welcome to Acme Photos.

You can store as many pictures as you like and share them with your friends.

We reserve the right to modify these terms at any time, at our sole discretion and without notice to you.

Acme may terminate your account at any time, for any reason or no reason, without notice.

By accessing or using the service you agree to be bound by these terms."""


@pytest.fixture(scope="module")
def found():
    text = ContractText.of(ContractDocument(id="1", text=TERMS))
    return UnfairTerms.builtin(Runtime()).find(text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Unfair: unilateral change", "modify these terms"),
        ("Unfair: unilateral termination", "terminate your account"),
        ("Unfair: contract by using", "By accessing"),
    ],
)
def test_unfair_terms_are_found_with_their_kind(found, name, words):
    assert any(clause.type == name and words in clause.evidence.quote for clause in found)


def test_fair_terms_are_left_alone(found):
    assert not any("pictures" in clause.evidence.quote for clause in found)


def test_a_text_without_words_has_none():
    assert UnfairTerms.builtin(Runtime()).find(ContractText.of(ContractDocument(id="1", text="  "))) == ()


def test_words_decide_alone_where_there_is_no_adapter_for_the_encoder():
    terms = UnfairTerms.builtin(tiny_runtime())
    assert [one.name for one in terms.ingredients] == ["unfair-words", "unfair-fusion"]
    types = {clause.type for clause in terms.find(ContractText.of(ContractDocument(id="1", text=TERMS)))}
    assert types >= {"Unfair: unilateral change", "Unfair: unilateral termination"}


def test_the_network_may_read_with_another_encoder():
    runtime, reader = Runtime(), tiny_runtime()
    network = VectorModel.of(TypeNetwork((2, reader.encoder.hidden_size), len(UNFAIR_TYPES)))
    adapter = installed_for(runtime.encoder.model.sha256, HEAD)
    lexical = LexicalModel.load(MODEL / "unfair.safetensors")
    calibration = UnfairCalibration.load(MODEL / "unfair.json")
    terms = UnfairTerms(lexical, network, calibration, runtime, adapter, reader)
    types = {clause.type for clause in terms.find(ContractText.of(ContractDocument(id="1", text=TERMS)))}
    assert "Unfair: unilateral change" in types


def test_what_reads_along_is_named():
    names = [one.name for one in UnfairTerms.builtin(Runtime()).ingredients]
    assert names == ["unfair-terms", "unfair-vectors", "unfair-words", "unfair-fusion"]
