"""Which documents of a risk desk are contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from dsolutions.preprocessing import DocumentForm
from dsolutions.types import Document
from dsolutions_finance.contracts.detection import is_contract
from dsolutions_finance.contracts.document import CONTRACT_FORM, ContractDocument

if TYPE_CHECKING:
    from dsolutions_finance.results import FinanceRiskResult

CONTRACT = "contract"
_FILES = (".pdf", ".docx")  # a headline may end in .html or .txt, hardly in one of these
_UNDECIDED = (None, "html")


class RiskForm(DocumentForm):
    """Reads news as ever, and contracts where a row or a path says that it is one.

    >>> RiskForm().read({"text": "1. Term. One year.", "kind": "contract"}, default_id="0").kind
    'contract'
    """

    def read(self, item: Any, *, default_id: str, columns: Mapping[str, str] | None = None) -> Document:
        """Make a document of a path, a text, a mapping or a document."""
        named = isinstance(item, Path) or (isinstance(item, str) and item.lower().endswith(_FILES))
        told = isinstance(item, Mapping) and item.get("kind") == CONTRACT
        if named or told:
            return CONTRACT_FORM.read(item, default_id=default_id, columns=columns)
        return super().read(item, default_id=default_id, columns=columns)


def as_contract(document: Document) -> ContractDocument | None:
    """Return a document as a contract if it is one: by its type, its kind, or what its text shows.

    >>> as_contract(Document(id="1", text="Acme signs an agreement")) is None
    True
    """
    if isinstance(document, ContractDocument):
        return document
    undecided = document.kind in _UNDECIDED and is_contract(document.text)
    if document.kind != CONTRACT and not undecided:
        return None
    metadata = dict(document.metadata)
    pages = metadata.pop("page_starts", ())  # of a file that was read as a row
    kind = document.kind or CONTRACT
    fields = document.model_dump(exclude={"metadata", "kind"})
    try:
        return ContractDocument(**fields, kind=kind, metadata=metadata, page_starts=pages)
    except ValidationError:  # a column of that name that holds something else
        return ContractDocument(**fields, kind=kind, metadata=document.metadata)


def write_reviews(
    documents: Sequence[Document | None], results: Sequence[FinanceRiskResult], report: str | Path
) -> Path | None:
    """Write the review page of a run's contracts beside its report; ``None`` where there are none.

    Args:
        documents: the inputs, one per result; ``None`` for those that could not be read.
        results: the answers, in the same order.
        report: file of the report; that of the page is called after it.
    """
    from dsolutions.pages import paired
    from dsolutions_finance.contracts.review import write_report

    reviewed = [(document, result.contract) for document, result in paired(documents, results)]
    contracts = [
        (as_contract(document) if document else None, review) for document, review in reviewed if review
    ]
    if not contracts:
        return None
    path = Path(report).with_name(f"{Path(report).stem}-contracts.html")
    return write_report([document for document, _ in contracts], [review for _, review in contracts], path)
