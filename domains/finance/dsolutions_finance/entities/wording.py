"""Words that financial news puts around names, and that are no part of one; ``wording.toml`` lists them."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_LISTS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        (files(__package__) / "wording.toml").read_text(encoding="utf-8")
    ).items()
}
COMPANY_NOUNS = _LISTS["company_nouns"]
COMPANY_VERBS = _LISTS["company_verbs"]
MARKET_VERBS = _LISTS["market_verbs"]
EVENT_VERBS = _LISTS["event_verbs"]
CUES = COMPANY_NOUNS | COMPANY_VERBS | MARKET_VERBS | EVENT_VERBS | _LISTS["shared_verbs"]
NOT_IN_NAMES = (CUES - _LISTS["inside_names"]) | _LISTS["never"]
JARGON = _LISTS["jargon"]
OFFICERS = _LISTS["officers"]
PLACES = _LISTS["places"]
SITES = _LISTS["sites"]
LEGAL_FORMS = _LISTS["legal_forms"]
FIRM_WORDS = LEGAL_FORMS | _LISTS["firm_words"]

_WORD = re.compile(r"[\w&]+")
_POSSESSIVE = re.compile(r"['’]s?\b")


def name_words(name: str) -> tuple[str, ...]:
    """Return the words that tell a name from another: lower case, no legal form at the end, no possessive.

    >>> name_words("Acme Motors Ltd.")
    ('acme', 'motors')
    """
    words = _WORD.findall(_POSSESSIVE.sub("", name).lower())
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    return tuple(words)
