from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from dsolutions import Ingredient, ItemError, Provenance
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.fields import find_fields
from dsolutions_finance.contracts.results import (
    AbsentClause,
    Clause,
    ClauseMatch,
    ContractResult,
    RiskFlag,
    WordChange,
)
from dsolutions_finance.contracts.structure import read_structure
from dsolutions_finance.contracts.text import ContractText

HOSTING = """Hosting Agreement 7

HOSTING AGREEMENT

This Hosting Agreement is made on 2 March 2026 between Acme Inc. (the "Customer") and Borealis Ltd
(the "Provider").

1. Fees

1.1 The Customer shall pay EUR 5,000, each invoice within thirty (30) days of receipt.

1.2 Provider may change the fees at any time. Section 2 stays as it is.

Page 1 of 2
\f2. Law. This Agreement is governed by the laws of England.

Page 2 of 2
"""

PAYMENT = ClauseMatch(
    type="Payment",
    status="changed",
    similarity=0.9,
    standard="within 60 days",
    words=(
        WordChange(kind="same", text="within"),
        WordChange(kind="removed", text="60"),
        WordChange(kind="added", text="30"),
        WordChange(kind="same", text="days"),
    ),
)


@pytest.fixture
def read() -> Callable[..., tuple[ContractDocument, ContractResult]]:
    """Read a text, and add clauses, risks and standard clauses by their words."""

    def make(
        said: str,
        *,
        clauses: tuple[tuple[str, str], ...] = (),
        risks: tuple[tuple[str, str], ...] = (),
        standards: tuple[tuple[ClauseMatch, str], ...] = (),
        **more: object,
    ) -> tuple[ContractDocument, ContractResult]:
        starts = (0, *(at + 1 for at, sign in enumerate(said) if sign == "\f"))
        document = ContractDocument(id="hosting", text=said, page_starts=starts if len(starts) > 1 else ())
        text = ContractText.of(document)

        def span(words: str):
            return text.span(start := text.text.index(words), start + len(words))

        structure = read_structure(text)
        fields: dict[str, object] = {
            "sections": structure.sections,
            "definitions": structure.definitions,
            "references": structure.references,
            "pages": len(document.page_starts) or None,
            "fields": find_fields(text),
            "standards": tuple(
                match.model_copy(update={"evidence": span(words) if words else None})
                for match, words in standards
            ),
            "clauses": tuple(Clause(type=t, probability=0.93, evidence=span(words)) for t, words in clauses),
            "risks": tuple(
                RiskFlag(
                    rule="rule.of_ours",
                    severity=severity,
                    reason=f"It is {severity}.",
                    evidence=(span(words),) if words else (),
                )
                for severity, words in risks
            ),
        }
        return document, ContractResult(document_id="hosting", **(fields | more))

    return make


@pytest.fixture
def hosting(read):
    """An agreement of two pages with two clauses that overlap, two risks, one gap and one standard clause."""
    return read(
        HOSTING,
        kind="Hosting",
        clauses=(
            ("Price Restrictions", "Provider may change the fees at any time."),
            ("Unilateral Change", "may change the fees"),
            ("Governing Law", "governed by the laws of England"),
        ),
        risks=(("high", "Provider may change the fees"), ("low", "")),
        presence={"Insurance": 0.02},
        absent=(AbsentClause(type="Insurance", confidence=0.98, usual=0.61),),
        standards=(
            (PAYMENT, "within thirty (30) days"),
            (ClauseMatch(type="Data", status="missing", similarity=0.1, standard="Data stay in Canada."), ""),
        ),
        provenance=Provenance(
            pipeline="contract",
            version="0.1.0",
            ingredients=(Ingredient(kind="rules", name="risk rules", version="1", digest="c0ffee" * 10),),
        ),
    )


@pytest.fixture
def failed():
    """The answer for a file that could not be read."""
    error = ItemError(
        type="InputError",
        message="this PDF is <broken>",
        stage="read",
        item="in/lost.pdf",
        remedy="save it anew",
    )
    return ContractResult(document_id="lost", error=error)


class Page(HTMLParser):
    """What a browser finds on a page: tags with attributes and text; text by anchor; the contract's words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.under: dict[str, str] = {}
        self.contract = ""
        self._anchor = ""
        self._depth = 0  # of elements inside the text of the contract
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self._anchor = attributes.get("id") or ""
        if self._depth or attributes.get("class") == "text":
            self._depth += 1

    def handle_endtag(self, tag):
        self._anchor = ""
        self._depth -= bool(self._depth)
        if self._depth == 1:
            self.contract += "\n"

    def handle_data(self, data):
        self.text += data
        if self._anchor:
            self.under[self._anchor] = self.under.get(self._anchor, "") + data
        if self._depth > 1:
            self.contract += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def links(self):
        return [a["href"] for name, a in self.tags if name == "a"]


@pytest.fixture
def parsed():
    return Page
