"""A page about two versions of a contract."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from dsolutions.pages import page_environment, rendered
from dsolutions_finance.contracts.comparison import ContractComparison
from dsolutions_finance.contracts.review.words import spaced
from dsolutions_finance.quoting import readable


def write_comparison(
    comparison: ContractComparison, path: str | Path, *, title: str = "Contract comparison"
) -> Path:
    """Write a comparison as one self-contained HTML file: the risks that came and went, then every change.

    Args:
        comparison: how the versions differ.
        path: the file to write; missing folders are made.
        title: heading of the page.

    Returns:
        The path written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_comparison(ContractComparison(before="draft", after="final"), f"{folder}/c.html")
    ...     "The versions do not differ" in path.read_text(encoding="utf-8")
    True
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    environment = page_environment("dsolutions_finance.contracts.review")
    environment.filters |= {"readable": readable, "spaced": spaced}
    page = rendered(
        environment,
        template="comparison.html.j2",
        title=title,
        comparison=comparison,
        counts=Counter(change.kind for change in comparison.changes),
    )
    path.write_text(page, encoding="utf-8")
    return path
