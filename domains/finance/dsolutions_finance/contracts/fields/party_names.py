"""Names of companies and people where a contract introduces them."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.places import place_named
from dsolutions_finance.contracts.fields.preamble import ROLES

_END = r"(?=[\s,;(]|$)"
_FORMS = (
    rf"Inc(?:orporated\b|\.|\b)|Corp(?:oration\b|\.|\b)|Co(?:mpany\b|\.)|L\.?\s?L\.?\s?C\b\.?|"
    rf"L\.?\s?L\.?\s?P\b\.?|L\.P\.|"
    rf"LP\b|Ltd\b\.?|Limited\b|P\.?L\.?C\b\.?|GmbH\b|AG\b|S\.?A\.?(?:\s?S\.?)?{_END}|S\.p\.A\.?|"
    rf"S\.?r\.?l\.?\b|"
    rf"S\.?[àa]\s?r\.?l\.?|N\.?V\.?{_END}|B\.?V\.?{_END}|Pty\b\.?|Pte\b\.?|K\.?K\.?{_END}|N\.A\.?{_END}|"
    rf"A/S\b|ASA\b|"
    rf"Oyj?\b|AB{_END}|KG\b|Sdn\b\.?|Bhd\b\.?|S\.L\.|S\.E\.|SE{_END}|GIE\b|SpA{_END}|ApS\b|Ltda\b\.?|e\.V\.|"
    rf"a\.s\.|s\.r\.o\.|d\.o\.o\.|Sp\.\s?z\s?o\.?\s?o\.|Kft\b\.?|Zrt\b\.?|OÜ\b|UAB\b|SIA\b|[PO]?JSC\b"
)
# Words that make a name a body's name but need not be its last: "Bank of ...", "University of ...".
_BODIES = r"Partnership|Trust|Bank|Foundation|Association|University|Institute|Fund|Town|City|County|Center"
LEGAL_FORM = re.compile(rf"\b(?:{_FORMS}|(?:{_BODIES})\b)", re.IGNORECASE)
_CLOSED = re.compile(rf"\b(?:{_FORMS})(?:,?\s+(?:{_FORMS}|(?:{_BODIES})\b))*", re.IGNORECASE)

_OF = re.compile(r"(?:Corporation|Company)\s+of\s", re.IGNORECASE)  # "Steel Corporation of America"

_START = r"(?:[A-Z0-9\"]|[a-z]{1,3}[A-Z]|[a-z]+\.(?:com|net|org))"
# What may stand before a name: a connector, the number of a list, an article.
_BEFORE = re.compile(
    r"(?:[\s,;:.–-]|\b(?:and|by|between|among)\b|&|\bon the (?:one|other) (?:hand|part)\b|"
    r"\bthe undersigned\b|\bparties\s+(?=[A-Z])|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|\b\d\.\s|"
    r"\bthe following parties\b|"
    rf"\bParty\s+[A-F]\b\W?|\b(?:{'|'.join(sorted(ROLES))}):)*"
    r"(?:the\s+)?",
    re.IGNORECASE,
)
# What ends a name; a comma does unless a legal form follows it.
_AFTER = re.compile(
    rf"\s*(?:,(?!\s*(?:{_FORMS}))|\((?![A-Z][\w. ]{{1,20}}\)\s+[A-Z])|;|:|\[|\"|\n\n|"
    r"\b(?:an?(?!\.)|having|with|whose|located|organi[sz]ed|duly|existing|incorporated\s+(?:in|under)|"
    r"doing\s+business|Party\s+[A-F]|d/b/a|"
    r"dba|f/k/a|formerly|acting|residing|on\s+behalf|hereinafter|hereafter|herein|referred|as|which|who|is|"
    r"for|f/s/o|"
    r"registered|together|collectively|whereby|dated|effective|(?:and|&)(?:/or)?(?=\s+(?:its|the|all|any|"
    r"certain|each|"
    rf"assigns)\b)|of\s+(?=\d|[A-Z][a-z]+\s+[A-Z][a-z]+,))\b|\s(?:and|AND)\s+(?={_START})|$)"
)
_NEXT = re.compile(
    rf"(?:[,;.]\s*|\s)(?:and|AND|And)\W{{1,4}}(?=(?:the\s+)?{_START}|\()|;\s*|\)\s*,?\s+(?={_START}|\()|"
    rf"(?<!\bNo)\.\s+(?={_START})|\bParty\s+[B-F]\s*:\s*|\n\n"
)
_RUN = re.compile(
    rf"\b([A-Z][\w.'&-]*(?:(?:,?\s(?={_FORMS})|\s(?:(?:of|and|the|de|&)\s)?)[A-Z][\w.'&-]*){{1,7}}),?\s*\Z"
)
_LOWER = frozenset((
    "of", "and", "the", "de", "du", "des", "di", "da", "do", "la", "le", "et", "for", "&", "in", "y", "e",
    "und", "van", "von",
))  # fmt: skip
# What begins a sentence, or is the title of the document.
_NO_NAME = re.compile(
    r"(?:Exhibit|EXHIBIT|Party [A-F]|This|In|If|Each|Such|When|Subject|Section|It|Any|All|No|You)\b"
    r"|.*\b(?i:agreement)\b",
    re.DOTALL,
)
# What begins a heading or a line of a form, where no legal form makes it a name.
_HEADING = re.compile(
    r"(?:definitions?|disclaimers?|recitals?|background|notices?|(?:\w+ )?address|witnesseth)\b",
    re.IGNORECASE,
)
_LONGEST = 110  # characters; beyond it the end was missed


def name_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the name that begins at ``start``, after connectors; ``None`` if none does.

    >>> text = 'and (b) Acme Holdings, Inc., a Delaware corporation ("Acme")'
    >>> text[slice(*name_at(text, 0, len(text)))]
    'Acme Holdings, Inc.'
    """
    before = _BEFORE.match(text, start, end)
    begin = before.end() if before else start
    close = end
    for after in _AFTER.finditer(text, begin + 1, end):
        close = after.start()
        if after[0].strip().lower() != "and" or _complete(text[begin:close]):
            break
    form = max(_CLOSED.finditer(text, begin, close), key=lambda found: found.end(), default=None)
    if form and not _OF.match(text, form.start()):  # an address may follow without a comma
        close = form.end()
    while close > begin and text[close - 1] in " ,;:":
        close -= 1
    return (begin, close) if 1 < close - begin <= _LONGEST and _is_name(text[begin:close]) else None


