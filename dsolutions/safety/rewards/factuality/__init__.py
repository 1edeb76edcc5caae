"""Factuality: is each sentence of an output supported by its sources?"""

from dsolutions.safety.rewards.factuality.judge import FactualityJudge

__all__ = ["FactualityJudge"]
