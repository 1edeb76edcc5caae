"""What the user wants: intents learned from a few examples each, and when a turn is about none of them."""

from dsolutions_support.intent.card import IntentCard
from dsolutions_support.intent.examples import OUT_OF_SCOPE, IntentExamples
from dsolutions_support.intent.model import IntentModel
from dsolutions_support.intent.scope import OperatingPoint, ScopeCheck

__all__ = ["OUT_OF_SCOPE", "IntentCard", "IntentExamples", "IntentModel", "OperatingPoint", "ScopeCheck"]
