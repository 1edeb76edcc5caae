"""Words that head a section: titles after a number, and headings without one."""

from __future__ import annotations

import re
from typing import Literal

from dsolutions_finance.contracts.structure.paragraphs import Paragraph

#: What a heading without a number begins: an attachment that counts anew, the recitals, a line that only
#: divides ("AGREEMENT"), or a section.
HeadingKind = Literal["attachment", "preamble", "divider", "capitals"]

_LONGEST_TITLE = 110
#: The title of an attachment or article may stand below it on a line of its own, so long at most.
LONGEST_LINE = 100
_MOST_WORDS = 14
# Shorter capitals are abbreviations, initials and cells of tables.
_SHORTEST = 4
# A title without capitals fits on a line and has text below it, not the next cell of a table.
_LINE, _PROSE = 80, 80
_TITLE_END = re.compile(r"[.:;](?=[\s\"”]|$)|\s[-–—]+(?=\s)|[–—]|\.-")
# A title's short words may be small; a sentence has other small words.
_SMALL = re.compile(
    r"an?|and|as|at|by|for|from|hereof|hereto|in|into|its|non|of|on|or|other|than|the|to|under|upon|with|without|vs",
    re.IGNORECASE,
)
_LIST_TITLE = re.compile(r"[A-Z][^.:;]{2,70}(?=: \(?\d{1,2}[.)] )")
_WORDS = re.compile(r"[^\W\d_][\w'’.&/-]*")

_ATTACHMENT = re.compile(
    r"""(?P<name>(?:EXHIBIT|Exhibit|SCHEDULE|Schedule|ANNEX|Annex|ANNEXURE|APPENDIX|Appendix|ATTACHMENT|Attachment
        |ADDENDUM|Addendum|RIDER)\s+(?:No\.\s*)?["“']?[A-Z0-9][\w.-]*(?:\([a-zA-Z0-9]+\))*["”']?)
        (?=\s*$|\s*[-–—:.(]|\s+(?:to|TO|[A-Z0-9\[“"]))""",
    re.VERBOSE,
)
_NAMED_ATTACHMENT = re.compile(
    r"(?:[A-Z&]+\s+){0,4}(?:SCHEDULE|EXHIBIT|ADDENDUM|ANNEX|APPENDIX)(?:\s+[A-Z]+)?"
)
_PREAMBLE = re.compile(
    r"(?:recitals?|background|witnesseth|w i t n e s s e t h|preamble|whereas|between|parties)\s*:?-?",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"(?:agreements?|agreed terms|terms|terms and conditions|terms of agreement)\s*:?", re.IGNORECASE
)
# What is set like a heading and is none: a field of a form, the beginning of a sentence, a party, a blank.
_FIELD = re.compile(
    r"(?:by|name|title|date|its|party|party \w|attn|attention|source|address|tel|fax|e-?mail)\s*(?::|$)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:to|and|or|between|with|witness|signed|signature|in witness|page|if to|agreed|accepted|whereas|now|"
    r"continued|dated)\b",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\b(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|(?<!the )company|l\.p|lp|llp|plc|gmbh|n\.a)\b\.?"
    r"(?:,|$)",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"^[\[(<*_]|/s/|^confidential$|[@$%]|_{3,}|-{3,}|\.{3,}|"
    r"\b(?:as follows|omitted|confidential treatment|page)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d+)*|[A-Za-z]|[ivxlIVXL]+)[.):]|\d+\.\d|(?:article|section|chapter|part)\s",
    re.IGNORECASE,
)
_SIGNATURE_LINE = re.compile(r"(?:by|name|title|its|date|signature)\s*:|/s/|.*_{5,}", re.IGNORECASE)
_SIGNATURES = re.compile(
    r"(?:in witness whereof|signed\b|accepted and agreed|agreed and accepted|\[?signature)", re.IGNORECASE
)


