"""Who and what a text names: the gazetteer, spaCy's recogniser and headline grammar together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from dsolutions_finance.entities.gazetteer import Gazetteer
from dsolutions_finance.entities.headline import headline_names
from dsolutions_finance.entities.linker import LinkedEntity, link
from dsolutions_finance.entities.mention import Mention, without_overlaps
from dsolutions_finance.entities.other_names import is_owned, is_person, is_place
from dsolutions_finance.entities.wording import CUES, JARGON, LEGAL_FORMS, NOT_IN_NAMES, OFFICERS

_PLACE_LABELS = frozenset({"GPE", "NORP", "LOC"})
_SECURITIES = frozenset({"shares", "stocks", "equities", "bonds", "markets", "bourses"})
_CONTEXT = 24  # characters before a name: enough for a word or an amount
_YEAR = re.compile(r"(?:FY|CY)\W?\d", re.IGNORECASE)
# Credit grades: those of S&P, Fitch and others, then those of Moody's.
_GRADE = re.compile(r"(?:AAA|AA|BBB|BB|CCC|CC|SD|RD)[+-]?|[ABC][+-]|(?:Aaa|(?:Aa|A|Baa|Ba|B|Caa)[1-3]|Ca)")
_NEXT_WORD = re.compile(r"\s(?:&\s)?([A-Z]\w+)")
_AMOUNT_BEFORE = re.compile(r"(?:\d|\b(?:million|billion|trillion|mn|bn|crore|lakh))[\s-]*$", re.IGNORECASE)


class EntityRecogniser:
    """Finds the companies, markets, goods and authorities of a text, each once with all its mentions.

    People and places are left out: a risk desk acts on the company, index, commodity or currency they move.

    Args:
        gazetteer: names that are known beforehand; the built-in ones by default.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> sentenciser = nlp.add_pipe("sentencizer")
    >>> [(e.name, e.ticker) for e in EntityRecogniser().entities(nlp("Infosys Q2 net up, gold slips"))]
    [('Infosys', 'INFY'), ('Gold', None)]
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else Gazetteer.builtin()

    def entities(self, doc: Doc) -> list[LinkedEntity]:
        """Return the entities of ``doc`` in the order of their first mention.

        Args:
            doc: a text with sentence boundaries and, for names that the gazetteer lacks, spaCy's entities.
        """
        mentions = [*self._known(doc), *_recognised(doc), *_headline(doc), *_markets(doc)]
        places = {span.text for span in doc.ents if span.label_ in _PLACE_LABELS}
        return link(doc.text, without_overlaps(mentions), places)

    def _known(self, doc: Doc) -> Iterator[Mention]:
        text = doc.text  # spaCy puts it together anew at every access
        for match in self.gazetteer.matches(text):
            if match.ambiguous and not _confirmed(doc, match.start, match.end):
                continue
            before = text[max(0, match.start - _CONTEXT) : match.start]
            if match.entry.type == "currency" and _AMOUNT_BEFORE.search(before):
                continue  # "30 million euro" is an amount
            if match.entry.type == "sector" and _in_company_name(before, text[match.start]):
                continue  # "Acme Telecom shares" are those of a company
            end = _with_legal_form(text, match.end)
            yield Mention(match.start, end, text[match.start : end], match.entry.type, match.entry)


def _recognised(doc: Doc) -> Iterator[Mention]:
    """Organisations as spaCy sees them, without what is known to be noise."""
    for span in doc.ents:
        if span.label_ == "ORG" and not is_owned(span) and not is_place(span):
            for part in _split_list(span):
                trimmed = None if is_person(part) else _trim(part)
                if trimmed is not None and not _is_noise(trimmed) and not _is_unsure(trimmed):
                    yield _mention(trimmed)


def _headline(doc: Doc) -> Iterator[Mention]:
    for run in headline_names(doc):
        trimmed = _trim(run)
        if trimmed is not None and not _is_noise(trimmed):
            yield _mention(trimmed)


def _markets(doc: Doc) -> Iterator[Mention]:
    """National markets: "Greek shares", "Hong Kong stocks"."""
    for span in doc.ents:
        if span.label_ in _PLACE_LABELS and span.end < len(doc) and doc[span.end].lower_ in _SECURITIES:
            named = doc[span.start : span.end + 1]
            yield Mention(named.start_char, named.end_char, named.text, "market")


def _mention(span: Span) -> Mention:
    rates = span[-1].text == "Ratings"  # whoever is called so gives ratings, and does not get them
    return Mention(span.start_char, span.end_char, span.text, "rating_agency" if rates else "org")


def _split_list(span: Span) -> Iterator[Span]:
    """Cut "Acme, Borealis Wagons", which the recogniser takes for one name."""
    start = span.start
    for token in span:
        if token.text in (",", ";", "/", ":"):
            if token.i > start:
                yield span.doc[start : token.i]
            start = token.i + 1
    if start < span.end:
        yield span.doc[start : span.end]


def _trim(span: Span) -> Span | None:
    """Drop what headlines put around a name: "Weak Acme Q2" and "Acme's" give "Acme"."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].lower_ in NOT_IN_NAMES or not doc[start].text[0].isalnum()):
        start += 1
    while end > start and (
        doc[end - 1].lower_ in NOT_IN_NAMES
        or doc[end - 1].lower_ in ("'s", "’s", "shares", "stocks", "stock", "share")
        or not (doc[end - 1].text[0].isalnum())
        or doc[end - 1].text[0].isdigit()
        or _YEAR.match(doc[end - 1].text)
    ):
        end -= 1
    return doc[start:end] if start < end else None


def _is_noise(span: Span) -> bool:
    text = span.text
    no_name = len(text) < 2 or text.islower() or not any(c.isalpha() for c in text) or _YEAR.match(text)
    return bool(no_name) or text.lower().rstrip(".") in JARGON or _GRADE.fullmatch(text) is not None


def _is_unsure(span: Span) -> bool:
    """Tell whether only its capital makes a word a name, and that capital begins the sentence."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    modifies = following is not None and following.text.islower() and following.lower_ not in CUES | OFFICERS
    return len(span) == 1 and span[0].is_sent_start and span.text.istitle() and modifies


def _confirmed(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name that is also an ordinary word stands where only a name would.

    Capitals decide within a sentence; at its start every word has them, so that the recogniser or a verb that
    companies and markets do must agree.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not span[0].is_sent_start:
        return True
    following = doc[span.end].lower_ if span.end < len(doc) else ""
    return any(token.ent_type_ == "ORG" for token in span) or following in CUES


def _in_company_name(before: str, first: str) -> bool:
    """Tell whether a sector's word goes on a capitalised name."""
    word = re.search(r"(\w+) $", before)
    return (
        first.isupper() and word is not None and word[1][0].isupper() and word[1].lower() not in NOT_IN_NAMES
    )


def _with_legal_form(text: str, end: int) -> int:
    """Take "Ltd" or "& Co" after a known name into the mention."""
    following = _NEXT_WORD.match(text, end)
    while following and following[1].lower() in LEGAL_FORMS:
        end = following.end()
        following = _NEXT_WORD.match(text, end)
    return end
