"""Scores with intervals, beside floors and anchors, from predictions that may be years old."""

from dsolutions.evaluation.calibration import CalibrationBin, fit_temperature, reliability
from dsolutions.evaluation.comparison import ChangedRow, Comparison, compare
from dsolutions.evaluation.intervals import Difference, Score
from dsolutions.evaluation.leaks import Leak, LeakCheck, find_leaks
from dsolutions.evaluation.metrics import ClassScores
from dsolutions.evaluation.predictions import LabelledPredictions, LabelledTexts
from dsolutions.evaluation.report import Anchor, EvaluationReport, FloorScores, GroupScores
from dsolutions.evaluation.scoring import evaluate

__all__ = [
    "Anchor",
    "CalibrationBin",
    "ChangedRow",
    "ClassScores",
    "Comparison",
    "Difference",
    "EvaluationReport",
    "FloorScores",
    "GroupScores",
    "LabelledPredictions",
    "LabelledTexts",
    "Leak",
    "LeakCheck",
    "Score",
    "compare",
    "evaluate",
    "find_leaks",
    "fit_temperature",
    "reliability",
]
