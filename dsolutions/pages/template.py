"""One self-contained HTML file from a template with its style sheet and script beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dsolutions.errors import InputError
from dsolutions.types import Document, Ingredient, Result

DocumentT = TypeVar("DocumentT", bound=Document)
ResultT = TypeVar("ResultT", bound=Result)


def page_environment(package: str) -> Environment:
    """Make the environment of a page: escaped throughout, strict about names.

    Args:
        package: whose folder ``templates`` holds ``report.html.j2``, ``style.css`` and ``filter.js``.
    """
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = lambda name: name.replace("_", " ")
    return environment


def rendered(environment: Environment, *, template: str = "report.html.j2", **names: Any) -> str:
    """Render a template with its style, its script and the time.

    The page may run this script only: the template puts ``script_digest`` into its content policy.
    """
    script = _source(environment, "filter.js")
    return environment.get_template(template).render(
        generated=datetime.now(UTC),
        style=_source(environment, "style.css"),
        script=script,
        script_digest="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        **names,
    )


def paired(
    documents: Iterable[DocumentT | None], results: Iterable[ResultT]
) -> list[tuple[DocumentT | None, ResultT]]:
    """Join answers to their documents by order, because feeds repeat ids.

    Args:
        documents: one per answer; ``None`` where the input could not be read.
        results: the answers.

    Raises:
        InputError: there are more of one than of the other.
    """
    documents, results = list(documents), list(results)
    if len(documents) != len(results):
        raise InputError(
            f"there are {len(documents)} documents and {len(results)} results",
            stage="report",
            remedy="give the documents that were run, all of them and in their order",
        )
    return list(zip(documents, results, strict=True))


def made_with(results: Iterable[Result]) -> dict[str, list[Ingredient]]:
    """List the pipelines of a run with everything that they used, each once."""
    used: dict[str, dict[Ingredient, None]] = {}
    for result in results:
        if made := result.provenance:
            used.setdefault(f"{made.pipeline} {made.version}", {}).update(dict.fromkeys(made.ingredients))
    return {name: list(ingredients) for name, ingredients in used.items()}


def _source(environment: Environment, name: str) -> Markup:
    """Read a style sheet or script of ours, to be put into the page as it stands."""
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])