def _recites(text: str, following: Paragraph | None) -> bool:
    """Tell recitals from the "between" and "whereas" of a title page."""
    if not re.match(r"between|parties|whereas", text, re.IGNORECASE):
        return True
    return following is not None and re.match(r"\(?[1Aa][.)]", following.text) is not None


def title_length(text: str) -> int:
    """Return how many characters at the beginning of a section's text are its title; 0 if it has none.

    >>> title_length("Term. This Agreement begins today."), title_length("The Licensee shall pay. Net.")
    (4, 0)
    """
    stop = _TITLE_END.search(text, 1, _LONGEST_TITLE + 1)
    if stop is None and len(text) > _LONGEST_TITLE:
        return 0
    title = text[: stop.start() if stop else len(text)].rstrip()
    return len(title) if is_title(title) else 0


def list_title_length(text: str) -> int:
    """Return how many characters at the head of a paragraph are the title of a list that begins there; or 0.

    >>> list_title_length("Logo Usage: 1. Keep it whole."), list_title_length("Logo usage: as agreed.")
    (10, 0)
    """
    match = _LIST_TITLE.match(text)
    return match.end() if match and is_title(match.group()) else 0


def is_title(text: str) -> bool:
    """Tell whether words are set like a title: each begins with a capital letter, small ones aside.

    >>> is_title("Limitation of Liability"), is_title("Limitation of what is owed")
    (True, False)
    """
    words = _WORDS.findall(text)
    if not words or len(words) > _MOST_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    counted = [word for word in words if not _SMALL.fullmatch(word)]
    return bool(counted) and all(word[0].isupper() for word in counted)


def is_heading(text: str) -> bool:
    """Tell whether a title names no party, form field or line of a table.

    >>> is_heading("GOVERNING LAW"), is_heading("ACME CORP."), is_heading("Attention")
    (True, False, False)
    """
    begins = _FIELD.match(text) or _SENTENCE.match(text) or _NUMBERED.match(text)
    return not (begins or _PARTY.search(text) or _BLANK.search(text))


def attachment_name(text: str) -> str:
    """Return how an attachment is named at the head of a paragraph that begins one; ``""`` if none does.

    >>> attachment_name("Exhibit B - Fees"), attachment_name("Exhibit B shall apply.")
    ('Exhibit B', '')
    """
    match = _ATTACHMENT.match(text)
    return match["name"] if match else ""


def heading_kind(
    text: str, following: Paragraph | None, *, opening: bool, attached: bool
) -> HeadingKind | None:
    """Tell what a paragraph without a number is the heading of; ``None`` if of nothing.

    Args:
        text: the paragraph.
        following: the paragraph after it.
        opening: whether the contract proper has not begun, so that capitals are its title or its parties.
        attached: whether it stands in an attachment, where titles need no capitals: few numbers tell there
            what is a part of its own.
    """
    if len(text) > _LONGEST_TITLE:
        return None
    if _PREAMBLE.fullmatch(text) and (not opening or _recites(text, following)):
        return "preamble"
    if opening or following is None or not is_heading(text):
        return None
    if _DIVIDER.fullmatch(text):
        return "divider"
    if _NAMED_ATTACHMENT.fullmatch(text):
        return "attachment"
    if sum(map(str.isalpha, text)) < _SHORTEST or not is_title(text.strip('"“”:?.')):
        return None
    prose = len(following.text) >= _PROSE or following.text[-1] in ".:;"
    if text.isupper() or (
        attached and prose and text[-1] not in ".,;" and " " in text and len(text) <= _LINE
    ):
        return "capitals"
    return None


def signs(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a line to sign on."""
    return _SIGNATURE_LINE.match(paragraph.text) is not None


def begins_signatures(paragraph: Paragraph) -> bool:
    """Tell whether the signatures begin here: from here to the next attachment, capitals name who signs."""
    return _SIGNATURES.match(paragraph.text) is not None
