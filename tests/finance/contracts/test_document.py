from pathlib import Path

import pytest
from pdf_files import write_pdf

from dsolutions.component import Pipeline
from dsolutions.errors import InputError
from dsolutions.preprocessing import read_rows
from dsolutions.types import Result
from dsolutions_finance.contracts.document import CONTRACT_FORM, ContractDocument
from dsolutions_finance.contracts.text import ContractText


class PageCount(Result):
    pages: int = 0


@pytest.fixture
def pdf(tmp_path):
    return write_pdf(tmp_path / "agreement.pdf", [["1. Fees. Ten dollars."], ["2. Term. One year."]])


@pytest.mark.parametrize(
    "as_item", [Path, str, lambda path: {"path": str(path)}, lambda path: {"File": path}]
)
def test_paths_are_read(pdf, as_item):
    contract = CONTRACT_FORM.read(as_item(pdf), default_id="0")
    assert isinstance(contract, ContractDocument)
    assert (contract.id, contract.kind, contract.page_of(len(contract.text) - 1)) == (
        "agreement",
        "contract",
        2,
    )
    assert contract.metadata["path"] == str(pdf)


def test_a_row_keeps_its_id_and_other_columns(pdf):
    row = {"id": "C-7", "path": str(pdf), "text": None, "desk": "EU"}
    contract = CONTRACT_FORM.read(row, default_id="0")
    assert (contract.id, contract.metadata["desk"]) == ("C-7", "EU")
    renamed = {"nr": "C-8", "contract file": str(pdf)}
    columns = {"id": "nr", "path": "contract file"}
    assert CONTRACT_FORM.read(renamed, default_id="0", columns=columns).id == "C-8"


def test_texts_are_taken_as_they_are():
    text = "See attached.\n\nagreement.pdf"
    assert CONTRACT_FORM.read(text, default_id="0").text == text
    assert CONTRACT_FORM.read({"text": "1. Fees.", "path": ""}, default_id="3").id == "3"


def test_a_pdf_row_of_a_file_job_is_a_contract(pdf):
    [row] = read_rows(pdf)
    contract = CONTRACT_FORM.read(row.fields, default_id="0")
    assert contract.page_starts == (0, contract.text.index("\f") + 1)


def test_a_docx_and_html_are_contracts(tmp_path):
    page = tmp_path / "a.html"
    page.write_text("<h1>Lease</h1><p>1. Rent.<p>2. Term.")
    contract = CONTRACT_FORM.read(page, default_id="0")
    text = ContractText.of(contract)
    assert text.text == "Lease\n\n1. Rent.\n\n2. Term."
    start = text.text.index("2.")
    assert text.span(start, start + 7).quote == "2. Term"


@pytest.mark.parametrize("item", ["missing.pdf", Path("missing.docx"), {"path": "missing.txt"}])
def test_a_missing_file_is_an_input_error(item):
    with pytest.raises(InputError, match="there is no such file"):
        CONTRACT_FORM.read(item, default_id="0")


@pytest.mark.parametrize("item", ["", "  ", {"path": "", "text": ""}, {"desk": "EU"}, 7])
def test_what_holds_no_text_is_an_input_error(item):
    with pytest.raises(InputError) as caught:
        CONTRACT_FORM.read(item, default_id="0")
    assert caught.value.remedy


class PageCounter(Pipeline[PageCount]):
    """Counts pages; a stand-in for any pipeline over contracts."""

    name = "page-counter"
    result_type = PageCount
    form = CONTRACT_FORM

    def predict(self, documents):
        return [PageCount(document_id=d.id, pages=len(d.page_starts)) for d in documents]


def test_a_broken_file_spoils_no_other_file_of_a_batch(pdf, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 cut off")
    items = [str(pdf), broken, "1. Fees. Ten dollars.", {"path": str(tmp_path / "lost.docx")}, pdf]
    results = PageCounter().run(items)
    assert [result.pages for result in results] == [2, 0, 0, 0, 2]
    assert [result.error.message if result.error else "" for result in results] == [
        "", "this PDF is broken", "", "there is no such file", "",
    ]  # fmt: skip
    assert PageCounter().run(pdf)[0].pages == 2


def test_rows_of_a_csv_name_files(pdf, tmp_path):
    table = tmp_path / "contracts.csv"
    table.write_text(f"id,path\nC-1,{pdf}\nC-2,lost.pdf\n")
    out = tmp_path / "out.jsonl"
    manifest = PageCounter().run_file(table, out)
    assert (manifest.rows, manifest.errors) == (2, {"InputError": 1})
    assert '"pages":2' in out.read_text().splitlines()[0].replace(" ", "")


def test_columns_with_a_path_or_a_text_will_do():
    assert CONTRACT_FORM.has_content(["id", "path"])
    assert CONTRACT_FORM.has_content(["text"])
    assert not CONTRACT_FORM.has_content(["id", "name"])
