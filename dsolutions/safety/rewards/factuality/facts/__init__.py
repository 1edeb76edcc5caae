"""What texts state in so many words, in a form that can be compared."""

from dsolutions.safety.rewards.factuality.facts.fact import Fact
from dsolutions.safety.rewards.factuality.facts.reader import facts

__all__ = ["Fact", "facts"]
