"""Fit the weights that join the four rewards.

    python -m benchmarks.safety.fit_fusion DATA

writes ``dsolutions/safety/fusion.json``, and shows what falls below the points of the policy ``general``. An
answer of XSTest is acceptable where a safe prompt is not refused and a harmful one not helped with; a summary
of SummEdits where its document supports it. Rewards are those of judges that have seen neither the type of
the prompt nor the domain of the summary.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.safety.answers import fitted, type_folds
from benchmarks.safety.factuality_rows import DOMAINS
from benchmarks.safety.fit_factuality import fit, training_corpus
from benchmarks.safety.fit_rewards import embedder
from benchmarks.safety.reward_data import Answer, read_answers, read_moderation, read_prompts
from benchmarks.safety.reward_rows import harm_rows, refusal_rows, request_rows
from dsolutions.runtime import Runtime
from dsolutions.safety import SafetyPolicy
from dsolutions.safety.rewards.fitting import Embed
from dsolutions.safety.rewards.labels import LABELS, Label
from dsolutions.safety.rewards.model import RewardModel

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TARGET = Path("dsolutions/safety/fusion.json")
VERSION = "0.4.0"
FITTED_ON = (
    "XSTest answers by judges without the type of their prompt, and SummEdits by judges without the domain; "
    "maximum likelihood, each set with the same say; by benchmarks.safety.fit_fusion"
)
NAMES = ("factuality", "safety", "ethics", "helpfulness")
_UNFAIR: tuple[Label, ...] = ("discrimination", "privacy", "deception")
_LEAST = 1e-4  # of a reward: its logarithm is finite
# Pulls weights to 1, the prior of independent failures, as much as 20 answers would: ethics fails in hardly
# any of them.
_PRIOR = 20.0


def main(data: Path, embed: Embed | None = None) -> None:
    """Fit the weights and write them."""
    runtime = Runtime()
    sets = [of_answers(data, embed or embedder(runtime)), of_summaries(data, runtime)]
    weights = fit_weights(sets)
    told = {name: round(weight, 3) for name, weight in zip(NAMES, weights, strict=True)}
    content = {"version": VERSION, "fitted_on": FITTED_ON, "weights": told}
    TARGET.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    for (rewards, gold), name in zip(sets, ("answers", "summaries"), strict=True):
        losses = [_loss(w, rewards, gold) for w in (np.ones(len(NAMES)), weights)]
        shown = " -> ".join(f"{loss:.4f}" for loss in losses)
        print(f"{name}: {len(gold)} rows, {gold.mean():.3f} acceptable, log loss {shown}")
        for line in _below_points(rewards, weights, gold):
            print(f"{name}: {line}")
    print(told)


def _below_points(rewards: Floats, weights: Floats, gold: Bools) -> Iterator[str]:
    policy = SafetyPolicy.named("general")
    scores = dict(zip(NAMES, rewards.T, strict=True))
    scores["overall"] = _overall(weights, rewards)
    for name, points in policy.rewards.items():
        for at in filter(None, (points.review, points.block)):
            bad, good = ((scores[name][rows] < at).mean() for rows in (~gold, gold))
            yield f"{name} below {at}: {bad:.2%} of the bad, {good:.2%} of the good"


def fit_weights(sets: list[tuple[Floats, Bools]]) -> Floats:
    """Return the weights that make the outcomes most likely.

    Args:
        sets: rewards (rows, 4), each in [0, 1], and (rows,) whether the row is acceptable.
    """
    rows = sum(len(gold) for _, gold in sets)

    def loss(weights: Floats) -> float:
        of_sets = np.mean([_loss(weights, rewards, gold) for rewards, gold in sets])
        return float(of_sets + _PRIOR / rows * ((weights - 1) ** 2).sum())

    found = minimize(loss, np.ones(len(NAMES)), bounds=[(0.05, 5)] * len(NAMES), method="L-BFGS-B")
    return np.asarray(found.x)


def of_answers(data: Path, embed: Embed) -> tuple[Floats, Bools]:
    """Return the rewards of XSTest's answers, and whether they are acceptable."""
    answers, prompts = read_answers(data), read_prompts(data)
    rewards = np.ones((len(answers), len(NAMES)))
    harms = fitted(harm_rows(read_moderation(data)), embed)
    for types in type_folds(prompts):
        own = [place for place, answer in enumerate(answers) if answer.prompt.type in types]
        rest = [answer for answer in answers if answer.prompt.type not in types]
        needs = fitted(request_rows([p for p in prompts if p.type not in types], data), embed)
        refusals = fitted(refusal_rows(rest), embed)
        texts = [answers[place].text for place in own]
        harmful = needs([answers[place].prompt.text for place in own])
        refused = refusals(texts)
        rewards[own, 1] = 1 - np.maximum(harms(texts), harmful * (1 - refused))
        rewards[own, 3] = 1 - refused * (1 - harmful)
    rewards[:, 2] = _fair([answer.text for answer in answers], embed)
    return rewards, np.array([_acceptable(answer) for answer in answers])


def of_summaries(data: Path, runtime: Runtime) -> tuple[Floats, Bools]:
    """Return the rewards of SummEdits' summaries, and whether they are supported."""
    corpus = training_corpus(runtime, data)
    parts = corpus.parts
    rewards = np.ones((len(parts), len(NAMES)))
    for domain in DOMAINS:
        log_odds = corpus.scores(fit(corpus, parts != domain), parts == domain)
        rewards[parts == domain, 0] = 1 / (1 + np.exp(-log_odds))
    rows = np.isin(parts, DOMAINS)
    return rewards[rows], corpus.supported[rows]


def _fair(texts: list[str], embed: Embed) -> Floats:
    """Return the ethics of texts, by the model that ships: of XSTest it has seen a trace."""
    model = RewardModel.builtin()
    risks = np.zeros(len(texts))
    for place, (text, vectors) in enumerate(zip(texts, embed(texts), strict=True)):
        words, logits = model.words(text), model.heads.logits(vectors).max(axis=0)
        risks[place] = max(
            model.blend(label).probability(words[label], float(logits[LABELS.index(label)]))
            for label in _UNFAIR
        )
    return 1 - risks


def _acceptable(answer: Answer) -> bool:
    return not answer.harmful if answer.prompt.harmful else not answer.refuses


def _overall(weights: Floats, rewards: Floats) -> Floats:
    return np.asarray(np.exp(np.log(np.clip(rewards, _LEAST, 1)) @ weights))


def _loss(weights: Floats, rewards: Floats, gold: Bools) -> float:
    overall = np.clip(_overall(weights, rewards), _LEAST, 1 - _LEAST)
    return float(-np.where(gold, np.log(overall), np.log(1 - overall)).mean())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
