"""Results as two tables: a row per contract, a row per clause."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dsolutions_finance.contracts.results import ContractDate, ContractResult, Party

Cell = str | int | float | None

CONTRACT_COLUMNS = (
    "document_id", "error", "kind", "title", "parties", "agreement_date", "effective_date", "expiration_date",
    "perpetual", "renewal_term", "auto_renewal", "notice_period", "governing_law", "venue", "liability_cap",
    "payment_term", "clauses", "absent", "risks_high", "risks_medium", "risks_low", "risks",
)  # fmt: skip
CLAUSE_COLUMNS = ("document_id", "type", "probability", "section", "page", "start", "end", "text")


def contract_row(result: ContractResult) -> Mapping[str, Cell]:
    """Return the row of one contract; several values in a cell are parted by a semicolon.

    >>> contract_row(ContractResult(document_id="7"))["risks_high"]
    0
    """
    fields = result.fields
    caps = [
        f"{cap.amount.value} {cap.amount.currency}" if cap.amount else cap.basis
        for cap in fields.liability_caps
    ]
    cells: dict[str, Cell] = {
        "document_id": result.document_id,
        "error": result.error.message if result.error else None,
        "kind": result.kind,
        "title": fields.title.quote if fields.title else None,
        "parties": _joined(_party(party) for party in fields.parties),
        "agreement_date": _date(fields.agreement_date),
        "effective_date": _date(fields.effective_date),
        "expiration_date": _date(fields.expiration_date),
        "perpetual": "yes" if fields.expiration_date and fields.expiration_date.perpetual else None,
        "renewal_term": fields.renewal_term.value if fields.renewal_term else None,
        "auto_renewal": None if fields.auto_renewal is None else ("yes" if fields.auto_renewal else "no"),
        "notice_period": fields.notice_period.value if fields.notice_period else None,
        "governing_law": fields.governing_law.name if fields.governing_law else None,
        "venue": fields.venue.name if fields.venue else None,
        "liability_cap": _joined(caps),
        "payment_term": _joined(dict.fromkeys(term.within.value for term in fields.payment_terms)),
        "clauses": len(result.clauses),
        "absent": _joined(gap.type for gap in result.absent),
    }
    cells |= {
        f"risks_{severity}": sum(flag.severity == severity for flag in result.risks)
        for severity in ("high", "medium", "low")
    }
    return cells | {"risks": _joined(flag.rule for flag in result.risks)}


def clause_rows(result: ContractResult) -> Iterator[Mapping[str, Cell]]:
    """Yield a row per clause of one contract."""
    for clause in result.clauses:
        section = result.sections[clause.section] if clause.section is not None else None
        yield {
            "document_id": result.document_id,
            "type": clause.type,
            "probability": clause.probability,
            "section": " ".join(filter(None, (".".join(section.path), section.title))) if section else None,
            "page": clause.evidence.page,
            "start": clause.evidence.start,
            "end": clause.evidence.end,
            "text": " ".join(clause.evidence.quote.split()),
        }


def write_tables(results: Iterable[ContractResult], folder: str | Path) -> tuple[Path, Path]:
    """Write ``contracts.csv`` and ``clauses.csv`` into a folder, in bounded memory.

    Returns:
        The paths of both.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    contracts, clauses = target / "contracts.csv", target / "clauses.csv"
    with (
        contracts.open("w", encoding="utf-8", newline="") as first,
        clauses.open("w", encoding="utf-8", newline="") as second,
    ):
        rows, more = csv.DictWriter(first, CONTRACT_COLUMNS), csv.DictWriter(second, CLAUSE_COLUMNS)
        rows.writeheader()
        more.writeheader()
        for result in results:
            rows.writerow(contract_row(result))
            more.writerows(clause_rows(result))
    return contracts, clauses


def _party(party: Party) -> str:
    return f"{party.name} ({party.short_name})" if party.short_name else party.name


def _date(date: ContractDate | None) -> str | None:
    return date.value if date else None


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
