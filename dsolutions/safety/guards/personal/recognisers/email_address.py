"""E-mail addresses: the dot-atom form of RFC 5322, section 3.4.1, with a domain that has a top level."""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

# Lengths are those of RFC 5321, section 4.5.3.1; being bounded they also keep the search linear.
_ADDRESS = re.compile(
    r"""(?<![\w.+\-])
        \w[\w.!\#$%&'*+/=?^`{|}~\-]{0,63}
        @ (?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8} [^\W\d_]{2,24}
        (?![\w\-])""",
    re.VERBOSE,
)

# As people write them to hide them from collectors.
_HIDDEN = re.compile(
    r"""(?<![\w.+\-])\w[\w.+\-]{0,63}\s?[(\[]\s?at\s?[)\]]\s?
        (?:[^\W_](?:[\w\-]{0,61}[^\W_])?(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)){1,8}[^\W\d_]{2,24}(?![\w\-])""",
    re.VERBOSE | re.IGNORECASE,
)

EMAIL_ADDRESS = PatternRecogniser(
    "EMAIL_ADDRESS",
    (
        Rule(
            _ADDRESS,
            score=0.99,
            reason="it has the form of an e-mail address",
            valid=lambda it: ".." not in it,
        ),
        Rule(_HIDDEN, score=0.95, reason="an e-mail address with the sign written as a word"),
    ),
    hint=re.compile(r"@|[(\[]\s?at\s?[)\]]", re.IGNORECASE),
)
