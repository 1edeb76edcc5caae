"""Dates, years and times of day that a calendar or a clock shows; "next week" is left alone."""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sep(?:t(?:ember)?)?\.?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY_OF_WEEK = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_CLOCK = (
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:\s?[ap]\.?m\b\.?|\s?Z|\s?[+\-]\d\d:?\d\d)?"
)
_START, _END = r"(?<![\w.,/\-$€£:])", r"(?![\w/%]|[.,:\-]\d)"

_ISO = re.compile(rf"{_START}{_YEAR}[\-/.](?:0?[1-9]|1[0-2])[\-/.]{_DAY}(?:[T ]\ ?{_CLOCK})?{_END}")
_NUMERIC = re.compile(
    rf"""{_START}(?:{_DAY}([\-/.])(?:0?[1-9]|1[0-2])\1|(?:0?[1-9]|1[0-2])([\-/.]){_DAY}\2)(?:{_YEAR}|\d\d)
         (?:,?\ {_CLOCK})?{_END}""",
    re.VERBOSE,
)
_WRITTEN = re.compile(
    rf"""{_START}(?:{_DAY_OF_WEEK},?\ )?
         (?:{_DAY}(?:st|nd|rd|th)?(?:\ of)?\ {_MONTH}|{_MONTH}\ {_DAY}(?:st|nd|rd|th)?)\b
         (?:,?\ {_YEAR})?(?:,?\ (?:at\ )?{_CLOCK})?{_END}""",
    re.VERBOSE,
)
_MONTH_OF_YEAR = re.compile(rf"{_START}{_MONTH},?\ (?:of\ )?{_YEAR}{_END}")
_TIME = re.compile(
    r"(?<![\w.,:/\-$€£])(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?|(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?)(?![\w:])",
    re.I,
)
_WEEKDAY = re.compile(rf"(?<!\w)(?<!last )(?<!next )(?<!every )(?<!each ){_DAY_OF_WEEK}(?!\w)")
_ONLY_YEAR = re.compile(
    rf"""\b(?:in|of|since|from|until|till|by|before|after|during|around|circa|early|late|mid|year|a|an|the|between|and|to|born|\(|©)\s?
         (?<=[\s(])(?P<value>{_YEAR})(?![\w%/]|[.,\-]\d|\s?(?:%|percent|people|shares|points|USD|EUR|dollars|units|jobs|employees|km|m|kg|miles|[A-Z][a-z]+\s(?:St|Street|Road|Rd|Ave|Avenue|Lane|Drive|Dr)\b))""",
    re.VERBOSE | re.I,
)

DATE_TIME = PatternRecogniser(
    "DATE_TIME",
    (
        Rule(_ISO, score=0.98, reason="a date of ISO 8601"),
        Rule(_NUMERIC, score=0.95, reason="day, month and year in numbers"),
        Rule(_WRITTEN, score=0.95, reason="a day and a month"),
        Rule(_MONTH_OF_YEAR, score=0.95, reason="a month and a year"),
        Rule(_TIME, score=0.9, reason="a time of day"),
        Rule(_WEEKDAY, score=0.8, reason="a day of the week"),
        Rule(_ONLY_YEAR, score=0.85, reason="a year after a word of time"),
    ),
    hint=re.compile(r"\d|day\b"),
)
