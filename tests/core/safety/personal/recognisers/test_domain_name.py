from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.norvik.example/path?x=1",
        "www.norvik.example",
        "norvik.com",
        "shop.norvik.co.uk",
        "http://10.0.0.1:8080/a",
    ],
)
def test_finds_web_addresses(quotes, address):
    assert quotes("DOMAIN_NAME", f"See {address}, please.") == [address]


@pytest.mark.parametrize(
    "text", ["report.pdf", "main.py", "e.g. this", "the U.S. and a.m.", "end.Then we", "3.com"]
)
def test_leaves_files_and_abbreviations(quotes, text):
    assert quotes("DOMAIN_NAME", text) == []


def test_an_e_mail_address_is_no_domain(quotes):
    assert quotes("DOMAIN_NAME", "ana@norvik.com") == []
