from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dsolutions.batch.formats import Csv, JsonLines, Parquet
from dsolutions.batch.layout import FlatLayout
from dsolutions.errors import ConfigurationError
from dsolutions.preprocessing import Row
from dsolutions.types import Ingredient, Result


class Rich(Result):
    label: Literal["up", "down"] = "up"
    score: float = 0.0
    count: int | None = None
    sure: bool = True
    made_with: tuple[Ingredient, ...] = ()


ROW = Row(
    0, {"text": "Acme", "score": "7", "when": datetime(2024, 5, 1, tzinfo=UTC), "paid": Decimal("1.50")}
)
COLUMNS = ("text", "score", "when", "paid")
RESULT = Rich(document_id="1", score=0.1, count=3, made_with=(Ingredient(kind="rules", name="é"),))


def test_each_field_keeps_its_kind():
    layout = FlatLayout(Rich, COLUMNS)
    values = dict(zip(layout.names, layout.values(ROW, RESULT), strict=True))
    assert (values["label"], values["score"], values["count"], values["sure"]) == ("up", 0.1, 3, True)
    assert json.loads(values["made_with"]) == [{"kind": "rules", "name": "é", "version": "", "digest": ""}]
    types = dict(zip(layout.names, layout.types, strict=True))
    assert (types["score"], types["count"], types["sure"], types["made_with"]) == (float, int, bool, str)


def test_the_callers_columns_are_text_and_give_way_on_a_clash():
    layout = FlatLayout(Rich, COLUMNS)
    values = dict(zip(layout.names, layout.values(ROW, RESULT), strict=True))
    assert layout.names[-4:] == ("text", "input_score", "when", "paid")
    assert (values["input_score"], values["when"], values["paid"]) == ("7", "2024-05-01T00:00:00Z", "1.50")


def test_rows_without_common_columns_are_one_column():
    layout = FlatLayout(Rich, None)
    assert layout.names[-1] == "input"
    assert json.loads(layout.values(Row(0, {"text": "Acme", "n": [1]}), RESULT)[-1]) == {
        "text": "Acme",
        "n": [1],
    }


def test_parquet_has_the_same_schema_for_any_data(tmp_path):
    schemas = []
    for result in (RESULT, Rich(document_id="2")):
        output = Parquet(Rich, COLUMNS)
        rows = tmp_path / "rows"
        rows.write_bytes(output.header() + output.encode([(ROW, result), (Row(1, {}), result)]))
        schemas.append(pq.read_schema(output.finish(rows)))
    assert schemas[0] == schemas[1]
    assert schemas[0].field("score").type == pa.float64()
    assert schemas[0].field("count").type == pa.int64()


def test_csv_writes_numbers_as_json_does_and_nothing_for_absent():
    output = Csv(Rich, ("text",))
    header, line = (
        (output.header() + output.encode([(ROW, Rich(document_id="1", score=1e-7))])).decode().split()
    )
    cells = dict(zip(header.split(","), line.split(","), strict=False))
    assert (cells["label"], float(cells["score"]), cells["count"], cells["sure"]) == ("up", 1e-7, "", "true")


def test_a_number_that_json_cannot_say_is_null(tmp_path):
    odd = Rich(document_id="1", score=float("nan"))
    assert json.loads(JsonLines(Rich, None).encode([(ROW, odd)]))["score"] is None
    output = Parquet(Rich, None)
    rows = tmp_path / "rows"
    rows.write_bytes(output.encode([(ROW, odd)]))
    assert pq.read_table(output.finish(rows)).to_pylist()[0]["score"] is None


def test_a_result_with_a_field_that_the_output_needs_is_refused():
    class Clashing(Result):
        status: str = ""

    with pytest.raises(ConfigurationError, match="field 'status'"):
        JsonLines(Clashing, None)
