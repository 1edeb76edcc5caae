"""Currencies as prose writes them."""

from __future__ import annotations

import re

_SIGNS = {
    "US$": "USD", "C$": "CAD", "A$": "AUD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD", "R$": "BRL", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "Rs": "INR",
}  # fmt: skip
_CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "HKD", "SGD", "NZD", "INR", "SEK", "NOK", "DKK",
    "PLN", "CZK", "KRW", "BRL", "MXN", "ZAR", "TRY",
)  # fmt: skip
_NAMES = {
    "us dollar": "USD", "u.s. dollar": "USD", "dollar": "USD", "euro": "EUR", "pound sterling": "GBP",
    "pounds sterling": "GBP", "pound": "GBP", "swiss franc": "CHF", "franc": "CHF", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupee": "INR",
}  # fmt: skip
_CODE_OF = {name.lower(): code for name, code in (_SIGNS | _NAMES).items()} | {c.lower(): c for c in _CODES}


def _any_of(names: object) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))  # type: ignore[call-overload]


BEGINNINGS = frozenset(code.lower() for code in (*_CODES, "Rs"))
BEFORE = rf"(?:(?<![A-Za-z])(?:{_any_of([*_SIGNS, *_CODES])}))"
AFTER = rf"(?:(?:{_any_of([*_NAMES, *_CODES])})(?:s|es)?\b|[€£$](?!\d))"


def currency(written: str) -> str:
    """Return the ISO 4217 code of a sign, name or code; a bare dollar sign is read as US dollars.

    >>> currency("€"), currency("euros"), currency("chf")
    ('EUR', 'EUR', 'CHF')
    """
    lowered = re.sub(r"\s+", " ", written.lower())
    for name in (lowered, lowered.removesuffix("s"), lowered.removesuffix("es")):
        if name in _CODE_OF:
            return _CODE_OF[name]
    raise ValueError(written)
