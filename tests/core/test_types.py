from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from dsolutions import Document, DsolutionsError, ItemError, Span
from dsolutions.errors import InputError


def test_a_span_quotes_its_source():
    text = "Acme cuts jobs"
    span = Span.of(text, 5, 9)
    assert text[span.start : span.end] == span.quote == "cuts"


def test_a_time_without_a_zone_is_utc():
    document = Document(id="1", text="x", time=datetime(2026, 3, 2, 9))
    assert document.time == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_values_cannot_be_changed_or_misspelt():
    document = Document(id="1", text="x")
    with pytest.raises(ValidationError):
        document.text = "y"
    with pytest.raises(ValidationError):
        Document(id="1", text="x", titel="y")


def test_an_error_carries_stage_item_and_remedy_into_the_result():
    error = InputError("the text is empty", stage="read", item="7", remedy="drop it")
    assert isinstance(error, DsolutionsError)
    assert str(error) == "the text is empty [stage: read; item: 7]. Remedy: drop it"
    assert ItemError.of(error) == ItemError(
        type="InputError", message="the text is empty", stage="read", item="7", remedy="drop it"
    )
    assert ItemError.of(KeyError()).message == "KeyError"
