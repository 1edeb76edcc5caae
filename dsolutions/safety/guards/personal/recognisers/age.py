"""How old somebody is: numbers with a word that makes them an age."""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

_NUMBER = r"(?<![\w.,$€£\-])(?P<value>1[0-2]\d|\d{1,2})"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_WORDS = rf"(?<!\w)(?P<value>(?:{_TENS})(?:[\s\-](?:{_ONES}))?|{_ONES}|{_TEENS})"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_OLD = r"[\s\-]?(?:years?|yrs?|months?|weeks?)[\s\-]old\b|\s?(?:years\sof\sage\b|y/o|yo|y\.o\.)(?!\w)"

AGE = PatternRecogniser(
    "AGE",
    (
        Rule(re.compile(rf"{_NUMBER}(?:{_OLD})", re.IGNORECASE), score=0.95, reason="a number of years old"),
        Rule(re.compile(rf"{_WORDS}(?:{_OLD})", re.IGNORECASE), score=0.95, reason="a number of years old"),
        Rule(
            re.compile(
                r"""\b(?:aged?|ages|age\s(?:of|is|was)|at\sthe\sage\sof)
                     (?:\s?[:=]\s{0,2}|\s(?:(?:about|around|over|under|only)\s)?)
                     (?P<value>1[0-2]\d|\d{1,2})(?![\w%]|[.,]\d)""",
                re.IGNORECASE | re.VERBOSE,
            ),
            score=0.95,
            reason="a number after a word for age",
        ),
        Rule(
            re.compile(
                rf"""\b(?:turn(?:s|ed|ing)?|i['’]?\s?a?m|s?he['’]?\s?i?s|who\sis|(?:he|she|I)\swas|is\s(?:only|now|already))\s
                     (?:(?:just|only|now|already|about|almost|nearly|over)\s){{0,2}}
                     (?P<value>1[01]\d|[1-9]\d)
                     (?=\s{{0,2}}(?:[.!?;,](?!\d)|$|(?:and|but|now|today|next|last|this|when)\b|in\s(?:{_MONTH})|
                        years?\b(?!\s(?:into|in|away|at|of))))""",
                re.IGNORECASE | re.VERBOSE | re.MULTILINE,
            ),
            score=0.85,
            reason="somebody is, or turns, a number",
        ),
        Rule(
            re.compile(r"\b[A-Z][\w'’\-]+,\s(?P<value>[1-9]\d),\s(?!\d)"),
            score=0.75,
            reason="a number after a name, between commas",
        ),
    ),
    hint=re.compile(r"\d|\bold\b"),
)
