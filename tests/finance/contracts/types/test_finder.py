import re

import numpy as np
import pytest

from dsolutions.errors import AdapterMismatch
from dsolutions.runtime import Runtime
from dsolutions.testing import tiny_adapter, tiny_runtime
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types import CLAUSE_TYPES, ClauseFinder, Passage
from dsolutions_finance.contracts.types.vectors import TypeNetwork, VectorModel

AGREEMENT = """DISTRIBUTION AGREEMENT

This Distribution Agreement is entered into as of March 3, 2021 by and between Acme Instruments,
Inc., a Delaware corporation ("Supplier"), and Borealis Trading LLC, an Ohio limited liability
company ("Distributor").

1. Appointment. Supplier appoints Distributor as its exclusive distributor of the Products in the
Territory.

2. Delivery. Supplier ships the Products in cartons marked with the number of the purchase order.

3. Records. Supplier may, upon ten days' written notice, audit the books and records of Distributor
to verify the amounts due under this Agreement.

4. Limitation of Liability. IN NO EVENT SHALL EITHER PARTY'S AGGREGATE LIABILITY UNDER THIS
AGREEMENT EXCEED THE AMOUNTS PAID BY DISTRIBUTOR IN THE TWELVE MONTHS BEFORE THE CLAIM.

5. Assignment. Neither party may assign this Agreement without the prior written consent of the
other party.

6. Governing Law. This Agreement shall be governed by and construed in accordance with the laws of
the State of Ohio, without regard to its conflict of laws principles.
"""


def contract(text):
    return ContractText.of(ContractDocument(id="1", text=text))


def quotes(found, name):
    return [" ".join(c.evidence.quote.split()) for c in found.clauses if c.type == name]


@pytest.fixture(scope="module")
def finder():
    return ClauseFinder(Runtime())


@pytest.fixture(scope="module")
def found(finder):
    return finder.find(contract(AGREEMENT))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Anti-Assignment", "Neither party may assign"),
        ("Audit Rights", "audit the books and records"),
        ("Cap On Liability", "EXCEED THE"),
        ("Exclusivity", "exclusive distributor"),
        ("Governing Law", "laws of the State of Ohio"),
    ],
)
def test_clauses_are_found_where_they_stand(found, name, words):
    assert any(words in quote for quote in quotes(found, name))
    assert found.presence[name] > 0.5


def test_evidence_quotes_the_file(found):
    assert found.clauses
    for clause in found.clauses:
        assert AGREEMENT[clause.evidence.start : clause.evidence.end] == clause.evidence.quote
        assert 0 < clause.probability <= 1


def test_names_and_dates_are_given_without_the_sentence_around_them(found):
    first, second = quotes(found, "Parties")
    assert first.startswith("Acme Instruments, Inc.")
    assert second.startswith("Borealis Trading LLC")
    assert quotes(found, "Agreement Date") == ["March 3, 2021"]


def test_types_that_the_contract_lacks_are_unlikely(found):
    assert tuple(found.presence) == CLAUSE_TYPES
    assert found.presence["Source Code Escrow"] < 0.1
    assert found.presence["No-Solicit Of Customers"] < 0.1


def test_all_of_a_long_contract_is_read(finder):
    filler = "Supplier ships the Products in cartons marked with the number of the purchase order.\n\n"
    late = finder.find(contract(filler * 400 + AGREEMENT))
    assert any(c.type == "Governing Law" and c.evidence.start > len(filler) * 400 for c in late.clauses)


def test_what_a_user_marked_is_classified(finder):
    text = contract(AGREEMENT)
    match = re.search("This Agreement shall be governed.*?Ohio", text.text)
    [row] = finder.classify(text, [Passage(*match.span())])
    assert finder.labels[row.argmax()] == "Governing Law"


def test_on_an_encoder_that_the_vectors_are_not_for_words_and_adapter_decide(finder):
    other = ClauseFinder(Runtime(), fusion=finder.fusion.model_copy(update={"encoder": "0" * 64}))
    [clause] = other.find(
        contract("This Agreement shall be governed by the laws of the State of Ohio.")
    ).clauses
    assert clause.type == "Governing Law"
    assert {i.name for i in finder.ingredients} - {i.name for i in other.ingredients} == {"clause-vectors"}


def test_the_network_may_read_with_another_encoder(finder):
    reader = tiny_runtime()
    own = VectorModel.of(TypeNetwork((2, reader.encoder.hidden_size), len(CLAUSE_TYPES)))
    fusion = finder.fusion.model_copy(update={"encoder": reader.encoder.model.sha256})
    other = ClauseFinder(Runtime(), reader=reader, vectors=own, fusion=fusion)
    text = contract("This Agreement shall be governed by the laws of the State of Ohio.")
    asked = [Passage(0, len(text.text))]
    assert reader.encoder.ingredient in other.ingredients
    without = ClauseFinder(Runtime(), fusion=fusion)  # words and adapter decide alone
    assert not np.allclose(other.classify(text, asked), without.classify(text, asked))


def test_the_network_reads_only_what_words_and_adapter_think_likely(finder, monkeypatch):
    read = []
    scores = VectorModel.scores
    monkeypatch.setattr(VectorModel, "scores", lambda *given: read.append(given[-1]) or scores(*given))
    text = contract(AGREEMENT)
    reading = finder.read(text)
    pieces = [reading.passages[number] for number in reading.asked]
    finder.classify(text, pieces)
    [likely], [everything] = read[:1], read[1:]
    assert everything == pieces
    assert set(likely) < set(pieces)
    quoted = [text.text[piece.start : piece.end] for piece in likely]
    assert any("Neither party may assign" in quote for quote in quoted)
    assert not any("cartons" in quote for quote in quoted)


def test_a_contract_without_words_has_nothing(finder):
    nothing = finder.find(contract(" \n\n "))
    assert nothing.clauses == ()
    assert max(nothing.presence.values()) < 0.5


def test_an_adapter_for_something_else_is_refused():
    with pytest.raises(AdapterMismatch, match="clause_types"):
        ClauseFinder(tiny_runtime(), tiny_adapter())
