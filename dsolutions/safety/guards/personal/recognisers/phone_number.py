"""Telephone numbers of many countries.

Numbers with a country's code are read by libphonenumber. Of the others no one knows the country, so what
counts is how they are written (ITU-T E.123: groups, brackets, a leading zero), what stands before them, and
that they are nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.guards.personal.recogniser import Candidate, Name
from dsolutions.safety.guards.personal.recognisers.credit_card import luhn

# A number in groups: at most 8 of at most 14 digits, with marks between them. Groups are possessive: a run of
# digits could be cut into groups in very many ways otherwise.
_NUMBER = re.compile(
    r"""(?<![\w./$€£¥\#%=@\-+])(?<!\d[,:])(?<![$€£¥\#]\s)
        (?:\+\ ?|\((?=\+?\d{1,5}\)))?(?:\(?\+)?
        \d{1,14}+ (?:(?:\)?[ \u00a0.\-/]{1,2}\(?|\)\ ?|\()\d{1,12}+){0,7}
        (?P<extension>\ ?(?:x|ext\.?|extension)\ ?\d{1,6})?
        (?![\w%°€£$]|[.,:/\-]\d)
        (?!\ ?(?:%|percent|USD|EUR|dollars?|euros?|years?|times|people|points|shares|[mb]illion|bn)\b)""",
    re.VERBOSE,
)
_HINT = re.compile(r"\d[\d\s().\-/+\u00a0]{4,20}\d")

_CALLED = re.compile(
    r"""\b(?:(?:tele|mobile|cell|work|home|office|contact)?\s?
             (?:phones?|fax|tel|mobile|cell|mob|whatsapp|telefon|hotline|helpline|landline)
        |call(?:ed|ing|s)?|dial|ring|text(?:ed|ing)?|sms|reach(?:ed|able)?|contact|desk|direct|office|voicemail
        |pager)\b[^\d\n]{0,32}$""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s{0,2}[-–(\[]?\s?(?:office|fax|mobile|cell|home|work|phone|tel|desk|direct|mob)\b", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:cards?|visa|ssn|social security|iban|account|acct|zip|postcode|post(?:al)? code|order|invoice|"
    r"ticket|isbn|case|reference|ref|id|serial|model|version|page|pages|licen[cs]e|passport|policy|vat|tax|tracking|"
    r"section|code|pin)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)\d\d[\-./ ]\d{1,2}(?:[\-./ ]\d{1,2})?(?:[ ].*)?|\d{1,2}[\-./ ]\d{1,2}[\-./ ](?:19|20)?\d\d"
)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s?[\-/]\s?(?:1[5-9]|20)?\d\d")
_SOCIAL = re.compile(r"\d{3}([\- .])\d{2}\1\d{4}")
_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")

_BEFORE = 60  # characters before a number in which the word for it must stand


class PhoneRecogniser:
    """Finds telephone and fax numbers.

    >>> text = "Call +44 20 7946 0958, in 2021-03-04 it was (212) 555-0142"
    >>> [text[found.start : found.end] for found in PhoneRecogniser().find(text, ())]
    ['+44 20 7946 0958', '(212) 555-0142']
    """

    kinds = ("PHONE_NUMBER",)

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield numbers that are written like one, or of which the text says that they are one."""
        if not _HINT.search(text):
            return
        for match in _NUMBER.finditer(text):
            value = match[0]
            digits = re.sub(
                r"\D", "", value[: match.start("extension") - match.start()] if match["extension"] else value
            )
            if not 6 <= len(digits) <= 15 or _is_something_else(value, digits):
                continue
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            called = bool(_CALLED.search(before) or _AFTER.match(text, match.end()))
            judged = _judge(value, digits, called, bool(_OTHER.search(before)))
            if judged:
                yield Candidate("PHONE_NUMBER", *match.span(), *judged)


def _judge(value: str, digits: str, called: bool, otherwise: bool) -> tuple[float, str] | None:
    """Say how probable it is that a number is one, and why; ``None`` where it is not."""
    if value.lstrip("(").startswith("+"):
        if _possible(digits):
            return 0.97, "a country's code and as many digits as that country has"
        return (0.8, "it begins with a plus sign, and a word for a telephone is near") if called else None
    if called and not otherwise:
        return 0.95, "a word for a telephone stands beside it"
    if otherwise:
        return None
    groups = re.findall(r"\d+", value)
    if digits.startswith("00") and len(digits) >= 10 and _possible(digits.lstrip("0")):
        return 0.9, "an international number with two zeros before it"
    if "(" in value and ")" in value and len(digits) >= 7:
        return 0.92, "digits in brackets with others after them"
    if [len(group) for group in groups[-3:]] == [3, 3, 4] and len(digits) in (10, 11, 13):
        return 0.9, "three, three and four digits, as in North America"
    if value.startswith("0") and len(digits) >= 8 and len(groups) > 1:
        return 0.85, "groups of digits after a leading zero"
    return None


def _is_something_else(value: str, digits: str) -> bool:
    """Tell whether it is a date, years, a social security number, an internet address or a card."""
    forms = (_DATE, _YEARS, _SOCIAL, _ADDRESS)
    card = len(digits) > 12 and not value.startswith(("+", "0", "(")) and luhn(digits)
    return card or any(form.fullmatch(value) for form in forms) or len(set(digits)) == 1


def _possible(digits: str) -> bool:
    """Ask libphonenumber whether a number with its country's code has a length that exists there."""
    import phonenumbers  # its tables of countries are read when a country is met

    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}")))
    except phonenumbers.NumberParseException:
        return False
