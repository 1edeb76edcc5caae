"""Rewards for outputs: judges that score statements, each under one name."""

from dsolutions.safety.rewards.ethics import EthicsJudge
from dsolutions.safety.rewards.helpfulness import HelpfulnessJudge
from dsolutions.safety.rewards.safety import SafetyJudge

__all__ = ["EthicsJudge", "HelpfulnessJudge", "SafetyJudge"]
