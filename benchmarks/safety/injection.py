"""The injection guard on sources that it was not fitted to, over-blocking beside.

Attacks and WildChat are scored by models that are fitted for this, as the shipped one is, to less:

- ``project rows``: the attacks of the project; every public attack is unseen.
- ``in the wild``: the attacks of one public source; those of the project are unseen, too.

Both know everyday texts and every second text of WildChat as benign and are scored on the others. Their
operating points come from texts held out of their own training rows. What the shipped model was never fitted
to, such as the polite sentences, is scored by the shipped guard itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.safety.injection_fit import JAILBREAKS, Read, Reader, cleaned, fit
from benchmarks.safety.injection_rows import OWN, Source, everyday, own_rows, public
from benchmarks.safety.rates import group_of, report_of, score_of
from dsolutions.evaluation import Anchor, EvaluationReport
from dsolutions.evaluation.intervals import ROUNDS, Score
from dsolutions.evaluation.report import FloorScores, GroupScores
from dsolutions.runtime import Runtime
from dsolutions.safety.guards.injection import InjectionGuard
from dsolutions.safety.guards.injection.guard import OPERATING_POINT
from dsolutions.safety.guards.injection.model import InjectionModel
from dsolutions.safety.redteam import Rate
from dsolutions.types import Document

Floats = NDArray[np.float64]

LABELS = ("benign", "attack")
POLITE, ROLE_PLAY = "polite sentences", "long role-play"
ALPACA = 1_000  # of its 6,266 rows, drawn once: a share of 1 % is then known to 0.6

ANCHORS = (
    Anchor(
        name="PIGuard",
        scores={"recall": 0.77, "benign_accuracy": 0.86},
        source="Li et al. 2024, arXiv 2410.22770, on other rows; over-defence .87",
    ),
)


def score_injection(runtime: Runtime, data: Path) -> Iterator[EvaluationReport]:
    """Score attacks by source for either protocol, then benign texts of the shipped guard."""
    reader = Reader(runtime)
    public_attacks = [reader.read(public(data, name)) for name in JAILBREAKS]
    own_attacks, own_benign = (reader.read(source) for source in own_rows())
    usual, wild_chat = reader.read(everyday(data)), reader.read(public(data, "WildChat"))
    every_second = range(0, len(wild_chat.source.texts), 2)
    known = cleaned([wild_chat.take(every_second)], [own_attacks], [own_benign, usual])
    others = [place for place in range(len(wild_chat.source.texts)) if place not in every_second]
    unseen = [wild_chat.take(others), reader.read(written(ROLE_PLAY))]
    benign = [own_benign, usual, *known]
    model = fit([own_attacks], benign, reader.encoder)
    yield _jailbreaks("project rows", model, [own_attacks, *benign], public_attacks, unseen)
    wild, *more = public_attacks
    model = fit([wild], benign[1:], reader.encoder)
    yield _jailbreaks("in the wild", model, [wild, *benign[1:]], [*more, own_attacks], unseen)
    yield score_benign(InjectionGuard(runtime), data)


def score_benign(guard: InjectionGuard, data: Path) -> EvaluationReport:
    """Score the shipped guard on benign texts that no weight and no threshold has seen."""
    alpaca = public(data, "Alpaca")
    drawn = np.random.default_rng(0).choice(len(alpaca.texts), ALPACA, replace=False)
    sources = (
        written(POLITE),
        written(ROLE_PLAY),
        public(data, "XSTest safe"),
        public(data, "JailbreakBench benign"),
        alpaca.take(sorted(drawn.tolist())),
    )
    groups, wrong = [], 0
    for source in sources:
        scores = guard.scores([Document(id="0", text=text) for text in source.texts])
        flagged = sum(score >= guard.threshold for score in scores)
        wrong += flagged
        groups.append(group_of(source.name, flagged=Rate.of(flagged, len(scores))))
    n = sum(group.n for group in groups)
    overall = {"flagged": score_of(Rate.of(wrong, n))}
    return report_of("injection guard", "benign texts", LABELS, n, overall, groups)


def written(name: str) -> Source:
    """Read a scoring file of the project."""
    path = OWN.with_name({POLITE: "polite.jsonl", ROLE_PLAY: "role_play.jsonl"}[name])
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    return Source(name, texts, False, range(len(texts)))


def _jailbreaks(
    name: str,
    model: InjectionModel,
    known: Sequence[Read],
    tried: Sequence[Read],
    unseen: Sequence[Read],
) -> EvaluationReport:
    """Score a model on sources that it does not know, beside a floor that was fitted to those it knows."""
    scores = {read.source.name: _probabilities(model, read) for read in (*tried, *unseen)}
    floor = _floor(known, [*tried, *unseen])
    n = sum(map(len, scores.values()))
    return report_of(
        f"injection guard fitted to {name}",
        "jailbreaks by source",
        LABELS,
        n,
        _rates(*_sides(scores, tried, unseen), OPERATING_POINT),
        _groups(scores, tried, unseen, OPERATING_POINT),
        floors=(
            FloorScores(
                name="TF-IDF + linear",
                scores=_rates(*_sides(floor, tried, unseen), 0.0),
                groups=tuple(_groups(floor, tried, unseen, 0.0)),
            ),
        ),
        anchors=ANCHORS,
    )


def _groups(
    scores: Mapping[str, Floats], tried: Sequence[Read], unseen: Sequence[Read], point: float
) -> list[GroupScores]:
    _, benign = _sides(scores, tried, unseen)
    return [
        *(
            GroupScores(
                name=read.source.name,
                n=len(scores[read.source.name]),
                scores=_rates(scores[read.source.name], benign, point, only=("auroc", "recall")),
            )
            for read in tried
        ),
        *(
            group_of(
                read.source.name,
                benign_accuracy=Rate.of(
                    int((scores[read.source.name] < point).sum()), len(read.source.texts)
                ),
            )
            for read in unseen
        ),
    ]


def _rates(
    attacks: Floats,
    benign: Floats,
    point: float,
    only: Sequence[str] = ("auroc", "recall", "benign_accuracy"),
) -> dict[str, Score]:
    rates = {
        "auroc": _auroc(attacks, benign),
        "recall": score_of(Rate.of(int((attacks >= point).sum()), len(attacks))),
        "benign_accuracy": score_of(Rate.of(int((benign < point).sum()), len(benign))),
    }
    return {name: rates[name] for name in only}


def _sides(
    scores: Mapping[str, Floats], tried: Sequence[Read], unseen: Sequence[Read]
) -> tuple[Floats, Floats]:
    attacks, benign = (
        np.concatenate([scores[read.source.name] for read in side]) for side in (tried, unseen)
    )
    return attacks, benign


def _probabilities(model: InjectionModel, read: Read) -> Floats:
    """Return each text's highest probability, the encoder asked only where the guard would ask it."""
    words = np.array([model.lexical.score(signs) for signs in read.signs])
    head = model.head.log_odds(read.vectors, read.signs)
    chosen = model.calibration
    asked = (chosen.low < words) & (words < chosen.high) & read.readable
    found = [
        chosen.probability(float(word), float(answer) if ask else None)
        for word, answer, ask in zip(words, head, asked, strict=True)
    ]
    return read.strongest(np.array(found))


