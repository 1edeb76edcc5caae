"""Forms of address, and posts where the text gives somebody one."""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule
from dsolutions.safety.guards.personal.word_lists import CAPITAL, any_of, words

# Forms of address of English, and those of its neighbours that are never another word in English.
_SHORT = r"[Mm]rs?|[Mm]s|[Mm]x|[Dd]r|[Pp]rof|Rev|Hon|Fr|Mme|Mlle|Sra|MR|MRS|MS|DR"
_LONG = (
    r"[Mm]iss|Herr|Frau|Monsieur|Madame|Madam|Signora?|Señora?|Sir|Dame|Professor|Doctor|Reverend|Senator|Captain|"
    r"Colonel|Lieutenant|Sergeant|Rabbi|Imam|Pastor|Sheikh"
)
_HONORIFIC = re.compile(
    rf"(?<![\w.])(?P<value>(?:(?:{_SHORT})\b\.?|(?:{_LONG})\b))(?=\s{{1,2}}{CAPITAL}[\w.'’\-])"
)
_IN_SMALL_LETTERS = re.compile(r"(?<![\w.])(?:mrs?|ms|dr|prof)\.(?=\s[a-zß-ÿ]{2})")

# A post ends with a word for it; what stands before narrows it down, "of" and "for" say where.
_LAST = any_of(words("posts"))
_LAST_CAPITALISED = any_of(word[0].upper() + word[1:] for word in (*words("posts"), "head"))
_POST = (
    rf"(?P<value>(?:[\w/&'’\-]+\s){{0,4}}?(?i:{_LAST})s?(?:\s(?:\w+\s)?(?i:{_LAST}))?"
    r"(?:\s(?:of|for)\s[\w&]+(?:\s(?:and|&)\s[\w&]+)?)?)"
)
_ANY_POST = r"(?P<value>[A-Z][\w\-/]+(?:\s[\w\-/]+){0,4}?)"
_WHERE = r"\s(?:at|of|for|in|with)\s"


def _rule(pattern: str, score: float, reason: str) -> Rule:
    return Rule(re.compile(pattern, re.VERBOSE | re.MULTILINE), score, reason)


TITLE = PatternRecogniser(
    "TITLE",
    (
        Rule(_HONORIFIC, score=0.97, reason="a form of address before a name"),
        Rule(_IN_SMALL_LETTERS, score=0.95, reason="a form of address before a name"),
        _rule(
            rf"""\b(?i:work(?:s|ed|ing)?|job|hired|employed|position|career|role)\b[^.!?\n]{{0,60}}?
                 \bas\s(?:an?\s|the\s)?{_POST}\b""",
            0.9,
            "a post after words for work",
        ),
        _rule(
            rf"""\b(?i:work(?:s|ed|ing)?)\s(?i:for|at)\s[^.,\n]{{2,40}}?\sas\s(?:an?\s|the\s)?
                 {_ANY_POST}(?=[,.!?\n]|\s(?:but|and|until|since|for|in)\b)""",
            0.9,
            "what somebody works as",
        ),
        _rule(
            rf"(?<=[\w’'.\-],\s)(?:the\s|an?\s|our\s|its\s)?{_POST}(?=,|{_WHERE})",
            0.85,
            "a post after a name, between commas",
        ),
        _rule(
            rf"(?<=,\sthe\s){_ANY_POST},\s(?:said|says|told|added)",
            0.85,
            "a post after a name, between commas",
        ),
        _rule(
            rf"""\b(?i:i['’]?\s?a?m|he\sis|she\sis|he['’]s|she['’]s|became|appointed|promoted\sto|named)\s
                 (?:an?\s|the\s|our\s|their\s)?{_POST}(?=[.,!?\n]|{_WHERE}|$)""",
            0.8,
            "somebody is or becomes one",
        ),
        _rule(
            rf"(?i:\b(?:job\stitle|position|occupation|profession|title|role)\s?[:=]\s?){_POST}\b",
            0.9,
            "a post after a word for it",
        ),
        _rule(
            rf"""^[ >]{{0,8}}(?P<value>(?:[A-Z][\w&'’/\-]+,?[ ]){{0,4}}(?:{_LAST_CAPITALISED})
                 (?:\sof\s[A-Z]\w+(?:\s(?:and|&)\s[A-Z]\w+)?)?)[ ]?$""",
            0.8,
            "a post on a line of its own",
        ),
    ),
    hint=re.compile(
        rf"""(?i:\b(?:{_SHORT}|{_LONG})\b|\bas\s|,\sthe\s|\b(?:i['’]?m|i\sam|s?he\sis|became|appointed|promoted)\s
             |\b(?:position|occupation|profession|title|role)\s?[:=])
           |(?m:^[ >]{{0,8}}[A-Z][^\n.]{{2,60}}$)|,\s(?i:{_LAST})\b|,\s[\w ]{{2,40}}(?:at|of|for)\s""",
        re.VERBOSE,
    ),
)
