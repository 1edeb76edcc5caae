"""How much the guard against harmful requests marks of each public set, at the points of two policies.

A set is scored by a model that is fitted as the shipped one is, without that set and without its texts
elsewhere; XSTest by models without the contrast types that they score. What is in no training is scored by
the shipped guard itself, and so are the customers' texts that the point of ``support`` was chosen with.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.safety.answers import Probability, fitted
from benchmarks.safety.injection_rows import public, texts_of
from benchmarks.safety.rates import group_of, report_of
from benchmarks.safety.requests import held_out_types
from benchmarks.safety.reward_data import read_prompts
from benchmarks.safety.reward_rows import request_rows
from dsolutions.evaluation import EvaluationReport, GroupScores
from dsolutions.runtime import Runtime
from dsolutions.safety import SafetyPolicy
from dsolutions.safety.guards.request import LINE, HarmfulRequestGuard
from dsolutions.safety.redteam import Rate
from dsolutions.safety.rewards.fitting import Embed
from dsolutions.types import Document

Risks = NDArray[np.float64]

POLICIES = ("support", "general")
# Sources of training rows to the sets of the red team that they are.
LEFT_OUT: Mapping[str, Sequence[str]] = {
    "advbench": ("AdvBench",),
    "harmbench": ("HarmBench",),
    "strongreject": ("StrongREJECT",),
    "jailbreakbench": ("JailbreakBench harmful", "JailbreakBench benign"),
    "wildchat": ("WildChat",),
}
CUSTOMERS = ("banking77", "clinc150", "multiwoz")


def score_request_sources(runtime: Runtime, data: Path, embed: Embed) -> EvaluationReport:
    """Score every set at the points of the policies that look for harmful requests."""
    risks = dict([*_by_left_out_source(data, embed), *_by_left_out_type(data, embed)])
    for source, texts in (
        ("Alpaca", public(data, "Alpaca").texts),
        ("customers, test", list(_customers(data))),
        ("customers, training", [text for name in CUSTOMERS for text in texts_of(data, name)[::10]]),
    ):
        risks[source] = _shipped(runtime, texts)
    n = sum(map(len, risks.values()))
    groups = [_rates(*of) for of in risks.items()]
    return report_of("harmful request guard", "requests by source", ("harmless", "harmful"), n, {}, groups)


def _by_left_out_source(data: Path, embed: Embed) -> Iterator[tuple[str, Risks]]:
    prompts = read_prompts(data)
    for source, names in LEFT_OUT.items():
        asked = {name: public(data, name).texts for name in names}
        unseen = {text for texts in asked.values() for text in texts}
        ask = fitted(request_rows(prompts, data, without=source, unseen=unseen), embed)
        yield from ((name, _worst_lines(ask, texts)) for name, texts in asked.items())


def _by_left_out_type(data: Path, embed: Embed) -> Iterator[tuple[str, Risks]]:
    prompts = read_prompts(data)
    risks = held_out_types(prompts, data, embed)
    harmful = np.array([prompt.harmful for prompt in prompts])
    yield "XSTest unsafe", risks[harmful]
    yield "XSTest safe", risks[~harmful]


def _shipped(runtime: Runtime, texts: Sequence[str]) -> Risks:
    guard = HarmfulRequestGuard(runtime, threshold=0.0)
    found = guard.look([Document(id="0", text=text) for text in texts])
    return np.array([max((one.score for one in own), default=0.0) for own in found])


def _worst_lines(ask: Probability, texts: Sequence[str]) -> Risks:
    """Return the risk of each text's worst line, as the guard reads it."""
    lines = [LINE.findall(text) for text in texts]
    ends = np.cumsum([len(own) for own in lines])[:-1]
    every = ask([line for own in lines for line in own])
    return np.array([own.max(initial=0.0) for own in np.split(every, ends)])


def _rates(name: str, risks: Risks) -> GroupScores:
    rates = {}
    for policy in POLICIES:
        point = SafetyPolicy.named(policy).guards["harmful_request"]["other"].lowest or 1.0
        rates[policy] = Rate.of(int((risks >= point).sum()), len(risks))
    return group_of(name, **rates)


def _customers(data: Path) -> Iterator[str]:
    with (data / "support/banking77/test.csv").open(encoding="utf-8", newline="") as file:
        yield from [row["text"] for row in csv.DictReader(file)][::3]
    content = json.loads(gzip.decompress((data / "support/clinc150/data_full.json.gz").read_bytes()))
    yield from (text for text, _ in content["test"][::4])
