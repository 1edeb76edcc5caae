"""What the contract pipeline answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from dsolutions.types import Result, Span, Value

Severity = Literal["low", "medium", "high"]
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high")


class PageSpan(Span):
    """A quote from a contract, with ``document.text[start:end] == quote``.

    Args:
        page: number of the page that it begins on, from 1; ``None`` where the file has no pages.
    """

    page: int | None = None


class Section(Value):
    """One node of the clause tree: a heading and everything under it.

    Args:
        id: position among all sections in text order, from 0; what ``parent`` and references name.
        number: as written, without full stop or brackets, such as ``"4"``, ``"4.1"``, ``"a"`` or ``"IV"``;
            ``None`` for an unnumbered heading.
        path: numbers from the outermost section down to this one, such as ``("4", "1", "a")``.
        title: the heading's words, ``""`` where a numbered section begins with its text at once.
        level: depth in the tree, from 0.
        parent: id of the section that it is part of.
        heading: number and title.
        span: from the heading to the end of the last section under it.
    """

    id: int
    number: str | None = None
    path: tuple[str, ...] = ()
    title: str = ""
    level: int = Field(ge=0)
    parent: int | None = None
    heading: PageSpan
    span: PageSpan


class Definition(Value):
    """A term that the contract defines.

    Args:
        term: the defined term, without quotation marks.
        meaning: the words that define it.
        section: id of the section where it is defined; ``None`` before the first one.
        evidence: the term as it is introduced.
    """

    term: str
    meaning: PageSpan
    section: int | None = None
    evidence: PageSpan


class Reference(Value):
    """A place where the contract refers to one of its own sections.

    Args:
        target: id of the section; ``None`` where the contract has no such section.
        section: id of the section that refers.
        evidence: the words that refer, such as "Section 4.1(a)".
    """

    target: int | None
    section: int | None = None
    evidence: PageSpan


class Clause(Value):
    """A passage of a known clause type.

    Args:
        type: a CUAD category (Hendrycks et al. 2021) such as ``"Cap On Liability"``, or an unfair-terms
            category (Drawzeski et al. 2021) such as ``"Unfair: unilateral change"``.
        probability: calibrated probability that the passage is of this type.
        section: id of the section that it stands in.
        evidence: the passage.
    """

    type: str
    probability: float
    section: int | None = None
    evidence: PageSpan


class Party(Value):
    """Somebody who is bound.

    Args:
        name: as written, with its legal form.
        short_name: what the contract calls it, such as ``"Licensor"`` or ``"Acme"``.
        role: the short name where that is a role, such as ``"licensor"``, in lower case.
        evidence: where it is introduced.
    """

    name: str
    short_name: str | None = None
    role: str | None = None
    evidence: tuple[PageSpan, ...]


class ContractDate(Value):
    """A date of the contract.

    Args:
        value: ISO 8601; ``None`` where it cannot be computed, as with a date left blank.
        basis: ``"stated"``, or ``"computed"`` from another date and a duration.
        perpetual: the contract runs without end.
        evidence: the words it was read or computed from.
    """

    value: str | None
    basis: Literal["stated", "computed"] = "stated"
    perpetual: bool = False
    evidence: tuple[PageSpan, ...]


class Duration(Value):
    """A length of time.

    Args:
        value: ISO 8601, such as ``"P30D"`` or ``"P1Y"``.
        days: how many days that is, a month taken as 30 and a year as 365.
        evidence: the words.
    """

    value: str
    days: int
    evidence: PageSpan


class Amount(Value):
    """An amount of money.

    Args:
        value: in units of ``currency``, as a decimal number.
        currency: ISO 4217 code.
        evidence: the words.
    """

    value: str
    currency: str
    evidence: PageSpan


class Place(Value):
    """A jurisdiction.

    Args:
        name: its usual English name, such as ``"New York"`` or ``"England and Wales"``.
        evidence: the words.
    """

    name: str
    evidence: PageSpan


class PaymentTerm(Value):
    """When something is to be paid.

    Args:
        within: how long the payer has.
        evidence: the words.
    """

    within: Duration
    evidence: PageSpan


class LiabilityCap(Value):
    """A limit on what one side can owe.

    Args:
        amount: the limit where it is a sum.
        basis: in the contract's words what limits it, such as "the fees paid in the preceding twelve months".
        evidence: the words.
    """

    amount: Amount | None = None
    basis: str = ""
    evidence: PageSpan


class ContractFields(Value):
    """What a reviewer writes on the cover sheet; absent fields are ``None`` or empty.

    Args:
        title: what the document calls itself.
        parties: who is bound.
        agreement_date: the day it was made.
        effective_date: the day it takes effect.
        expiration_date: the day the initial term ends.
        renewal_term: how long it is renewed for.
        auto_renewal: whether it renews unless somebody objects.
        notice_period: how long before the end notice must be given against renewal.
        governing_law: whose law decides.
        venue: whose courts, or where arbitrators, decide.
        amounts: every amount of money.
        liability_caps: limits of liability.
        payment_terms: when to pay.
    """

    title: PageSpan | None = None
    parties: tuple[Party, ...] = ()
    agreement_date: ContractDate | None = None
    effective_date: ContractDate | None = None
    expiration_date: ContractDate | None = None
    renewal_term: Duration | None = None
    auto_renewal: bool | None = None
    notice_period: Duration | None = None
    governing_law: Place | None = None
    venue: Place | None = None
    amounts: tuple[Amount, ...] = ()
    liability_caps: tuple[LiabilityCap, ...] = ()
    payment_terms: tuple[PaymentTerm, ...] = ()


class AbsentClause(Value):
    """A clause type that contracts of this kind usually have, and this one does not.

    Args:
        type: the clause type.
        confidence: probability that it is absent.
        usual: share of the contracts of this kind that have it.
    """

    type: str
    confidence: float
    usual: float


class RiskFlag(Value):
    """Something that a reviewer should look at.

    Args:
        rule: name of the rule that raised it.
        severity: how bad it can get.
        reason: why, in one sentence.
        evidence: the words; empty where the risk is that something is missing.
    """

    rule: str
    severity: Severity
    reason: str
    evidence: tuple[PageSpan, ...] = ()


class WordChange(Value):
    """Some words of a passage that is compared with another.

    Args:
        kind: whether both sides have them, or only the old or the new one.
        text: the words.
    """

    kind: Literal["same", "removed", "added"]
    text: str


class ClauseMatch(Value):
    """One of the user's standard clauses and what the contract has in its place.

    Args:
        type: type or name of the standard clause.
        status: ``"same"`` word for word, ``"changed"``, or ``"missing"``.
        similarity: share of words that both have in common, in [0, 1].
        standard: the standard text.
        evidence: the passage; ``None`` where it is missing.
        words: the differences where it changed; else empty.
    """

    type: str
    status: Literal["same", "changed", "missing"]
    similarity: float
    standard: str
    evidence: PageSpan | None = None
    words: tuple[WordChange, ...] = ()


class ContractResult(Result):
    """A reviewer's view of one contract.

    Args:
        kind: what sort of contract it is, such as ``"License"``; ``None`` where that is unclear.
        pages: how many pages the file has; ``None`` where it has none.
        sections: the clause tree, in text order.
        definitions: defined terms, in text order.
        references: references to its own sections, in text order.
        clauses: passages of known types, in text order.
        presence: clause type to the calibrated probability that the contract has one.
        fields: parties, dates, terms, law, money.
        absent: expected clause types that it lacks.
        risks: what to look at, the worst first.
        standards: the user's standard clauses, where some were given, and what stands in their place.
    """

    kind: str | None = None
    pages: int | None = None
    sections: tuple[Section, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    clauses: tuple[Clause, ...] = ()
    presence: Mapping[str, float] = Field(default_factory=dict)
    fields: ContractFields = Field(default_factory=ContractFields)
    absent: tuple[AbsentClause, ...] = ()
    risks: tuple[RiskFlag, ...] = ()
    standards: tuple[ClauseMatch, ...] = ()
