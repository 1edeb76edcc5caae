"""Clauses: what is said in one of them is not said of the subject of the next."""

from __future__ import annotations

import re

# "as" is left alone where it compares or names a role: "as much as 11%", "as too low", "as a director".
_COMPARED = r"(?<!such)(?<!much)(?<!many)(?<!well)(?<!soon)(?<!long)"
_COMPARES = r"(?:an?|its|part|well|much|many|too|of|per|soon|long|expected|planned|usual|low|high)\b"
_OFFICER = (
    r"(?:chair\w*|chief|head|ceo|cfo|coo|cto|md|cmd|ed|president|director|officer|executive|boss|partner)"
)
_ROLE = rf"(?:[\w&.’'-]+\s){{0,5}}{_OFFICER}(?=\s*(?:[,;:.)]|$|of\b|ahead\b|from\b|in\b|for\b|at\b))"
CLAUSE_BREAK = re.compile(
    r";|:\s|\s(?:while|but|after(?!\stax)|when|whereas|although|though|because|amid|despite)\s"
    rf"|{_COMPARED}\sas\s(?!{_COMPARES}|{_ROLE})",
    re.IGNORECASE,
)

#: Stands for each character of an insertion that is skipped; U+001A, "substitute".
SKIPPED = "\x1a"
LONGEST_INSERTION = 160
_INSERTS = r"(?:which|who|whose|where|including|excluding|having|the|an?|its|one of)"
_INSERTION = re.compile(
    rf",\s{_INSERTS}\s[^,;:]{{1,{LONGEST_INSERTION - 16}}},(?=\s)(?!\s(?:and|or|but)\b)", re.IGNORECASE
)

# The conjunctions among them that give a reason, so that whom the reason is about took part in what precedes.
CAUSE = re.compile(r"\s(?:as|after|amid|on)\s", re.IGNORECASE)

# A comma before one of these goes on with what was said: "profit of $40 million, up 23%".
_GOES_ON = re.compile(
    r"(?:up|down|higher|lower|or|an?|of|by|at|to|from|against|versus|vs|compared|worth|about|around|nearly"
    r"|almost|over|more|less|including|representing|equal)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s+")


def skip_insertions(text: str) -> str:
    """Blot out relative clauses, appositions and the like between two commas, so that offsets stay.

    >>> skip_insertions("Turnover, including joint ventures, rose").replace(SKIPPED, "")
    'Turnover rose'
    """
    return _INSERTION.sub(lambda found: SKIPPED * len(found[0]), text)


def goes_on(between: str) -> bool:
    """Tell whether words between an event and a size behind it start no new clause.

    >>> goes_on(" of $40 million, up "), goes_on(", shares fell ")
    (True, False)
    """
    if CLAUSE_BREAK.search(between):
        return False
    commas = _COMMA.finditer(between)
    return all(_GOES_ON.match(between, comma.end()) or comma.end() == len(between) for comma in commas)
