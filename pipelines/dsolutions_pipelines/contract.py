"""Contracts in; clauses, fields, gaps and risks out, each with its place in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from dsolutions.adapters import Adapter, find_adapter, installed_for
from dsolutions.component import Pipeline
from dsolutions.errors import AdapterError, ConfigurationError
from dsolutions.preprocessing import DocumentForm
from dsolutions.runtime import Precision, Runtime
from dsolutions.safety import Monitor, Statement
from dsolutions.safety.policy import PolicySource, option_of
from dsolutions.types import Document, Ingredient
from dsolutions_finance.contracts.absent import UsualClauses, absent_clauses, kind_of
from dsolutions_finance.contracts.comparison import (
    ContractComparison,
    StandardClauses,
    Version,
    compare_standards,
    compare_versions,
)
from dsolutions_finance.contracts.document import CONTRACT_FORM, ContractDocument
from dsolutions_finance.contracts.fields import find_fields
from dsolutions_finance.contracts.results import Clause, ContractFields, ContractResult
from dsolutions_finance.contracts.risks import Reviewed, RiskDetector, RiskRules
from dsolutions_finance.contracts.structure import Structure, read_structure
from dsolutions_finance.contracts.tables import write_tables
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.finder import HEAD, ClauseFinder
from dsolutions_finance.contracts.types.labels import CLAUSE_TYPES
from dsolutions_finance.contracts.types.shipped import adapted
from dsolutions_finance.contracts.types.unfair import UNFAIR_TYPES, UnfairTerms

if TYPE_CHECKING:
    from dsolutions.evaluation import LabelledPredictions, LabelledTexts

# Clause types that a field proves to be there.
_PROVEN = {
    "title": "Document Name",
    "parties": "Parties",
    "agreement_date": "Agreement Date",
    "effective_date": "Effective Date",
    "expiration_date": "Expiration Date",
    "renewal_term": "Renewal Term",
    "notice_period": "Notice Period To Terminate Renewal",
    "governing_law": "Governing Law",
    "liability_caps": "Cap On Liability",
}
# What a service says to consumers calls itself so in its first lines.
_CONSUMER = re.compile(
    r"\b(?:terms\s+of\s+(?:service|use)|user\s+agreement|conditions\s+of\s+use)\b", re.IGNORECASE
)
_OPENING = 400  # characters
_KNOWN = (*CLAUSE_TYPES, *UNFAIR_TYPES.values())  # clause types that can be scored
_UNFAIR = "Unfair: "  # types of another data set, which an adapter need not know


class ContractPipeline(Pipeline[ContractResult]):
    """A reviewer's view of contracts: clause tree, clause types, fields, what is missing, and what is risky.

    A contract is a file (PDF, DOCX, HTML, text) or its text. Clause types and gaps need an adapter for the
    encoder; where none is installed they stay empty, and all else is answered.

    Args:
        adapters: an adapter for clause types in place of the shipped one.
        risk_rules: risk rule file in place of the shipped one.
        allowed_laws: places whose law may govern, such as ``"New York"``, in place of the rule file's list.
        standard_clauses: file of clauses as you want them (CSV, JSONL or TOML with type and text); each
            contract is compared with them.
        model: encoder, by catalogue name or path. ``"all-mpnet-base-v2"`` finds more clauses and unfair
            terms, and takes twice as long; the adapters that ship are read on the default encoder beside it.
        precision: ``"auto"``, ``"float32"`` or ``"bfloat16"``.
        safety: policy that says what is done about which finding and score: a ``SafetyPolicy``, the name of
            one that ships, a path, or ``"off"``.
        monitor: file to log decisions in, without any text of documents.

    >>> pipeline = ContractPipeline()
    >>> said = "This Agreement is governed by the laws of Texas. Invoices are due within 90 days of receipt."
    >>> [result] = pipeline.run([said])
    >>> result.fields.governing_law.name, "payment.long_term" in {flag.rule for flag in result.risks}
    ('Texas', True)
    """

    name = "contract"
    result_type = ContractResult
    form: ClassVar[DocumentForm] = CONTRACT_FORM

    def __init__(
        self,
        *,
        adapters: Sequence[Adapter | str | Path] = (),
        risk_rules: str | Path | None = None,
        allowed_laws: Sequence[str] = (),
        standard_clauses: str | Path | None = None,
        model: str = "all-MiniLM-L6-v2",
        precision: str = "auto",
        safety: PolicySource = "finance",
        monitor: Monitor | str | Path | None = None,
    ) -> None:
        super().__init__(safety=safety, monitor=monitor)
        self._adapters = tuple(adapters)
        self._risk_rules = risk_rules
        self._allowed_laws = tuple(allowed_laws)
        self._standard_clauses = standard_clauses
        self._model = model
        self._precision = Precision.named(precision)

    def options(self) -> dict[str, Any]:
        """Return the options of ``__init__``; an adapter object is given by its name."""
        return {
            "adapters": [a.name if isinstance(a, Adapter) else str(a) for a in self._adapters],
            "risk_rules": self._risk_rules and str(self._risk_rules),
            "allowed_laws": list(self._allowed_laws),
            "standard_clauses": self._standard_clauses and str(self._standard_clauses),
            "model": self._model,
            "precision": self._precision.format,
            "safety": option_of(self.safety),
        }

    def load(self) -> None:
        """Load the model, the rules and the standard clauses."""
        rules = RiskRules.read(self._risk_rules) if self._risk_rules else RiskRules.builtin()
        self._risks = RiskDetector(rules, self._allowed_laws or None)
        self._standards = StandardClauses.read(self._standard_clauses) if self._standard_clauses else None
        self._usual = UsualClauses.builtin()
        reader = self.runtime = Runtime(self._model, precision=self._precision)
        runtime = adapted(reader)
        self._finder = self._clause_finder(runtime, reader)
        self._unfair = UnfairTerms.builtin(runtime, reader)
        _check_types(rules, (*self._usual.types, *(self._finder.labels if self._finder else ())))
        self._ingredients = (
            *(self._finder.ingredients if self._finder else ()),
            *self._unfair.ingredients,
            rules.ingredient,
            *((self._standards.ingredient,) if self._standards else ()),
        )

    def _clause_finder(self, runtime: Runtime, reader: Runtime) -> ClauseFinder | None:
        if self._adapters:
            return ClauseFinder(reader, find_adapter(self._adapters[0]))
        try:
            adapter = installed_for(runtime.encoder.model.sha256, HEAD)
        except AdapterError:
            return None  # no clause types have been trained for this encoder; the rest does not need them
        return ClauseFinder(runtime, adapter, reader=reader)

    def ingredients(self) -> tuple[Ingredient, ...]:
        """Return adapter, rules and standard clauses."""
        return self.warm_up()._ingredients

    def predict(self, documents: Sequence[Document]) -> list[ContractResult]:
        """Review each contract on its own."""
        return [self._review(_contract(document)) for document in documents]

    def statements(self, document: Document, result: ContractResult) -> Sequence[Statement]:
        """Give out the reasons of risks, each with the words that it stands on."""
        return [
            Statement(text=flag.reason, sources=tuple(span.quote for span in flag.evidence), quoted=True)
            for flag in result.risks
        ]

    def _review(self, document: ContractDocument) -> ContractResult:
        text = ContractText.of(document)
        structure = read_structure(text)
        fields = find_fields(text)
        found = self._finder.find(text) if self._finder else None
        spotted = (*(found.clauses if found else ()), *self._unfair_terms(text))
        clauses = _placed(sorted(spotted, key=lambda clause: clause.evidence.start), text, structure)
        presence = found.presence if found else {}
        kind = kind_of(fields.title.quote) if fields.title else None
        proven = [type for name, type in _PROVEN.items() if getattr(fields, name)]
        return ContractResult(
            document_id=document.id,
            provenance=self.provenance(),
            kind=kind,
            pages=len(document.page_starts) or None,
            sections=structure.sections,
            definitions=structure.definitions,
            references=structure.references,
            clauses=clauses,
            presence=presence,
            fields=fields,
            absent=absent_clauses(presence, kind, self._usual, found=proven),
            risks=self._risks.flags(Reviewed(text, fields, clauses, presence, kind)),
            standards=compare_standards(text, self._standards.clauses, structure.sections)
            if self._standards
            else (),
        )

    def _unfair_terms(self, text: ContractText) -> tuple[Clause, ...]:
        """Find unfair terms where consumers are the other side; companies are held to other standards."""
        return self._unfair.find(text) if _CONSUMER.search(text.text, 0, _OPENING) else ()

    def compare(self, before: Any, after: Any) -> ContractComparison:
        """Compare two versions of a contract, or a contract with standard clauses.

        Args:
            before: the old version: a path, a text, a mapping or a document; or a file of standard clauses.
            after: the new one.

        Returns:
            What was added, removed, changed and moved, and the risks that were gained and lost; what became
            of the standard clauses, of this file or else of those that the pipeline was given.

        Raises:
            DsolutionsError: one of them cannot be read.
        """
        if StandardClauses.holds(before):
            wanted = StandardClauses.read(before)
            text = ContractText.of(_contract(self.form.read(after, default_id="after")))
            matches = compare_standards(text, wanted.clauses, read_structure(text).sections)
            return ContractComparison(before=wanted.name, after=text.document.id, standards=matches)
        sides = ((before, "before"), (after, "after"))
        old, new = (_contract(self.form.read(item, default_id=side)) for item, side in sides)
        results = self.run([old, new], on_error="raise")
        versions = (Version(ContractText.of(d), r) for d, r in zip((old, new), results, strict=True))
        return compare_versions(*versions).model_copy(update={"standards": results[1].standards})

    def predictions(self, source: str | Path) -> LabelledPredictions:
        """Review contracts that somebody has reviewed; the file is one for ``contracts.scoring``."""
        from dsolutions_finance.contracts.scoring import compared, read_reviews

        reviews = read_reviews(source, _KNOWN)
        return compared(reviews, self.run([review.text.document for review in reviews]), _KNOWN)

    def training_texts(self, source: str | Path) -> LabelledTexts:
        """Read such a file to fit floors on; they answer clauses and types, not fields."""
        from dsolutions_finance.contracts.scoring import read_reviews, texts_of

        return texts_of(read_reviews(source, _KNOWN))

    def write_tables(self, results: Iterable[ContractResult], folder: str | Path) -> tuple[Path, Path]:
        """Write ``contracts.csv`` (a row per contract) and ``clauses.csv`` (a row per clause) to a folder."""
        return write_tables(results, folder)

    def write_report(
        self, documents: Iterable[Document | None], results: Iterable[ContractResult], path: str | Path
    ) -> None:
        """Write the review page: risks, cover sheet, gaps, clause tree and marked text of each contract."""
        from dsolutions_finance.contracts.review import write_report

        contracts = (None if document is None else _contract(document) for document in documents)
        write_report(contracts, results, path)

    def write_comparison(self, comparison: ContractComparison, path: str | Path) -> None:
        """Write a page about what ``compare`` found: risks, changes and standard clauses, word by word."""
        from dsolutions_finance.contracts.review import write_comparison

        write_comparison(comparison, path)

    def summary(self, result: ContractResult) -> Mapping[str, str]:
        """Return one row of a table: kind, parties, end, law, gaps and risks."""
        fields = result.fields
        return {
            "kind": result.kind or "",
            "parties": ", ".join(party.name for party in fields.parties),
            "ends": _end(fields),
            "law": fields.governing_law.name if fields.governing_law else "",
            "missing": ", ".join(gap.type for gap in result.absent),
            "risks": ", ".join(f"{flag.rule} ({flag.severity})" for flag in result.risks),
        }


def _contract(document: Document) -> ContractDocument:
    if isinstance(document, ContractDocument):
        return document
    made = CONTRACT_FORM.read(document, default_id=document.id)
    assert isinstance(made, ContractDocument)
    return made


def _placed(clauses: Iterable[Clause], text: ContractText, structure: Structure) -> tuple[Clause, ...]:
    """Say in which section each clause stands; sections are found by offsets of the working text."""
    return tuple(
        clause.model_copy(
            update={"section": structure.section_at(bisect_left(text.aligned.starts, clause.evidence.start))}
        )
        for clause in clauses
    )


def _end(fields: ContractFields) -> str:
    end = fields.expiration_date
    if end is None:
        return ""
    renews = " (renews)" if fields.auto_renewal else ""
    return ("until ended" if end.perpetual else end.value or "open") + renews


def _check_types(rules: RiskRules, known: Sequence[str]) -> None:
    """Refuse rules that ask about clause types which nothing finds."""
    for rule in rules.rules:
        for type in sorted(rule.types):
            if type not in known and not type.startswith(_UNFAIR):
                near = get_close_matches(type, known, n=1)
                raise ConfigurationError(
                    f"the risk rule {rule.name!r} asks about the clause type {type!r}, which is not known",
                    stage="rules",
                    item=rule.name,
                    remedy=f"did you mean {near[0]!r}?" if near else f"use one of: {', '.join(known)}",
                )
