"""Driving licences of the USA: the forms of the states, where the text says that it is one.

The forms are those of the AAMVA's guide for verification; they have no check digit and the shortest are seven
digits, so one is only believed after the words for it.
"""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

_FORMS = r"""
    [A-Z]\d{12,14}        # FL MD MI MN IL WI NJ
  | [A-Z]\d{3,8}          # CA AZ HI KY LA MA MO OH VA WV
  | [A-Z]\d{2}-?\d{2}-?\d{4} # KS
  | [A-Z]\d{3}-\d{3}-\d{2,3}-\d{3}-?\d?  # MD FL MI, in groups
  | [A-Z]{2}\d{3,7}[A-Z]? # ID OH
  | [A-Z]{3}\d{6}         # ND
  | [A-Z]{1,7}[A-Z*]{0,6}\d{3}[A-Z0-9]{2} # WA
  | \d{3}[A-Z]{2}\d{4} | \d{2}[A-Z]{3}\d{5} | \d{9}[A-Z] | \d{8}[A-Z]{2} | \d{7}[A-Z] # IA NH MO ME VT
  | \d{2}-\d{3}-\d{3,4} | \d{3}[- ]\d{3}[- ]\d{3} # CO, NY in groups
  | \d{6,12}              # most others
"""

_NAMED = re.compile(
    rf"""\b(?i:driv(?:er|ers|er['’]s|ing)\s(?:licen[sc]es?|permit|lic)|licen[sc]e|DLN?|D\.L\.)\b
         (?i:\s?(?:number|num|no|nr|id)\b\.?)?
         [^\w\n]{{0,6}} (?i:(?:is|was|reads)\b)? [^\w\n]{{0,4}}
         (?P<value>{_FORMS})(?![\w\-])""",
    re.VERBOSE,
)

US_DRIVER_LICENSE = PatternRecogniser(
    "US_DRIVER_LICENSE",
    (Rule(_NAMED, score=0.9, reason="it has the form of a state's licence and is called one"),),
    hint=re.compile(r"licen|driving|driver|\bDL|D\.L", re.I),
)
