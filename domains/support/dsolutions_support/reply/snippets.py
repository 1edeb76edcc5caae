"""Reading a business's knowledge: CSV, JSON lines, or a folder of Markdown files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, ValidationError

from dsolutions.errors import InputError
from dsolutions.types import Value

_MARKUP = re.compile(r"^\s*(?:[#>*+-]|\d+\.)+\s+|\*\*|__|`|\[([^\]]*)\]\([^)]*\)", re.MULTILINE)


class Snippet(Value):
    """One piece of knowledge that may be told to users.

    Args:
        id: unique; replies cite it.
        title: what it is about.
        text: what it says, in sentences.
        source: where it comes from, for people: a page, a paragraph of the terms.

    >>> Snippet(id="hours", title="Opening hours", text="We open at 9:00.", source="help centre").id
    'hours'
    """

    id: str = Field(min_length=1)
    title: str = ""
    text: str = Field(min_length=1)
    source: str = ""


def read_snippets(path: str | Path) -> list[Snippet]:
    """Read snippets.

    Args:
        path: a ``.csv`` or ``.jsonl`` file with ``id``, ``text`` and perhaps ``title``, ``source``; or a
            folder of ``.md`` files: each is one snippet, named by its path and titled by its first heading.

    Raises:
        InputError: there is nothing to read, or a row is no snippet; the row is named.
    """
    path = Path(path)
    try:
        rows = list(_rows(path))
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise _refused(f"cannot be read: {error}", path) from error
    snippets: dict[str, Snippet] = {}
    for place, row in rows:
        try:
            snippet = Snippet.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            what = ".".join(str(part) for part in first["loc"]) or "row"
            raise _refused(f"has no snippet in {place}: {what!r}: {first['msg']}", path) from error
        if snippet.id in snippets:
            raise _refused(f"has two snippets {snippet.id!r}, the second in {place}", path)
        snippets[snippet.id] = snippet
    if not snippets:
        raise _refused("holds no snippets", path)
    return list(snippets.values())


def _rows(path: Path) -> Iterator[tuple[str, object]]:
    if path.is_dir():
        for file in sorted(path.rglob("*.md")):
            name = file.relative_to(path).with_suffix("").as_posix()
            text = file.read_text(encoding="utf-8").strip()
            heading, _, body = text.partition("\n") if text.startswith("#") else (name, "", text)
            plain = _MARKUP.sub(lambda found: found[1] or "", body).strip()
            yield file.name, {"id": name, "title": heading.strip("# "), "text": plain, "source": file.name}
    elif path.suffix == ".jsonl":
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield f"line {number}", json.loads(line)
    else:
        with path.open(encoding="utf-8-sig", newline="") as table:  # Excel writes a byte order mark
            for number, row in enumerate(csv.DictReader(table), start=2):
                yield f"row {number}", {str(key): value for key, value in row.items() if value}


def _refused(problem: str, path: Path) -> InputError:
    remedy = "compare with examples/support/snippets.csv"
    return InputError(f"the knowledge {problem}", stage="reply", item=path.name, remedy=remedy)
