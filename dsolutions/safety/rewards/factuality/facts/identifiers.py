"""Addresses, telephone numbers, and the numbers of cases, cards and orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.rewards.factuality.facts.fact import Fact

ADDRESS = (  # repetitions that could meet anywhere are bounded
    r"(?P<address>https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,7}\b(?:/\S*)?)"
)
PHONE = r"(?P<phone>(?!(?:19|20)\d\d\s\d{1,3}\b)\+?\(?(?<!\d)\d[\d()/\s-]{5,20}\d\b)"
_ORDINAL = "(?:st|nd|rd|th)"
ID = rf"(?P<id>#\w[\w-]*|(?<![\w-])(?=[\w-]{{0,40}}\d)(?=[\w-]{{0,40}}[a-z])(?!\d+{_ORDINAL}\b)\w[\w-]*)"


def read_identifier(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield the fact of a match of ``ADDRESS``, ``PHONE`` or ``ID``."""
    start, end = hit.span()
    if hit["address"]:
        address = hit["address"].rstrip(".,;:!?)\"'")
        key = f"address {address.lower().removeprefix('https://').rstrip('/')}"
        yield Fact(start, start + len(address), "address", key)
    elif hit["id"]:
        own = hit["id"].lstrip("#").lower()
        yield Fact(start, end, "id", f"{'number' if own.isdigit() else 'id'} {own}")
    else:
        yield Fact(start, end, "id", f"number {re.sub(r'[^0-9]', '', hit['phone'])}")