def name_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the name of two words or more that ends at ``end``, brackets aside.

    >>> text = "for the services of Ada M. Example ("
    >>> text[slice(*name_before(text, 0, len(text) - 1))]
    'Ada M. Example'
    """
    found = _RUN.search(text, max(start, end - _LONGEST), end)
    if not found or re.search(r"\ban?\s\Z", text[start : found.start()]):  # "a Nevada Corporation"
        return None
    return (found.start(), found.end(1)) if _is_name(found[1]) else None


def starts(text: str, start: int, end: int) -> list[int]:
    """Return where in a passage a further name may begin: after "and", a semicolon, a bracket."""
    return [match.end() for match in _NEXT.finditer(text, start, end)]


def _complete(words: str) -> bool:
    """Tell whether "and" can follow: after a legal form, or after the two words of a person's name."""
    return LEGAL_FORM.search(words) is not None or len(words.split()) >= 2


def _is_name(words: str) -> bool:
    """Tell whether words look like a name: it begins with a capital, and so do nearly all of its words."""
    if (
        not re.match(_START, words)
        or LEGAL_FORM.fullmatch(words)
        or words.lower() in ROLES
        or _NO_NAME.match(words)
        or (_HEADING.match(words) and not LEGAL_FORM.search(words))
        or place_named(words)
    ):
        return False
    tokens = [word for word in re.findall(r"[^\s,;()]+", words) if word not in _LOWER]
    return not any("." not in word and word.islower() and not LEGAL_FORM.fullmatch(word) for word in tokens)
