"""Public attack and benign sets, replayed through a pipeline's gate: what passes, what is stopped."""

from dsolutions.safety.redteam.replay import Replay
from dsolutions.safety.redteam.report import Miss, Rate, RedTeamReport, SourceRate
from dsolutions.safety.redteam.sets import SETS, Probe, ProbeSet

__all__ = ["SETS", "Miss", "Probe", "ProbeSet", "Rate", "RedTeamReport", "Replay", "SourceRate"]
