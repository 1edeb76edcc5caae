from collections.abc import Callable

import pytest

from dsolutions_finance.contracts.comparison import Version
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.results import ContractResult, RiskFlag
from dsolutions_finance.contracts.structure import read_structure
from dsolutions_finance.contracts.text import ContractText


@pytest.fixture
def version() -> Callable[..., Version]:
    """Make one side of a comparison of paragraphs and the names of the rules that flag it."""

    def make(*paragraphs: str, risks: tuple[str, ...] = ()) -> Version:
        text = ContractText.of(ContractDocument(id="1", text="\n\n".join(paragraphs)))
        flags = tuple(RiskFlag(rule=rule, severity="low", reason="so") for rule in risks)
        sections = read_structure(text).sections
        return Version(text, ContractResult(document_id="1", sections=sections, risks=flags))

    return make
