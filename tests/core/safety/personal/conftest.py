from __future__ import annotations

import pytest

from dsolutions.safety.guards.personal import PATTERN_KINDS, PersonalDataGuard


@pytest.fixture(scope="session")
def everything():
    return PersonalDataGuard()


@pytest.fixture(scope="session")
def patterns():
    return PersonalDataGuard(PATTERN_KINDS)


@pytest.fixture
def quotes(patterns):
    """Return what is found of one kind that needs no names."""

    def of(kind, text):
        return [found.evidence.quote for found in patterns.find(text) if found.kind == kind]

    return of


@pytest.fixture
def named(everything):
    """Return what is found of one kind, with spaCy's names."""

    def of(kind, text):
        return [found.evidence.quote for found in everything.find(text) if found.kind == kind]

    return of
