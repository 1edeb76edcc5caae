from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from dsolutions_finance.entities import LinkedEntity
from dsolutions_finance.events import EventDetector
from dsolutions_finance.results import Event


@pytest.fixture(scope="session")
def nlp() -> Callable[[str], Doc]:
    pipeline = spacy.blank("en")  # entities are given, so that only sentences are needed
    pipeline.add_pipe("sentencizer")
    return pipeline


@pytest.fixture(scope="session")
def detector() -> EventDetector:
    return EventDetector()


@pytest.fixture
def detect(nlp: Callable[[str], Doc], detector: EventDetector) -> Callable[..., list[Event]]:
    def events(text: str, *names: str, **types: str) -> list[Event]:
        """Detect events; ``names`` are companies, ``types`` maps other names to their entity type."""
        everyone = {**dict.fromkeys(names, "company"), **types}
        entities = [
            LinkedEntity(name, type, None, ((text.index(name), text.index(name) + len(name)),))
            for name, type in everyone.items()
        ]
        return detector.events(nlp(text), entities)

    return events
