"""Amounts of money as contracts write them, to the cent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from dsolutions_finance.contracts.fields.numbers import NUMBER_WORDS
from dsolutions_finance.contracts.results import Amount
from dsolutions_finance.contracts.text import ContractText

_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "U.S. $": "USD", "US $": "USD", "USD$": "USD", "C$": "CAD", "CDN$": "CAD",
    "CAD$": "CAD", "A$": "AUD", "AU$": "AUD", "HK$": "HKD", "S$": "SGD", "NZ$": "NZD", "NT$": "TWD",
    "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "RMB": "CNY", "Rs.": "INR", "Rs": "INR",
    "₹": "INR", "NIS": "ILS",
}  # fmt: skip
_CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "HKD", "SGD", "NZD", "INR", "ILS", "SEK",
    "NOK", "DKK", "TWD", "KRW", "BRL", "MXN", "ZAR", "AED", "SAR", "QAR", "MYR", "THB", "IDR", "PHP", "VND",
    "PLN", "CZK", "HUF", "RON", "TRY", "ARS", "CLP", "COP", "PEN", "NGN", "EGP",
)  # fmt: skip
_NAMES = {
    "u.s. dollar": "USD", "us dollar": "USD", "united states dollar": "USD", "canadian dollar": "CAD",
    "australian dollar": "AUD", "hong kong dollar": "HKD", "singapore dollar": "SGD", "dollar": "USD",
    "euro": "EUR", "pounds sterling": "GBP", "pound sterling": "GBP", "pound": "GBP", "swiss franc": "CHF",
    "japanese yen": "JPY", "yen": "JPY", "renminbi": "CNY", "yuan": "CNY", "rupee": "INR",
}  # fmt: skip
_CODE_OF = {name.lower(): code for name, code in (_SIGNS | _NAMES).items()}
_SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "mm": 10**6,
    "m": 10**6,
    "k": 10**3,
    "billion": 10**9,
    "bn": 10**9,
    "crore": 10**7,
}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# "1,000,000.50", "10,00,000" as India groups it, "1'000'000", "1.000.000,50" and "12,50".
_DECIMAL_COMMA = r"\d{1,3}(?:\.\d{3})+,\d\d|\d{1,3}(?:\.\d{3}){2,}|\d+,\d\d(?![\d,])"
_NUMBER = (
    rf"{_DECIMAL_COMMA}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,2}}(?:,\d\d)+,\d{{3}}(?:\.\d+)?|"
    r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
)
# "EUR 25.000" is a sum, "EUR 1.125 per litre" a price.
_DOTTED = frozenset({"EUR", "CHF", "DKK", "NOK", "SEK", "PLN", "BRL", "TRY", "IDR", "ARS", "CLP", "COP"})
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_RATE = re.compile(r"\s*(?:per\b|/|an?\b|each\b)", re.IGNORECASE)
_SCALE = rf"(?:[\s-]?(?P<scale{{0}}>{_any_of(_SCALES)})s?\b)?"
_CODE = rf"(?-i:{_any_of(_CODES)})"
_SIGN, _NAME = rf"{_any_of(_SIGNS)}|{_CODE}", rf"{_any_of(_NAMES)}|{_CODE}"
_BEFORE = rf"(?P<sign>(?<![A-Za-z])(?:{_SIGN}))\s?(?P<first>{_NUMBER})(?!\d){_SCALE.format('')}"
_AFTER = rf"(?<![\d.,$])(?P<second>{_NUMBER})(?!\d){_SCALE.format('d')}\s(?P<name>{_NAME})s?\b"
# "One Million Dollars ($1,000,000)" is one amount; the words are its beginning.
_WORDS = rf"(?P<spelt>(?:{NUMBER_WORDS})\s+(?:(?:and\s+\S{{1,6}}\s+)?(?:{_any_of(_NAMES)})s?\s+)?\(\s*)?"
_WRITTEN = re.compile(rf"{_WORDS}(?:{_BEFORE}|{_AFTER})(?(spelt)\s*\)?)", re.IGNORECASE)


def amounts(text: ContractText, start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """Yield the amounts of money in the characters ``[start, end)`` of the working text.

    A bare dollar sign is read as US dollars.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "a fee of one million dollars ($1,000,000), USD 2.5 million and 300 euros"
    >>> [(a.value, a.currency) for a in amounts(ContractText.of(ContractDocument(id="1", text=said)))]
    [('1000000', 'USD'), ('2500000', 'USD'), ('300', 'EUR')]
    """
    whole = text.text
    for match in _WRITTEN.finditer(whole, start, len(whole) if end is None else end):
        sign, scale = match["sign"] or match["name"], match["scale"] or match["scaled"]
        digits, currency = match["first"] or match["second"], _currency(sign)
        if currency in _DOTTED and _THOUSANDS.fullmatch(digits) and not _RATE.match(whole, match.end()):
            digits = digits.replace(".", "")
        value = _number(digits) * (_SCALES[scale.lower()] if scale else 1)
        yield Amount(value=f"{value.normalize():f}", currency=currency, evidence=text.span(*match.span()))


def _number(digits: str) -> Decimal:
    if re.fullmatch(_DECIMAL_COMMA, digits):
        digits = digits.replace(".", "").replace(",", ".")
    return Decimal(re.sub("[,'’]", "", digits))


def _currency(sign: str) -> str:
    return _CODE_OF.get(sign.lower(), sign.upper())
