"""Results as a table for people."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from dsolutions.component import Pipeline
    from dsolutions.types import Result

_UNREMARKABLE = ("not_assessed", "allow")


def results_table(pipeline: Pipeline[Any], results: Iterable[Result]) -> Table:
    """Draw one row per result: its id and the pipeline's summary, or its error."""
    from rich.table import Table
    from rich.text import Text

    rows = [_row(pipeline, result) for result in results]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    table = Table(*columns)
    for row in rows:
        table.add_row(*(Text(row.get(column, "")) for column in columns))
    return table


def most_telling(pipeline: Pipeline[Any], results: Iterable[Result], n: int) -> list[Result]:
    """Choose the ``n`` results whose row has the fewest empty cells, the first of equals, in their order.

    In a file of any size most rows say that nothing happened; holds no more than ``n`` of them.
    """
    chosen = nlargest(
        n, enumerate(results), key=lambda numbered: sum(map(bool, _row(pipeline, numbered[1]).values()))
    )
    return [result for _, result in sorted(chosen, key=lambda numbered: numbered[0])]


def _row(pipeline: Pipeline[Any], result: Result) -> dict[str, str]:
    told = {"error": result.error.message} if result.error else dict(pipeline.summary(result))
    if result.safety.decision not in _UNREMARKABLE:
        told["safety"] = f"{result.safety.decision}: {result.safety.reasons[0]}"
    return {"id": result.document_id} | told
