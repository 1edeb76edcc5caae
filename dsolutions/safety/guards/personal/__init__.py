"""Personal data: found, taken out and put back."""

from dsolutions.safety.guards.personal.guard import PersonalDataGuard
from dsolutions.safety.guards.personal.kinds import KINDS, NAME_KINDS, NATIONAL_KINDS, PATTERN_KINDS
from dsolutions.safety.guards.personal.recogniser import Candidate, Name, PatternRecogniser, Recogniser, Rule
from dsolutions.safety.guards.personal.recognisers.national_number import PresidioRecogniser
from dsolutions.safety.guards.personal.redaction import Redacted, Replacement, redact
from dsolutions.safety.guards.personal.vault import Vault

__all__ = [
    "KINDS",
    "NAME_KINDS",
    "NATIONAL_KINDS",
    "PATTERN_KINDS",
    "Candidate",
    "Name",
    "PatternRecogniser",
    "PersonalDataGuard",
    "PresidioRecogniser",
    "Recogniser",
    "Redacted",
    "Replacement",
    "Rule",
    "Vault",
    "redact",
]
