from collections.abc import Callable

import pytest

from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.fields import find_fields
from dsolutions_finance.contracts.results import Clause, RiskFlag
from dsolutions_finance.contracts.risks import Reviewed, RiskDetector
from dsolutions_finance.contracts.text import ContractText

Judge = Callable[..., dict[str, RiskFlag]]


@pytest.fixture(scope="session")
def shipped() -> RiskDetector:
    return RiskDetector()


@pytest.fixture
def judge(shipped) -> Judge:
    """Review what a contract says; a clause is given by its type, probability and words."""

    def flags(said, clauses=(), presence=None, detector=shipped, kind=None):
        text = ContractText.of(ContractDocument(id="1", text=said))
        found = [
            Clause(
                type=type,
                probability=probability,
                evidence=text.span(text.text.index(words), text.text.index(words) + len(words)),
            )
            for type, probability, words in clauses
        ]
        reviewed = Reviewed(text, find_fields(text), found, presence or {}, kind)
        return {flag.rule: flag for flag in detector.flags(reviewed)}

    return flags
