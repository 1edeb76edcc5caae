"""One call from predictions to a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dsolutions.errors import InputError
from dsolutions.evaluation.calibration import BRIER, ECE, reliability
from dsolutions.evaluation.floors import FLOORS
from dsolutions.evaluation.intervals import ROUNDS, bootstrap
from dsolutions.evaluation.leaks import LeakCheck, find_leaks
from dsolutions.evaluation.metrics import ACCURACY, MACRO_F1, MICRO_F1, Metric, confusion, per_class
from dsolutions.evaluation.predictions import LabelledPredictions, LabelledTexts, as_set
from dsolutions.evaluation.report import Anchor, EvaluationReport, FloorScores, GroupScores
from dsolutions.types import Provenance


def evaluate(
    predictions: LabelledPredictions,
    *,
    name: str,
    dataset: str,
    train: LabelledTexts | None = None,
    leaks: LeakCheck | None = None,
    anchors: Sequence[Anchor] = (),
    provenance: Provenance | None = None,
    rounds: int = ROUNDS,
    seed: int = 0,
) -> EvaluationReport:
    """Score predictions with intervals, by class and by group, beside floors and anchors.

    Args:
        predictions: what to score; saved ones need no model. Rows with one label get accuracy and macro-F1
            (and ECE and Brier score, given probabilities), rows with sets of labels micro- and macro-F1.
        name: what made them.
        dataset: the data set and the part of it.
        train: the training set of the task. With it, floors are fitted and leaks are looked for; the
            predictions must then have texts.
        leaks: a check made beforehand. By default the texts of both sets are compared as they are; where the
            entity is masked in them, check the unmasked ones with ``find_leaks`` and pass the outcome here.
        anchors: published results on the same rows and metric.
        provenance: models and adapters behind the predictions.
        rounds: number of bootstrap resamples.
        seed: seed of the resampling.

    Raises:
        InputError: there is a training set but the predictions have no texts, or its labels are others.

    >>> predictions = LabelledPredictions(("down", "up"), gold=["up", "down"], predicted=["up", "up"])
    >>> evaluate(predictions, name="always up", dataset="two rows").scores["accuracy"].value
    0.5
    """
    from dsolutions import __version__

    metrics = default_metrics(predictions)
    if train and leaks is None:
        leaks = find_leaks(train.texts, train.ids, _texts(predictions), predictions.ids)
    return EvaluationReport(
        name=name,
        dataset=dataset,
        version=__version__,
        n=len(predictions),
        documents=len(set(predictions.documents)),
        rounds=rounds,
        seed=seed,
        labels=tuple(predictions.labels),
        scores=bootstrap(predictions, metrics, rounds=rounds, seed=seed),
        per_class=per_class(predictions),
        confusion=confusion(predictions),
        calibration=reliability(predictions) if ECE in metrics else (),
        groups=_by_group(predictions, rounds, seed),
        floors=_floors(predictions, train, rounds, seed) if train else (),
        anchors=tuple(anchors),
        leaks=leaks,
        provenance=provenance,
    )


def default_metrics(predictions: LabelledPredictions) -> tuple[Metric, ...]:
    """Return the metrics that apply to these predictions."""
    if predictions.multi_label:
        return (MICRO_F1, MACRO_F1)
    return (ACCURACY, MACRO_F1) if predictions.probabilities is None else (ACCURACY, MACRO_F1, ECE, BRIER)


def _by_group(predictions: LabelledPredictions, rounds: int, seed: int) -> tuple[GroupScores, ...]:
    scored = []
    for name in sorted(frozenset[str]().union(*predictions.groups)):
        part = predictions.take([row for row, groups in enumerate(predictions.groups) if name in groups])
        scores = bootstrap(part, default_metrics(part), rounds=rounds, seed=seed)
        scored.append(GroupScores(name=name, n=len(part), scores=scores))
    return tuple(scored)


def _floors(
    predictions: LabelledPredictions, train: LabelledTexts, rounds: int, seed: int
) -> tuple[FloorScores, ...]:
    if unknown := frozenset[str]().union(*map(as_set, train.gold)) - set(predictions.labels):
        raise InputError(
            f"the training set has a label that the predictions do not know: {min(unknown)!r}",
            stage="evaluate",
            item=min(unknown),
            remedy=f"map it to one of: {', '.join(predictions.labels)}",
        )
    floors = []
    for name, floor in FLOORS.items():
        answers = floor(train, _texts(predictions))
        answered = replace(predictions, predicted=answers, probabilities=None)
        scores = bootstrap(answered, default_metrics(answered), rounds=rounds, seed=seed)
        floors.append(FloorScores(name=name, scores=scores, groups=_by_group(answered, rounds, seed)))
    return tuple(floors)


def _texts(predictions: LabelledPredictions) -> Sequence[str]:
    if predictions.texts is None:
        raise InputError(
            "floors and leaks need the texts of the test rows",
            stage="evaluate",
            remedy="pass the predictions with texts, or leave the training set out",
        )
    return predictions.texts
