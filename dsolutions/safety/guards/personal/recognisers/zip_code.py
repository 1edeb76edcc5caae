"""Postal codes that stand alone: after a word for one, after a state of the USA, or of a telling form.

Those inside an address belong to it, see ``street_address``. Forms: USPS Publication 28 for the USA, Royal
Mail's "Programmers' guide to the PAF" for the United Kingdom, Canada Post's "Addressing guidelines".
"""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

STATES = [
    "AL",
    "AK",
    "AZ",
    "AR",
    "CA",
    "CO",
    "CT",
    "DE",
    "DC",
    "FL",
    "GA",
    "HI",
    "ID",
    "IL",
    "IN",
    "IA",
    "KS",
    "KY",
    "LA",
    "ME",
    "MD",
    "MA",
    "MI",
    "MN",
    "MS",
    "MO",
    "MT",
    "NE",
    "NV",
    "NH",
    "NJ",
    "NM",
    "NY",
    "NC",
    "ND",
    "OH",
    "OK",
    "OR",
    "PA",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VT",
    "VA",
    "WA",
    "WV",
    "WI",
    "WY",
    "PR",
]

_CALLED = re.compile(
    r"""\b(?:zip(?:[\s\-]?codes?)?|post(?:al)?[\s\-]?codes?|PLZ|CAP|code\ postal)\b
        [^\w\n]{0,4} (?:\b(?:is|was|are|of|to|number)\b[^\w\n]{0,3}){0,2}
        (?P<value>\d{3,6}(?:[\- ]\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\ ?\d[A-Z]{2}|[A-Z]\d[A-Z][\ \-]?\d[A-Z]\d
           |[A-Z]{1,3}-\d{4,5})
        (?!\w)""",
    re.VERBOSE | re.I,
)
_STATE = re.compile(
    rf"(?:(?<=[a-z], )|(?<=[a-z] )|(?<=[a-z]\n))(?:{'|'.join(STATES)}),? {{1,2}}"
    r"(?P<value>\d{5}(?:-\d{4})?)(?![\w\-])"
)
# The last line of an address abroad, as forms of the USA print it: town, two letters, code.
_LAST_LINE = re.compile(r"(?m)(?<=[a-z] )[A-Z]{2} (?P<value>\d{4,5})(?= ?$)")
_UNITED_KINGDOM = re.compile(
    r"(?<!\w)(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y]) "
    r"\d[ABD-HJLNP-UW-Z]{2})(?!\w)"
)
_CANADA = re.compile(r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d(?!\w)")

ZIP_CODE = PatternRecogniser(
    "ZIP_CODE",
    (
        Rule(_CALLED, score=0.95, reason="it is called a postal code"),
        Rule(_STATE, score=0.9, reason="five digits after a state of the USA"),
        Rule(_LAST_LINE, score=0.85, reason="a code after a town and two letters, at the end of a line"),
        Rule(_UNITED_KINGDOM, score=0.95, reason="it has the form of a British postcode"),
        Rule(_CANADA, score=0.95, reason="it has the form of a Canadian postal code"),
    ),
    hint=re.compile(r"\d"),
)
