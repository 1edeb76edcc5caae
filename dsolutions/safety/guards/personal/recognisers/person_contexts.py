"""Places in a text where a person's name stands."""

from __future__ import annotations

import re
from typing import NamedTuple

from dsolutions.safety.guards.personal.word_lists import CAPITAL, CAPITALISED, FULL_NAME, INITIAL

HONORIFIC = (
    r"(?:(?:[Mm]rs?|[Mm]s|[Mm]x|[Dd]r|[Pp]rof|Rev|Fr|Mme|Mlle|MR|MRS|MS|DR)\b\.?|"
    r"(?:[Mm]iss|Sir|Dame|Lady|Lord|Herr|Frau|Monsieur|Madame|Señora?|Signora?|Professor|Doctor|Senator|"
    r"Captain|Reverend)\b)"
)
_SAYS = (
    "says?|said|asks?|asked|adds|added|told|writes|wrote|replied|explain(?:s|ed)|recall(?:s|ed)|believes|"
    "claim(?:s|ed)"
)
_NAME = rf"(?P<value>{FULL_NAME})"
_ALONE = rf"(?P<value>{CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}})"
_FORMAL = rf"(?P<value>{CAPITALISED}[ ](?:(?:{INITIAL}|[A-Z])[ ])?{CAPITALISED})"
_ONE_OR_TWO = rf"{CAPITALISED}(?:[ ]{CAPITALISED})?"
_MIXED = rf"(?:{CAPITAL}[^\W\d_A-Z][\w'’\-]{{0,30}})"
_RELATIVE = (
    "husband|wife|partner|son|daughter|child|brother|sister|mother|father|boss|guardian|aunt|uncle|friend"
)
_OWNED = f"account|name|phone|email|birthday|passport|novel|songs?|{_RELATIVE}"

# What people do, and companies and towns rarely.
_DOES = (
    "lives|lived|flew|had given|was born|grew up|began writing|married|died|loves|wants|moved|"
    "will be (?:talking|speaking)|(?:is|was) (?:very|so|always|my)|is from|(?:just )?has to|has been to"
).replace(" ", r"\s")
# Last names of many peoples say what they are by their endings: Slavic, Scandinavian, Icelandic, Finnish,
# Romanian, Greek, Armenian, Georgian, Spanish.
_ENDING = (
    "ová|ova|eva|ina|ić|ič|enko|chuk|wicz|ski|ska|cki|cka|sky|skaya|escu|poulos|poulou|idis|akis|shvili|"
    "sson|ssen|dóttir|dottir|sdotter|nen|sen|strøm|ström|gård|gaard|berg|quist|kvist|ández|ínez|érez|opez|ez|ov|ev"
)


class Context(NamedTuple):
    """A pattern whose group ``value`` is a name, how often it is one, and why."""

    pattern: re.Pattern[str]
    score: float
    reason: str


def _context(pattern: str, score: float, reason: str) -> Context:
    return Context(re.compile(pattern, re.VERBOSE | re.MULTILINE), score, reason)


CONTEXTS = (
    _context(rf"(?<![\w.]){HONORIFIC}\s{_NAME}", 0.95, "a form of address stands before it"),
    _context(
        rf"(?i:\b(?:name|surname)\b(?:\s(?:is|was|to)\b|\s?:)\s{{1,2}}(?:is\s)?){_NAME}",
        0.93,
        "it is called a name",
    ),
    _context(
        rf"(?i:\bname\b[^.?!\n]{{0,40}}\?\s{{1,2}}(?:\w{{1,10}}\s?:\s)?(?:it['’]s\s|i['’]?\s?a?m\s)?){_NAME}",
        0.93,
        "it answers the question for a name",
    ),
    _context(
        rf"""(?i:\b(?:called|named(?:\s(?:him|her|them|it))?|call\sme|nicknamed|change\sit\sto|this\sis|
             i['’]m|i\sam))\s{_NAME}(?!\s(?:Inc|Ltd|Group|Corp))""",
        0.85,
        "somebody is called so",
    ),
    _context(
        rf"""(?:^|[.!?:]\s{{0,2}})(?i:hi|hello|dear|hey|thanks|cheers|regards|sincerely)[ ,\n]{{1,2}}
             {_NAME}(?=\s?(?:[,!.\n:–-]|$))""",
        0.9,
        "it stands in a greeting",
    ),
    _context(rf"(?:^|[\s\"“]){_ALONE}:\s?[\"“]", 0.85, "somebody speaks"),
    _context(rf"[,\"”]\s(?:{_SAYS})\s{_NAME}", 0.85, "somebody says something"),
    _context(rf"(?<![\w.]){_NAME},?\s(?:{_SAYS})\b", 0.6, "somebody says something"),
    _context(
        rf"""\b(?:directed|written|sung|produced|composed|arranged|played|painted|starring|featuring|features|
             tribute\sto|hosted|and\sstarring)(?:\sby)?\s{_NAME}""",
        0.78,
        "somebody made it or plays in it",
    ),
    _context(
        rf"\b(?:a|an|the|[Uu]nlike\sthe)\s{_NAME}(?=\s(?:concert|novel|film|song)\b)", 0.75, "an artist"
    ),
    _context(rf"^[>\ ]*{_FORMAL}[\ ]*$", 0.6, "two words on a line of their own"),
    _context(
        rf"(?<![\w.])(?P<value>{_MIXED}[ ](?:{INITIAL}|{CAPITAL})[ ]{_MIXED})(?!\w)",
        0.85,
        "an initial in the middle",
    ),
    _context(
        rf"""(?<![\w.])(?P<value>{_MIXED}[ ](?:{INITIAL}[ ])?{CAPITAL}[^\W\d_]{{2,20}}(?:{_ENDING}))(?!\w)""",
        0.82,
        "the ending of a last name",
    ),
    _context(rf"(?<![\w.]){_NAME}['’]s\s(?:{_OWNED})\b", 0.83, "somebody has what people have"),
    _context(
        rf"""\b(?i:with|contact|ask|player|singer|actor|actress|author|add|for|from|{_RELATIVE})\s
             {_FORMAL}(?=\s(?:as|is|was|in|at|on|to|and|about|over)\b)""",
        0.65,
        "a first and a last name among small words",
    ),
    _context(rf"(?<![\w.]){_ALONE}\s(?:{_DOES})\b", 0.75, "somebody does what people do"),
    _context(
        rf"""(?<![\w.])(?P<value>{CAPITALISED}[ ](?:{INITIAL}[ ])?{CAPITALISED})
             (?=\s(?:of|from|at)\s[A-Z0-9][^.!?\n]{{1,50}}?\sis\sthe\b)""",
        0.8,
        "somebody of an organisation",
    ),
    _context(
        rf"\b(?i:name|{_RELATIVE})(?:['’]s)?\s(?:name\s)?(?:is\s)?{_NAME}(?=[.!?,\n]|$)",
        0.88,
        "somebody's relative",
    ),
)

# Names in a row: people if there are many, or if a word for people stands before them; else it may be a firm.
ENUMERATION = re.compile(
    rf"""(?P<before>\b(?:founders|children|kids|members|friends|authors|partners|sisters|brothers|sons|daughters|
         people|guests|\d{{1,2}})\s?:\s|\b(?:names|named|called|are)\s)?
         (?<![\w,]\s)(?P<names>{_ONE_OR_TWO}(?:,\s{_ONE_OR_TWO}){{0,15}},?\s(?:and|&)\s{_ONE_OR_TWO})""",
    re.VERBOSE,
)
MANY = 4
