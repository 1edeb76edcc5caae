"""OpenAI's moderation set: any of its flags, by five folds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline

from benchmarks.safety.answers import fitted
from benchmarks.safety.curves import Detections, Statistic, area, average_precision, report
from benchmarks.safety.reward_data import read_moderation
from benchmarks.safety.reward_rows import harm_rows
from dsolutions.evaluation import Anchor, EvaluationReport
from dsolutions.safety.rewards.fitting import Embed

FOLDS = 5
STATISTICS: dict[str, Statistic] = {"auprc": average_precision, "auroc": area}
ANCHORS = (
    Anchor(name="OpenAI API", scores={"auprc": 0.856}, source="Inan et al. 2023 (Llama Guard), zero-shot"),
    Anchor(name="Llama Guard", scores={"auprc": 0.847}, source="the same, zero-shot"),
    Anchor(name="Perspective API", scores={"auprc": 0.787}, source="the same, zero-shot"),
)


def score_moderation(data: Path, embed: Embed) -> EvaluationReport:
    """Score each fold by a model of the four others, with the invented statements beside."""
    rows = read_moderation(data)
    texts = [text for text, _ in rows]
    gold = np.array([bool(flags) for _, flags in rows])
    risks, floor = np.zeros(len(rows)), np.zeros(len(rows))
    for inside, outside in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, gold):
        asked = [texts[i] for i in outside]
        risks[outside] = fitted(harm_rows([rows[i] for i in inside]), embed)(asked)
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        machine = make_pipeline(words, LogisticRegression(C=10, class_weight="balanced", max_iter=1000))
        floor[outside] = machine.fit([texts[i] for i in inside], gold[inside]).predict_proba(asked)[:, 1]
    found = Detections(gold, risks, range(len(rows)))
    return report(
        "safety judge, content",
        "openai moderation, 5 folds",
        found,
        STATISTICS,
        floors={"TF-IDF + linear": Detections(gold, floor, range(len(rows)))},
        anchors=ANCHORS,
    )
