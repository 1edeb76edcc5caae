"""What a file job is; two runs with the same description give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic_core import to_jsonable_python

from dsolutions.batch.durable import sha256
from dsolutions.batch.versions import installed_versions
from dsolutions.component import Pipeline
from dsolutions.errors import ResumeRefused
from dsolutions.types import Ingredient, Value


class Job(Value):
    """Everything that decides what a job writes.

    Args:
        pipeline: the pipeline's name.
        version: version of dsolutions.
        versions: of Python and the packages that outputs depend on.
        ingredients: models, adapters and rules, with digests.
        options: the pipeline's options.
        input_digest: SHA-256 of the input file.
        input_size: its size in bytes.
        columns: field of ``Document`` to column name.
        chunk: rows that are answered together.
        format: suffix of the output file.

    >>> job = Job(pipeline="shouter", version="1", input_digest="ab", input_size=2, chunk=256, format=".csv")
    >>> list(job.changes({**job.model_dump(mode="json"), "chunk": 64}))
    ['chunk was 64 and is now 256']
    """

    pipeline: str
    version: str
    versions: Mapping[str, str] = {}
    ingredients: tuple[Ingredient, ...] = ()
    options: Mapping[str, Any] = {}
    input_digest: str
    input_size: int
    columns: Mapping[str, str] = {}
    chunk: int
    format: str

    @classmethod
    def of(
        cls,
        pipeline: Pipeline[Any],
        source: Path,
        *,
        columns: Mapping[str, str] | None,
        chunk: int,
        format: str,
    ) -> Self:
        """Describe the job of running ``pipeline`` over ``source``; reads the whole file for its digest."""
        made_by = pipeline.provenance()
        return cls(
            pipeline=made_by.pipeline,
            version=made_by.version,
            versions=installed_versions(),
            ingredients=made_by.ingredients,
            options=to_jsonable_python(pipeline.options(), fallback=repr),
            input_digest=sha256(source),
            input_size=source.stat().st_size,
            columns=columns or {},
            chunk=chunk,
            format=format,
        )

    def changes(self, earlier: Mapping[str, Any]) -> Iterator[str]:
        """Say in what this job differs from ``earlier``, read from JSON: one sentence per difference."""
        before, now = _facts(earlier), _facts(self.model_dump(mode="json"))
        for name in {**before, **now}:
            if before.get(name) != now.get(name):
                yield f"{name} was {_shown(before.get(name))} and is now {_shown(now.get(name))}"

    def refuse_unless_same(self, earlier: Mapping[str, Any], *, item: str) -> None:
        """Refuse to go on with a half-done job that is another one.

        Raises:
            ResumeRefused: it names what has changed.
        """
        changed = list(self.changes(earlier))
        if changed:
            raise ResumeRefused(
                f"the half-done job is not this one: {'; '.join(changed)}",
                stage="resume",
                item=item,
                remedy="undo the change, or drop what is done and start again: resume=False (--no-resume)",
            )


def _facts(job: Mapping[str, Any]) -> dict[str, Any]:
    """Flatten a description so that each option and each ingredient can be compared by its name."""
    groups = ("options", "columns", "versions")
    flat = {name: value for name, value in job.items() if name not in (*groups, "ingredients")}
    for group in groups:
        flat |= {f"{group[:-1]} {name!r}": value for name, value in (job.get(group) or {}).items()}
    for made_with in job.get("ingredients") or ():
        detail = {k: v for k, v in made_with.items() if k not in ("kind", "name")}
        flat[f"{made_with['kind']} {made_with['name']!r}"] = detail
    return flat


def _shown(value: Any) -> str:
    """Write a value for people, who compare digests by their first characters."""
    return "absent" if value is None else re.sub(r"\b([0-9a-f]{12})[0-9a-f]{52}\b", r"\1…", repr(value))
