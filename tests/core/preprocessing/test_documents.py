import math

import pandas as pd
import pytest

from dsolutions.errors import InputError
from dsolutions.preprocessing import DocumentForm, each_input
from dsolutions.types import Document


def test_column_names_are_read_in_any_case():
    row = {"S No.": 3, "Title": "Acme cuts", "DATE": "2024-05-01", "Desk": "EU"}
    document = DocumentForm().read(row, default_id="0")
    assert (document.id, document.text, document.time.year) == ("0", "Acme cuts", 2024)
    assert document.metadata == {"S No.": 3, "Desk": "EU"}


def test_the_exact_name_wins():
    assert DocumentForm().read({"Text": "other", "text": "this"}, default_id="0").text == "this"


def test_the_caller_may_name_the_columns():
    row = {"story": "Acme cuts", "text": "note"}
    document = DocumentForm().read(row, default_id="0", columns={"text": "story"})
    assert (document.text, document.metadata) == ("Acme cuts", {"text": "note"})


def test_empty_cells_count_as_absent():
    row = {"id": None, "text": "Acme", "lang": math.nan, "time": pd.NaT, "desk": pd.NA}
    assert DocumentForm().read(row, default_id="7") == Document(id="7", text="Acme")


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"story": "Acme"}, "no text in this item"),
        ({"text": " "}, "the text is empty"),
        ({"text": "Acme", "time": "soon"}, "field 'time' cannot be used"),
        ({"text": 5}, "field 'text' cannot be used"),
        (5, "cannot read a int as a document"),
    ],
)
def test_what_is_no_document_is_refused(item, message):
    with pytest.raises(InputError, match=message):
        DocumentForm().read(item, default_id="0")


def test_a_data_frame_counts_as_its_rows():
    frame = pd.DataFrame({"id": [1, 2], "text": ["a", "b"]})
    assert list(each_input(frame)) == [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]
