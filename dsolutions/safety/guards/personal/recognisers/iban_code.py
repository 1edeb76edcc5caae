"""Bank accounts: ISO 13616, with the lengths of its register and the check of ISO 7064, MOD 97-10."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.guards.personal.recogniser import Candidate, Name

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ \-]?[A-Za-z0-9]){11,30}(?![A-Za-z0-9])")
_HINT = re.compile(r"\b[A-Za-z]{2}\d\d", re.ASCII)

# Lengths by country, SWIFT's IBAN registry, release 98.
_LENGTHS = {
    15: "NO", 16: "BE", 18: "DK FI FK FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HU LB NI PL SV", 29: "BR EG PS QA UA", 30: "JO KW MU YE",
    31: "MT SC", 32: "LC", 33: "RU",
}  # fmt: skip
LENGTHS = {country: length for length, countries in _LENGTHS.items() for country in countries.split()}


def valid_iban(value: str) -> bool:
    """Check the length for the country and the check digits.

    >>> valid_iban("GB29 NWBK 6016 1331 9268 19"), valid_iban("GB28 NWBK 6016 1331 9268 19")
    (True, False)
    """
    iban = re.sub(r"[ \-]", "", value).upper()
    if LENGTHS.get(iban[:2]) != len(iban):
        return False
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1


class IbanRecogniser:
    """Finds IBANs in groups or not.

    >>> text = "to GB29 NWBK 6016 1331 9268 19 by Friday"
    >>> [text[found.start : found.end] for found in IbanRecogniser().find(text, ())]
    ['GB29 NWBK 6016 1331 9268 19']
    """

    kinds = ("IBAN_CODE",)

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield valid ones, and such as are called IBAN though the check fails: slips of the pen."""
        if not _HINT.search(text):
            return
        for match in _IBAN.finditer(text):
            start = match.start()
            end = _ending(text, start, match.end())
            if end and valid_iban(text[start:end]):
                yield Candidate("IBAN_CODE", start, end, 0.999, "length and check digits fit its country")
            elif end and "IBAN" in text[max(0, start - 30) : start].upper():
                yield Candidate("IBAN_CODE", start, end, 0.9, "it has the form of an IBAN and is called one")


def _ending(text: str, start: int, end: int) -> int | None:
    """Find where a number as long as its country's ends; a word that looks like a group may follow."""
    left = LENGTHS.get(text[start : start + 2].upper())
    if left is None:
        return None
    for position in range(start, end):
        left -= text[position] not in " -"
        if left == 0:
            rest = text[position + 1 : position + 2]
            return None if rest.isalnum() else position + 1
    return None
