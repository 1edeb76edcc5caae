"""Factuality: edited summaries, replies about a passage, and near misses of invented texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.safety.curves import Detections, Statistic, area, report, scores
from benchmarks.safety.factuality_rows import DOMAINS, Floats, compare, read_begin
from benchmarks.safety.fit_factuality import Corpus, best_cut, fit, training_corpus
from benchmarks.safety.near_misses import KINDS, Case, cases
from dsolutions.evaluation import Anchor, EvaluationReport, FloorScores, GroupScores, Score
from dsolutions.evaluation.intervals import LEVEL
from dsolutions.runtime import Runtime
from dsolutions.safety.findings import Statement
from dsolutions.safety.rewards.factuality import FactualityJudge
from dsolutions.safety.rewards.factuality.comparison import FEATURES

Bools = NDArray[np.bool_]

NAME = "factuality"
LABELS = ("supported", "not supported")
ROUNDS = 200  # of resampling eight domains at once
EACH = 100  # near misses of each kind
# Of the features of a comparison, those that only count shared words.
_OVERLAP = [n for n, name in enumerate(FEATURES) if "share of" in name or "new tokens" in name]

SUMMEDITS_ANCHORS = tuple(
    Anchor(name=name, scores={"balanced_accuracy": score}, source="README of SummEdits, all ten domains")
    for name, score in (("people", 0.909), ("GPT-4", 0.821), ("QAFactEval", 0.655), ("SummaC-Conv", 0.571))
)


def score_factuality(runtime: Runtime, data: Path) -> Iterator[EvaluationReport]:
    """Score summaries of left out domains, the test part of BEGIN, and near misses."""
    corpus = training_corpus(runtime, data)
    yield score_summedits(corpus)
    labelled = read_begin(data, "test_wow")
    yield score_begin(corpus, Corpus(labelled, compare(runtime, labelled)))
    yield score_near_misses(FactualityJudge(runtime))


def score_summedits(corpus: Corpus) -> EvaluationReport:
    """Score SummEdits domain by domain, each with a model and a threshold from all that is trained on but it.

    The score is the mean over domains, as it was published.
    """
    parts = corpus.parts
    summaries = np.isin(parts, DOMAINS)
    risks, floor = np.zeros(len(parts)), np.zeros(len(parts))
    for domain in DOMAINS:
        inside, outside = summaries & (parts != domain), parts == domain
        model = fit(corpus, parts != domain)
        risks[outside] = _risks(corpus, partial(corpus.scores, model), inside, outside)
        floor[outside] = _risks(corpus, _by_overlap(corpus, inside), inside, outside)
    rows = np.flatnonzero(summaries)
    found, least = _detections(corpus, risks, rows), _detections(corpus, floor, rows)
    statistics = {"balanced_accuracy": balanced_accuracy, "auroc": area}
    made = report(NAME, "summedits, each domain left out", found, statistics, anchors=SUMMEDITS_ANCHORS)
    floors = FloorScores(name="overlap + logistic", scores=over_domains(least, statistics))
    means = {"labels": LABELS, "scores": over_domains(found, statistics), "floors": (floors,)}
    return made.model_copy(update=means)


def score_begin(corpus: Corpus, test: Corpus) -> EvaluationReport:
    """Score replies of BEGIN's test part, attributable or not; trained on development parts and summaries."""
    everything, rows = np.ones(len(corpus.labelled), dtype=bool), np.arange(len(test.labelled))
    model = fit(corpus, everything)
    development = corpus.parts == "dev_wow"
    threshold = best_cut(corpus.scores(model, development), corpus.supported[development])
    risks = threshold - test.scores(model, np.ones(len(rows), dtype=bool))
    made = report(
        NAME,
        "begin test, wizard of wikipedia",
        _detections(test, risks, rows),
        {"auroc": area, "balanced_accuracy": balanced_accuracy},
        anchors=(
            Anchor(
                name="overlap features + logistic, trained on its development part",
                scores={"auroc": 0.935},
                source="measured here",
            ),
        ),
    )
    return made.model_copy(update={"labels": LABELS, "groups": ()})


