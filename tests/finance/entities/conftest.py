from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from dsolutions.preprocessing.sentences import nlp as shared_pipeline
from dsolutions_finance.entities import EntityRecogniser, LinkedEntity


@pytest.fixture(scope="session")
def nlp() -> Callable[[str], Doc]:
    return shared_pipeline()


@pytest.fixture(scope="session")
def recogniser() -> EntityRecogniser:
    return EntityRecogniser()


@pytest.fixture
def find(nlp: Callable[[str], Doc], recogniser: EntityRecogniser) -> Callable[[str], dict[str, LinkedEntity]]:
    def entities_by_name(text: str) -> dict[str, LinkedEntity]:
        return {entity.name: entity for entity in recogniser.entities(nlp(text))}

    return entities_by_name
