"""Numbers of payment cards: the issuers' ranges of ISO/IEC 7812 and Luhn's check digit (its annex B)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.guards.personal.recogniser import Candidate, Name

# 12 to 19 digits, in groups or not; the groups of one card have one separator.
_DIGITS = re.compile(r"(?<![\w.,\-+])(?<!\d )\d(?:[ \-]?\d){11,18}(?![\w\-])(?!\.\d)")
_CARD = re.compile(
    r"\b(?:cards?|credit|debit|visa|master ?card|amex|american express|maestro|diners|discover|jcb|cc)\b",
    re.I,
)
_HINT = re.compile(r"\d{4}|\d[ \-]\d{4}")

# First digits and lengths, as the schemes publish them: Visa, Mastercard, American Express, Diners, Discover,
# JCB, UnionPay, Maestro, Mir, RuPay.
_ISSUER = re.compile(
    r"""4(?:\d{12}|\d{15}|\d{18})
      | (?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}
      | 3[47]\d{13}
      | (?:30[0-5]|3[689]\d)\d{11}(?:\d{2,5})?
      | (?:6011|64[4-9]\d|65\d\d)\d{12}
      | (?:(?:2131|1800)\d{11}|35(?:2[89]|[3-8]\d)\d{12}(?:\d{3})?)
      | 62\d{14,17}
      | (?:5[06-9]|6)\d{10,17}
      | 220[0-4]\d{12}
      | (?:60|81|82)\d{14}""",
    re.VERBOSE,
)

_SHORTEST = 12  # digits; so many have other numbers too
_NEAR = 60  # characters in which a word for a card must stand


def luhn(digits: str) -> bool:
    """Check the last digit.

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    odd, even = digits[-1::-2], digits[-2::-2]
    return (sum(map(int, odd)) + sum(sum(divmod(2 * int(digit), 10)) for digit in even)) % 10 == 0


class CreditCardRecogniser:
    """Finds card numbers; one in ten numbers passes the check by chance, so the issuer's range must fit too.

    >>> text = "Please block 4111 1111 1111 1111 today"
    >>> [text[found.start : found.end] for found in CreditCardRecogniser().find(text, ())]
    ['4111 1111 1111 1111']
    """

    kinds = ("CREDIT_CARD",)

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield valid numbers, and half valid ones where a card is spoken of."""
        if not _HINT.search(text):
            return
        for match in _DIGITS.finditer(text):
            start, end = match.span()
            digits = re.sub(r"\D", "", match[0])
            if len(set(digits)) < 2 or not _evenly_grouped(match[0]):
                continue
            named = bool(_CARD.search(text, max(0, start - _NEAR), end + _NEAR))
            issued, valid = _ISSUER.fullmatch(digits) is not None, luhn(digits)
            if issued and valid and (named or len(digits) > _SHORTEST):
                yield Candidate("CREDIT_CARD", start, end, 0.99, "an issuer's range and the check digit fit")
            elif named and (issued or valid):
                reason = "a card is spoken of, and an issuer's range or the check digit fits"
                yield Candidate("CREDIT_CARD", start, end, 0.9, reason)


def _evenly_grouped(value: str) -> bool:
    return len(set(re.sub(r"\d", "", value))) < 2
