from collections.abc import Callable

import pytest

from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.text import ContractText


@pytest.fixture
def read() -> Callable[[str], ContractText]:
    """Make the text of a contract of what it says."""
    return lambda said: ContractText.of(ContractDocument(id="1", text=said))
