from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "address", ["192.168.10.44", "8.8.8.8", "2001:db8::ff00:42:8329", "fe80::1ff:fe23:4567:890a"]
)
def test_finds_addresses(quotes, address):
    assert quotes("IP_ADDRESS", f"from {address}, twice") == [address]


@pytest.mark.parametrize("text", ["300.1.2.3", "version 2.10.3.1", "at 10:45:30", "std::vector", "1.2.3.4.5"])
def test_leaves_the_rest(quotes, text):
    assert quotes("IP_ADDRESS", text) == []
