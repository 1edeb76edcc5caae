"""Internet addresses: IPv4 in dotted form and IPv6 (RFC 4291), as the standard library reads them."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

_V4 = re.compile(r"(?<![\w.])(?<!ersion )(?<!elease )(?<!irmware )(?:\d{1,3}\.){3}\d{1,3}(?![\w])(?!\.\d)")
_V6 = re.compile(
    r"(?<![\w:.])[0-9A-Fa-f:]{0,5}:[0-9A-Fa-f:.]{1,39}(?<![:.])(?![\w:])|(?<![\w:.])[0-9A-Fa-f:]{2,38}::(?![\w:])"
)


def _v4(value: str) -> bool:
    try:
        IPv4Address(value)
    except AddressValueError:
        return False
    return True


def _v6(value: str) -> bool:
    try:
        IPv6Address(value)
    except AddressValueError:
        return False
    return value.count(":") > 2 or len(value) > 6  # "::1" and "a::b" are more often code than a machine


IP_ADDRESS = PatternRecogniser(
    "IP_ADDRESS",
    (
        Rule(_V4, score=0.95, reason="four numbers up to 255 with dots between them", valid=_v4),
        Rule(_V6, score=0.99, reason="it is a valid IPv6 address", valid=_v6),
    ),
    hint=re.compile(r"\d\.\d|:[0-9A-Fa-f:]"),
)
