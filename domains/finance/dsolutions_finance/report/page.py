"""The page itself: what the template is given, and the one file that comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dsolutions.pages import made_with, page_environment, rendered
from dsolutions.types import Document
from dsolutions_finance.quoting import readable
from dsolutions_finance.report.board import entity_board
from dsolutions_finance.report.highlight import highlight
from dsolutions_finance.report.items import Item, pair, raised, spelled_out, urgency
from dsolutions_finance.report.timeline import STRIP_WIDTH, Axis, dots, strip
from dsolutions_finance.results import LEVELS, Alert, FinanceRiskResult

# Beyond these a page is a database dump; what is left out is counted there and stays in the result file.
MAX_ITEMS = 2_000
MAX_ENTITIES = 200
MAX_ERRORS = 200


def write_report(
    documents: Iterable[Document | None],
    results: Iterable[FinanceRiskResult],
    path: str | Path,
    *,
    title: str = "Finance risk report",
    reviews: str = "",
) -> Path:
    """Write a run as one self-contained HTML file: timeline, entity board, alerts, items, errors, provenance.

    Args:
        documents: the inputs, one per result; ``None`` for those that could not be read.
        results: the answers, in the order of the run.
        path: the file to write; missing folders are made.
        title: heading of the page.
        reviews: name of the page in the same folder that reviews the contracts of the run, if there is one.

    Returns:
        The path written.

    >>> import tempfile
    >>> document = Document(id="1", text="Acme cuts jobs")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_report([document], [FinanceRiskResult(document_id="1")], f"{folder}/risk.html")
    ...     "Acme cuts jobs" in path.read_text(encoding="utf-8")
    True
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_render(pair(documents, results), title, reviews), encoding="utf-8")
    return path


def _render(items: list[Item], title: str, reviews: str) -> str:
    environment = page_environment("dsolutions_finance.report")
    environment.filters |= {"unsaid": _unsaid, "readable": readable}
    axis, board, chosen = Axis.of(items), entity_board(items), spelled_out(items, MAX_ITEMS)
    every_alert = list(raised(items))
    latest_first = reversed(list(raised(chosen)))
    failed = [item for item in items if item.result.error]
    contracts = [item.number for item in items if item.result.contract]
    return rendered(
        environment,
        title=title,
        levels=LEVELS,
        urgency=urgency,
        highlight=highlight,
        strip=strip,
        strip_width=STRIP_WIDTH,
        axis=axis,
        dots=dots(every_alert, axis),
        undrawn=sum(axis.place(each.item) is None for each in every_alert),
        level_counts=Counter(each.alert.level for each in every_alert),
        review_count=len(contracts),
        # The page of reviews numbers them in the order of the run.
        review_links={number: f"{reviews}#c{place}" for place, number in enumerate(contracts) if reviews},
        event_count=sum(len(item.result.events) for item in items),
        items=items,
        chosen=chosen,
        chosen_numbers={item.number for item in chosen},
        alerts=sorted(latest_first, key=lambda each: -urgency(each.alert.level)),
        alert_count=len(every_alert),
        board=board[:MAX_ENTITIES],
        entity_count=len(board),
        entity_numbers={row.name: number for number, row in enumerate(board[:MAX_ENTITIES])},
        failed=failed[:MAX_ERRORS],
        failed_count=len(failed),
        made_with=made_with(item.result for item in items),
        decisions=Counter(item.result.safety.decision for item in items),
    )


def _unsaid(alert: Alert) -> list[str]:
    """Return the quotes of an alert that its reasons do not repeat."""
    said = " ".join(alert.reasons)
    return [quote for span in alert.evidence if (quote := readable(span.quote)) not in said]
