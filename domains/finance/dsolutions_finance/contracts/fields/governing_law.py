"""Whose law governs: told apart from courts, from conflict rules and from where a party was founded."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.passages import sentence_around
from dsolutions_finance.contracts.fields.places import Mention, places
from dsolutions_finance.contracts.fields.wording import any_of
from dsolutions_finance.contracts.results import Place
from dsolutions_finance.contracts.text import ContractText

_LAW = re.compile(r"\b(?:laws?|legislation)\b", re.IGNORECASE)
# What is governed; else "matters governed by the laws of ..." in an opinion or a warranty would count.
_SUBJECT = re.compile(
    any_of(
        """agreement; contract; lease; guaranty; assignment; addendum; amendment; terms; disputes?
        controvers(?:y|ies); issues; claims; interpretation; validity; rights and obligations
        arbitration"""
    ),
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    any_of(
        """govern(?:ed|s|ing)?; constru(?:ed|ction); interpret(?:ed|ation); controlled by; determined in
        resolved in; (?:agreement|contract) (?:is|are|(?:shall|will) be) subject to
        requires? application; application of; (?:shall|will) (?:control|prevail|apply)
        appl(?:y|ies) to (?:this|the); laws applicable"""
    ),
    re.IGNORECASE,
)
# A sentence that says nothing else needs no subject: "The laws of Texas shall apply."
_APPLIES = re.compile(
    r"\W*(?:\w+\.\s+)?(?:(?:the\s+)?laws?\s+of\b[^.;]{0,80}|(?-i:[A-Z])[\w ]{2,30}\slaws?)\s+"
    r"(?:(?:shall|will)\s+)?(?:apply|applies|governs?)\W*",
    re.IGNORECASE,
)
# Between "law" and the place these show that the place is not the law's.
_OTHER = re.compile(
    r"\bwithout\b|\bexclu|\birrespective|\bregardless|\bnotwithstanding|\bother than\b|\bexcept|\bsave\b|"
    r"\bconflict|\bcourts?\b|\bvenue\b|\bjurisdiction of\b|\bUnited Nations\b|\bAct\b|[.;]\s",
    re.IGNORECASE,
)
# "the laws, other than choice of law rules, of Florida": what is put in between is skipped.
_INSERTED = re.compile(
    r"\([^()]*\)|,\s*(?:other than|exclud\w+|without|except|and not)\b[^,]*,", re.IGNORECASE
)
# Before "law" these show that it is not the one that is chosen.
_NOT_CHOSEN = re.compile(
    r"(?:conflicts?(?:\s+of)?|choice(?:\s+of)?|principles\s+of|required\s+by|violation\s+of|comply\s+with|"
    r"compliance\s+with|any|international|federal|export|export\s+control|application\s+of\s+the)\s*$",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"\b(?:organi[sz]ed|existing|incorporated|formed|established|registered)\b", re.IGNORECASE
)
_HEADING = re.compile(
    r"\b(?:governing|applicable|controlling)\s+laws?[\"'.:;)\s–-]{1,6}(?:(?:is|shall be|will be|means)\s+)?"
    r"(?:the\s+)?(?:laws?\s+of\s+)?(?:the\s+)?(?:(?:State|Commonwealth|Province)\s+of\s+)?",
    re.IGNORECASE,
)
_UNION = "United States"  # its law governs beside that of a state, which is then the one that decides
_AHEAD = 130  # characters from "laws" to the place: "laws and regulations in force in the State of ..."
_BEHIND = 60  # characters in which a place may stand before "law": "New York State substantive law"


def governing_law(text: ContractText) -> Place | None:
    """Find the law that governs the contract; the first one where it names several.

    Args:
        text: the contract.

    Returns:
        The place and the sentence that chooses it; ``None`` where no law is chosen.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "This contract is governed by the laws of Ohio, without regard to those of Iowa."
    >>> governing_law(ContractText.of(ContractDocument(id="1", text=said))).name
    'Ohio'
    """
    whole, union = text.text, None
    for law in _LAW.finditer(whole):
        sentence = sentence_around(whole, law.start(), law.end())
        place = _chosen(whole, law, *sentence)
        if place and place.name != _UNION:
            return Place(name=place.name, evidence=text.span(*sentence))
        if place and union is None:
            union = Place(name=place.name, evidence=text.span(*sentence))
    return _under_heading(text) or union


def _chosen(whole: str, law: re.Match[str], start: int, end: int) -> Mention | None:
    """Return the place whose law is chosen at one mention of "law" in the sentence ``[start, end)``."""
    if _NOT_CHOSEN.search(whole, max(start, law.start() - 40), law.start()):
        return None
    verbs = list(_GOVERNS.finditer(whole, start, end))
    if not verbs or not (_SUBJECT.search(whole, start, end) or _APPLIES.fullmatch(whole, start, end)):
        return None
    before = [verb for verb in verbs if verb.start() < law.start()]
    if before and _FOUNDED.search(whole, before[-1].end(), law.start()):
        return None
    earlier = list(places(whole, start if _thereof(whole, law) else law.start() - _BEHIND, law.start()))
    if earlier and (
        _thereof(whole, law)
        or re.fullmatch(
            r"(?:'s)?\s+(?:State\s+)?(?:(?:substantive|internal|domestic|local|civil|contract)\s+)?",
            whole[earlier[-1].end : law.start()],
        )
    ):
        return earlier[-1]
    for place in places(whole, law.end(), min(end, law.end() + _AHEAD)):
        if _OTHER.search(_INSERTED.sub(" ", whole[law.end() : place.start])):
            break
        governs = before or any(verb.start() - place.end < _BEHIND for verb in verbs)
        if governs and place.name != _UNION:
            return place
        if governs and not re.match(r"[^.;]{0,40}\band\b", whole[place.end : end]):
            return place
    return None


def _thereof(whole: str, law: re.Match[str]) -> bool:
    """Tell whether the law is that of a place named before: "made in Ohio ... the laws thereof"."""
    return re.match(r"\s+(?:thereof|of (?:that|such) state)\b", whole[law.end() : law.end() + 20]) is not None


def _under_heading(text: ContractText) -> Place | None:
    """Read "Governing law: Texas" in a form or a list of terms."""
    for heading in _HEADING.finditer(text.text):
        for place in places(text.text, heading.end(), heading.end() + 60):
            if place.start == heading.end():
                return Place(name=place.name, evidence=text.span(heading.start(), place.end))
    return None
