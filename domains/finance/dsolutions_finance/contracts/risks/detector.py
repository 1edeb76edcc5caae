"""Which risk rules hold for a contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from dsolutions.errors import ConfigurationError
from dsolutions_finance.contracts.fields.passages import sentence_around
from dsolutions_finance.contracts.results import SEVERITIES, Clause, ContractFields, PageSpan, RiskFlag
from dsolutions_finance.contracts.risks.conditions import FieldFinding
from dsolutions_finance.contracts.risks.rules import RiskRule, RiskRules, usual_names
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.events.pattern import lower
from dsolutions_finance.quoting import readable

_QUOTES = 3  # places that a flag shows; more of the same kind are seen on the way
_LONGEST_QUOTE = 200  # characters of a quote inside a reason; the evidence is whole


@dataclass(frozen=True)
class Reviewed:
    """What is known of a contract when its risks are judged.

    Args:
        text: its text.
        fields: its fields.
        clauses: its clauses of known types.
        presence: clause type to the probability that it has one; empty where no model ran.
        kind: what sort of contract it is, if known.
    """

    text: ContractText
    fields: ContractFields
    clauses: Sequence[Clause] = ()
    presence: Mapping[str, float] = field(default_factory=dict)
    kind: str | None = None

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, with the same offsets."""
        return lower(self.text.text)


class RiskDetector:
    """Raises the flags of a rule file.

    Args:
        rules: the rules; those that ship by default.
        allowed_laws: the laws that may govern, in place of the file's list.

    Raises:
        ConfigurationError: an allowed law is no place that is known.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> from dsolutions_finance.contracts.fields import find_fields
    >>> said = "This Agreement is governed by the laws of Panama."
    >>> text = ContractText.of(ContractDocument(id="1", text=said))
    >>> detector = RiskDetector(allowed_laws=["England and Wales"])
    >>> [flag.rule for flag in detector.flags(Reviewed(text, find_fields(text)))]
    ['law.not_allowed', 'term.no_end']
    """

    def __init__(self, rules: RiskRules | None = None, allowed_laws: Sequence[str] | None = None) -> None:
        self.rules = rules if rules is not None else RiskRules.builtin()
        self.allowed_laws = self.rules.allowed_laws if allowed_laws is None else _checked(allowed_laws)

    def flags(self, contract: Reviewed) -> tuple[RiskFlag, ...]:
        """Return one flag per rule that holds, the worst first."""
        found = [flag for rule in self.rules.rules if (flag := self._flag(rule, contract))]
        return tuple(sorted(found, key=lambda flag: -SEVERITIES.index(flag.severity)))

    def _flag(self, rule: RiskRule, contract: Reviewed) -> RiskFlag | None:
        if contract.kind in rule.not_kinds or not _absent(rule, contract):
            return None
        if self.rules.wordings[rule.name].ruled_out(contract.lowered):
            return None
        found = [
            finding
            for condition in rule.fields
            if (finding := condition.holds(contract.fields, self.allowed_laws))
        ]
        if len(found) < len(rule.fields):
            return None
        passages = list(islice(self._passages(rule, contract), _QUOTES))
        if not passages and (rule.present or rule.patterns):
            return None
        evidence = (*passages, *(span for finding in found for span in finding.evidence))
        return RiskFlag(
            rule=rule.name,
            severity=rule.severity,
            reason=self._reason(rule, evidence, found),
            evidence=tuple(dict.fromkeys(evidence)),
        )

    def _passages(self, rule: RiskRule, contract: Reviewed) -> Iterator[PageSpan]:
        """Yield the clauses that a model found, then the sentences that wording found beside them."""
        clauses = list(self._clauses(rule, contract))
        yield from clauses
        if not rule.both:
            for sentence in self._sentences(rule, contract):
                if not any(sentence.start < clause.end and clause.start < sentence.end for clause in clauses):
                    yield sentence

    def _clauses(self, rule: RiskRule, contract: Reviewed) -> Iterator[PageSpan]:
        wording = self.rules.wordings[rule.name]
        for clause in contract.clauses:
            if clause.type in rule.present and clause.probability >= rule.min_probability:
                said = lower(readable(clause.evidence.quote))
                if not wording.spared(said, 0, len(said)) and not (rule.both and not wording.finds(said)):
                    yield clause.evidence

    def _sentences(self, rule: RiskRule, contract: Reviewed) -> Iterator[PageSpan]:
        wording, done = self.rules.wordings[rule.name], 0
        for start, end in wording.places(contract.lowered):
            if start < done:
                continue
            sentence = sentence_around(contract.text.text, start, end)
            done = sentence[1]
            if not wording.spared(contract.lowered, *sentence):
                yield contract.text.span(*sentence)

    def _reason(self, rule: RiskRule, evidence: Sequence[PageSpan], findings: Sequence[FieldFinding]) -> str:
        quote = readable(evidence[0].quote) if evidence else ""
        if len(quote) > _LONGEST_QUOTE:
            quote = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
        value = next((finding.value for finding in findings if finding.value), "")
        said = {"quote": quote, "value": value, "allowed": ", ".join(self.allowed_laws)}
        reason = rule.reason
        for name, words in said.items():  # not str.format: a quote may hold braces
            reason = reason.replace(f"{{{name}}}", words)
        return reason


def _checked(laws: Sequence[str]) -> tuple[str, ...]:
    try:
        return usual_names(laws)
    except ValueError as error:
        raise ConfigurationError(
            str(error),
            stage="options",
            item="allowed_laws",
            remedy="name states, provinces or countries, such as 'New York' or 'England and Wales'",
        ) from error


def _absent(rule: RiskRule, contract: Reviewed) -> bool:
    """Tell whether each type that must be absent surely is; where no model ran, nothing is sure."""
    return all(1 - contract.presence.get(type, 1.0) >= rule.min_confidence for type in rule.absent)
