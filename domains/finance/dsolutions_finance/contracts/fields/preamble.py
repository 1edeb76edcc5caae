"""The paragraph that says between whom a contract is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsolutions_finance.contracts.fields.places import place_named

_OPENING = re.compile(
    r"\b(?:by\s+and\s+)?(?:between|among(?:st)?)\b|\bB E T W E E N\b|\bmade\s+by\b|\binto\s+by\b|"
    r"\bGentlemen:|"
    r"(?=\bParty\s+A\s*[:(])|"
    r"\b(?:PARTIES|Parties)\b\W{0,4}(?=\(?(?:1|a|i)[.)])|^Parties:?\s*\n",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(
    r"\bWHEREAS\b|\bWhereas\b|\bR\s?E\s?C\s?I\s?T\s?A\s?L\s?S?\b|\bRecitals?\b|"
    r"W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H|"
    r"\bBACKGROUND\b|\bBackground\b|\bNOW,?\s+THEREFORE\b|\bTABLE OF CONTENTS\b|\bTERMS AND CONDITIONS\b|"
    r"\bagrees?\s+as\s+follows\b|\bAGREED\s+TERMS\b|\bIT\s+IS\s+(?:HEREBY\s+)?AGREED\b|\bARTICLE\s+[1I]\b|(?<=[.:)\s])\s1\.\s+[A-Z]|\bPREAMBLE\b|"
    r"\bThis Agreement (?:is|will|shall)\b"
)
# A term in quotation marks, in brackets or after "hereinafter"; or in brackets alone, as in "(the Landlord)".
_DEFINED = re.compile(
    r'\((?P<before>[^()"]{0,90})"(?P<term>[^()"]{1,60})"(?P<after>[^()]{0,120})\)'
    r'|(?:herein\s?after|hereafter|referred\s+to\s+(?:herein\s+)?as)\s[^"()]{0,60}"(?P<late>[^"()]{1,60})"'
    r"|\((?P<article>the\s+)?(?P<bare>(?-i:[A-Z])[\w&'-]*(?:\s(?-i:[A-Z])[\w&'-]*){0,3})\)"
    r"(?=(?P<last>\s*(?:[;.]|,?\s*\band\b|\n|\Z))?)",
    re.IGNORECASE,
)
# Terms that stand for the document, a date or a thing, not for somebody.
_NOBODY = re.compile(
    r".*\b(?:agreement|contract|date|part(?:y|ies)|act|amendment|addendum|territory|product|service|"
    r"program|effective|"
    r"term|memorandum|lease|exhibit|schedule|attachment|side|law|commission|sec|software|plan|site|"
    r"property|business|"
    r"technology|system|event|share|stock|transaction|project|policy|code|license|content|order|equipment)s?",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\b(?:collectively|jointly|each|individually|together(?!\s+with\s+(?:its|their|his|her|all)))\b",
    re.IGNORECASE,
)
# Short names that say what a party does.
ROLES = frozenset((
    "affiliate", "agent", "assignee", "assignor", "athlete", "bank", "borrower", "buyer", "carrier",
    "celebrity", "client", "company", "consultant", "contractor", "customer", "developer",
    "distributor", "employee", "employer", "endorser", "franchisee", "franchisor", "grantee", "grantor",
    "guarantor", "host", "investor", "landlord", "lender", "lessee", "lessor", "licensee", "licensor",
    "manager", "manufacturer", "marketer", "operator", "owner", "producer", "promoter", "provider",
    "publisher", "purchaser", "recipient", "representative", "reseller", "retailer", "seller",
    "servicer", "shareholder", "shipper", "sponsor", "subcontractor", "subscriber", "supplier",
    "tenant", "transporter", "trustee", "user", "vendor",
))  # fmt: skip
_SEARCHED = 15_000  # characters: cover page and table of contents of a long agreement come before it
_LONGEST = 3_500  # of a preamble; one with nine parties and their addresses has 3,000


@dataclass(frozen=True, slots=True)
class ShortName:
    """A definition of what somebody is called.

    Args:
        start: offset of its bracket or of "hereinafter".
        end: offset after it.
        term: the short name, without article.
        somebody: it stands for one of the parties, as far as its words show.
    """

    start: int
    end: int
    term: str
    somebody: bool


@dataclass(frozen=True, slots=True)
class Preamble:
    """Where a contract says between whom it is made.

    Args:
        start: offset after the words "between" or "by and between", where the first party is named.
        end: offset where recitals or clauses begin.
        short_names: what is defined in it.
    """

    start: int
    end: int
    short_names: tuple[ShortName, ...]

    @property
    def somebodies(self) -> int:
        """How many short names stand for a party."""
        return sum(name.somebody for name in self.short_names)


def preambles(text: str) -> Iterator[Preamble]:
    """Yield the passages that may be the preamble: whatever follows "between", the likely ones first.

    Args:
        text: working text.

    >>> said = 'THIS AGREEMENT is made between Acme Inc. ("Seller") and Bo LLC ("Buyer"). WHEREAS, Acme sells'
    >>> first = next(preambles(said))
    >>> said[first.start : first.end]
    ' Acme Inc. ("Seller") and Bo LLC ("Buyer"). '
    """
    found: list[Preamble] = []
    for opening in _OPENING.finditer(text, 0, _SEARCHED):
        closing = _CLOSING.search(text, opening.end() + 20, opening.end() + _LONGEST)
        end = closing.start() if closing else min(len(text), opening.end() + _LONGEST // 2)
        found.append(Preamble(opening.end(), end, tuple(_short_names(text, opening.end(), end))))
    # The first that defines two parties; of two that define the same, the later one, which begins with them.
    full = [place for place in found if place.somebodies >= 2]
    for number, place in enumerate(full, start=1):
        if not any(
            later.start < place.end and later.somebodies == place.somebodies for later in full[number:]
        ):
            yield place
    yield from sorted(
        (place for place in found if place.somebodies < 2), key=lambda p: (-p.somebodies, p.start)
    )
    yield Preamble(0, min(len(text), _LONGEST), tuple(_short_names(text, 0, _LONGEST)))  # a letter, or a form


def _short_names(text: str, start: int, end: int) -> Iterator[ShortName]:
    for match in _DEFINED.finditer(text, start, end):
        if match["bare"] and not _stands_alone(match):
            continue
        said = match["term"] or match["late"] or match["bare"]
        term = re.sub(r"^the\s+", "", said.strip(" ,.;"), flags=re.IGNORECASE)
        joint = _JOINT.search(f"{match['before'] or ''} {match['after'] or ''}")
        yield ShortName(match.start(), match.end(), term, not (joint or _NOBODY.fullmatch(term)))


def _stands_alone(match: re.Match[str]) -> bool:
    """Tell a short name without quotation marks from a part of a name, such as "Acme (Europe) Ltd"."""
    bare = match["bare"]
    ends = (match["article"] or match["last"] is not None) and not bare.isupper()
    return (ends or bare.lower() in ROLES) and place_named(bare) is None
