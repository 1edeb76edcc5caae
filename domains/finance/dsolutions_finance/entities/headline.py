"""Company names that the statistical recogniser misses, found by the words that follow them.

Headlines drop the articles and sentences that a recogniser learnt from, but they follow a narrow grammar: a
name, then what it reports or how its share moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from dsolutions_finance.entities.wording import (
    COMPANY_NOUNS,
    COMPANY_VERBS,
    CUES,
    EVENT_VERBS,
    LEGAL_FORMS,
    MARKET_VERBS,
    NOT_IN_NAMES,
)

_PERIOD = re.compile(r"(?:Q[1-4]|H[12]|FY\d*)\w*", re.IGNORECASE)  # "Q3", "Q3FY15", "H1"
_ODD_CAPITALS = re.compile(r"[A-Z&]{2,}|\w*[a-z]\w*[A-Z]\w*|[A-Z]{2,}[a-z]\w*")  # ACME, RCom, SpiceJet, ONGCs
_JOINS_LIST = frozenset({",", "and", "&"})

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})

_NO_NAME_LABELS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_PLACE_LABELS = frozenset({"GPE", "NORP", "LOC"})


def headline_names(doc: Doc) -> Iterator[Span]:
    """Yield capitalised runs before what only a company does, and the runs that are listed with them."""
    for sentence in doc.sents:
        runs = list(_capital_runs(sentence))
        accepted = False
        for index in range(len(runs) - 1, -1, -1):
            run = runs[index]
            listed = (
                accepted
                and run.end < len(doc)
                and doc[run.end].text in _JOINS_LIST
                and runs[index + 1].start == run.end + 1
            )
            accepted = _is_company(run, at_start=run.start == sentence.start) or listed
            if accepted:
                yield run


def _capital_runs(sentence: Span) -> Iterator[Span]:
    doc, start = sentence.doc, None
    for token in (*sentence, None):
        inside = (
            token is not None
            and token.lower_ not in NOT_IN_NAMES
            and not _PERIOD.fullmatch(token.text)
            and (token.text[0].isupper() or (start is not None and _connects(doc, token.i, sentence.end)))
        )
        if inside and start is None and token is not None:
            start = token.i
        elif not inside and start is not None:
            yield doc[start : token.i if token is not None else sentence.end]
            start = None


def _connects(doc: Doc, index: int, end: int) -> bool:
    """Tell whether a token inside a run goes on with the name: ``&``, a tight hyphen, ``of``."""
    following = doc[index + 1] if index + 1 < end else None
    if following is None or not following.text[0].isupper() or following.lower_ in NOT_IN_NAMES:
        return False
    tight = not doc[index - 1].whitespace_ and not doc[index].whitespace_
    return doc[index].text in ("&", "of") or (doc[index].text == "-" and tight)


def _is_company(run: Span, *, at_start: bool) -> bool:
    if len(run) > 1 and run[-1].lower_.rstrip(".") in LEGAL_FORMS:
        return True
    after = run.end + (run.end < len(run.doc) and run.doc[run.end].text in _POSSESSIVES)
    if after >= len(run.doc):
        return False
    following = run.doc[after]
    word, labels = following.lower_, {token.ent_type_ for token in run} - {""}
    strong = bool(_PERIOD.fullmatch(following.text)) or word in COMPANY_NOUNS
    if labels & _NO_NAME_LABELS:
        return False
    if labels & _PLACE_LABELS:
        return strong and word not in ("shares", "stock", "ipo")
    if "PERSON" in labels:
        return strong or word in MARKET_VERBS | EVENT_VERBS
    ordinary = at_start and len(run) == 1 and not labels and not _ODD_CAPITALS.fullmatch(run.text)
    if ordinary:
        return _PERIOD.fullmatch(following.text) is not None or word in COMPANY_VERBS
    return strong or word in CUES
