"""The review page itself: what the template is given, and the one file that comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dsolutions.pages import made_with, page_environment, rendered
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.results import SEVERITIES, ContractResult, RiskFlag
from dsolutions_finance.contracts.review.blocks import Block, blocks
from dsolutions_finance.contracts.review.facts import facts
from dsolutions_finance.contracts.review.items import Item, clause_types, pair, spelled_out
from dsolutions_finance.contracts.review.marks import chance, marks
from dsolutions_finance.contracts.review.outline import outline
from dsolutions_finance.contracts.review.words import spaced
from dsolutions_finance.quoting import readable

# Thirty agreements of 338,000 characters: a file of 16 MB, which Chromium shows after five seconds.
MAX_CHARACTERS = 10_000_000
# Amounts and payment terms beyond this are a price list; all of them are marked in the text.
MAX_ENTRIES = 12


def write_report(
    documents: Iterable[ContractDocument | None],
    results: Iterable[ContractResult],
    path: str | Path,
    *,
    title: str = "Contract review",
) -> Path:
    """Write a review as one self-contained HTML file: each contract with risks, fields, gaps, tree and text.

    Args:
        documents: the contracts, one per result; ``None`` for those that could not be read.
        results: the reviews, in the order of the run.
        path: the file to write; missing folders are made.
        title: heading of the page.

    Returns:
        The path written.

    Raises:
        InputError: there are more documents than results, or fewer.

    >>> import tempfile
    >>> document = ContractDocument(id="1", text="1. Law. Texas.")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_report([document], [ContractResult(document_id="1")], f"{folder}/review.html")
    ...     "1. Law. Texas." in path.read_text(encoding="utf-8")
    True
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_render(pair(documents, results), title), encoding="utf-8")
    return path


def _render(items: list[Item], title: str) -> str:
    environment = page_environment("dsolutions_finance.contracts.review")
    environment.filters |= {"unsaid": _unsaid, "chance": chance, "readable": readable, "spaced": spaced}
    chosen, counts = spelled_out(items, MAX_CHARACTERS), clause_types(items)
    numbers = {type: number for number, type in enumerate(counts)}

    def blocks_of(item: Item) -> Iterator[Block]:
        assert item.shown is not None
        return blocks(item.shown, item.result.sections, marks(item.shown, item.result, numbers))

    return rendered(
        environment,
        template="review.html.j2",
        title=title,
        severities=SEVERITIES[::-1],
        items=items,
        chosen=chosen,
        chosen_numbers={item.number for item in chosen},
        risks=sum((item.counts for item in items), Counter()),
        gap_count=sum(len(item.result.absent) for item in items),
        failed_count=sum(item.result.error is not None for item in items),
        typed=any(item.result.presence for item in items),
        standards=any(item.result.standards for item in items),
        types=counts,
        type_numbers=numbers,
        facts=facts,
        outline=outline,
        blocks_of=blocks_of,
        max_entries=MAX_ENTRIES,
        made_with=made_with(item.result for item in items),
        decisions=Counter(item.result.safety.decision for item in items),
    )


def _unsaid(flag: RiskFlag) -> list[str]:
    """Return the quotes of a risk that its reason does not repeat."""
    return [quote for span in flag.evidence if (quote := readable(span.quote))[:60] not in flag.reason]
