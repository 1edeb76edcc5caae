from __future__ import annotations

import pytest

from dsolutions.runtime import Runtime
from dsolutions.safety.guards import InjectionGuard
from dsolutions.types import Document


@pytest.fixture(scope="session")
def guard():
    """The shipped guard with the default encoder."""
    return InjectionGuard(Runtime())


@pytest.fixture
def look(guard):
    """Return the findings of one text, each with evidence that quotes it."""

    def found(text, **fields):
        [findings] = guard.look([Document(id="1", text=text, **fields)])
        for finding in findings:
            assert text[finding.evidence.start : finding.evidence.end] == finding.evidence.quote
        return findings

    return found