def score_near_misses(judge: FactualityJudge) -> EvaluationReport:
    """Score the shipped judge on 100 edits of each kind, and on faithful outputs about the same templates.

    Caught is what scores below the model's threshold. Rows of one template are resampled together.
    """
    made = cases("benchmark", EACH, seed=0)
    rewards = judge.score([Statement(text=case.output, sources=(case.source,)) for case in made])
    risks = np.array([judge.model.threshold - reward.score for reward in rewards])
    found = Detections(np.array([case.kind is not None for case in made]), risks, [c.template for c in made])
    statistics = {"caught": caught, "false_alarms": false_alarms}
    groups = [
        GroupScores(name=kind, n=EACH, scores=scores(_rows(found, rows), {"caught": caught}))
        for kind, rows in _by_kind(made)
    ]
    whole = report(NAME, "near misses and faithful outputs, unseen templates", found, statistics)
    return whole.model_copy(update={"labels": LABELS, "groups": tuple(groups)})


def balanced_accuracy(found: Detections) -> float:
    """Mean of the shares of both kinds that lie on the right side of a risk of 0."""
    flagged = found.risks > 0
    return float((flagged[found.gold].mean() + (~flagged)[~found.gold].mean()) / 2)


def caught(found: Detections) -> float:
    """Share of what is not supported that has a risk above 0."""
    return float((found.risks[found.gold] > 0).mean())


def false_alarms(found: Detections) -> float:
    """Share of what is supported that has a risk above 0."""
    return float((found.risks[~found.gold] > 0).mean())


def over_domains(found: Detections, statistics: Mapping[str, Statistic]) -> dict[str, Score]:
    """Return the mean over groups of each statistic; its interval resamples the documents of every group."""
    groups = [found.group(name) for name in dict.fromkeys(found.groups)]
    rng = np.random.default_rng(0)
    drawn: dict[str, list[float]] = {name: [] for name in statistics}
    for _ in range(ROUNDS):
        resampled = [_resampled(group, rng) for group in groups]
        for name, statistic in statistics.items():
            drawn[name].append(float(np.mean([statistic(group) for group in resampled])))
    made = {}
    for name, statistic in statistics.items():
        low, high = np.quantile(drawn[name], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        value = float(np.mean([statistic(group) for group in groups]))
        made[name] = Score(value=value, low=min(float(low), value), high=max(float(high), value))
    return made


def _resampled(group: Detections, rng: np.random.Generator) -> Detections:
    """Draw whole documents with replacement, until both kinds are there."""
    _, unit = np.unique([str(one) for one in group.units], return_inverse=True)
    parts = np.split(np.argsort(unit, kind="stable"), np.cumsum(np.bincount(unit))[:-1])
    while True:
        drawn = _rows(group, np.concatenate([parts[i] for i in rng.integers(0, len(parts), len(parts))]))
        if drawn.gold.any() and not drawn.gold.all():
            return drawn


def _rows(found: Detections, rows: NDArray[np.intp]) -> Detections:
    return Detections(found.gold[rows], found.risks[rows], [found.units[row] for row in rows])


def _risks(corpus: Corpus, score: Callable[[Bools], Floats], inside: Bools, outside: Bools) -> Floats:
    """Return how far statements outside lie below the best threshold for those inside."""
    return np.asarray(best_cut(score(inside), corpus.supported[inside]) - score(outside))


def _by_overlap(corpus: Corpus, inside: Bools) -> Callable[[Bools], Floats]:
    """Fit the floor: a logistic model of shared words."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    own = corpus.sentences.of(inside)
    line = make_pipeline(StandardScaler(), LogisticRegression()).fit(own.features[:, _OVERLAP], own.supported)

    def score(rows: Bools) -> Floats:
        chosen = corpus.sentences.of(rows)
        worst = np.full(len(rows), np.inf)
        np.minimum.at(worst, chosen.statement, line.decision_function(chosen.features[:, _OVERLAP]))
        return np.asarray(worst[rows])

    return score


def _detections(corpus: Corpus, risks: Floats, rows: NDArray[np.intp]) -> Detections:
    parts, documents = corpus.parts, corpus.documents
    return Detections(
        ~corpus.supported[rows],
        risks[rows],
        [(str(parts[row]), int(documents[row])) for row in rows],
        [str(parts[row]) for row in rows],
    )


def _by_kind(made: Sequence[Case]) -> Iterator[tuple[str, NDArray[np.intp]]]:
    """Yield the rows of each kind, with the faithful ones beside."""
    for kind in KINDS:
        yield kind, np.array([n for n, case in enumerate(made) if case.kind in (kind, None)])