def _floor(train: Sequence[Read], tried: Sequence[Read]) -> dict[str, Floats]:
    """Fit a linear support vector machine on TF-IDF of words and characters; return signed distances."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.svm import LinearSVC

    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", sublinear_tf=True, min_df=2),
        TfidfVectorizer(ngram_range=(2, 4), analyzer="char_wb", sublinear_tf=True, min_df=3),
    )
    model = make_pipeline(features, LinearSVC(class_weight="balanced", random_state=0))
    texts = [text for read in train for text in read.source.texts]
    model.fit(texts, [read.source.attack for read in train for _ in read.source.texts])
    return {read.source.name: model.decision_function(list(read.source.texts)) for read in tried}


def _auroc(attacks: Floats, benign: Floats) -> Score:
    """Return the area under the ROC curve, resampling texts of either side."""
    from sklearn.metrics import roc_auc_score

    gold = np.repeat([1, 0], [len(attacks), len(benign)])
    value = float(roc_auc_score(gold, np.concatenate([attacks, benign])))
    rng = np.random.default_rng(0)
    drawn = [
        roc_auc_score(
            gold, np.concatenate([rng.choice(attacks, len(attacks)), rng.choice(benign, len(benign))])
        )
        for _ in range(ROUNDS // 5)  # each sorts all rows; 200 give the ends of the interval to .005
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Score(value=value, low=min(float(low), value), high=max(float(high), value))
