import sys
import threading

import pypdfium2
import pytest
from pdf_files import write_pdf

from dsolutions.errors import InputError
from dsolutions.preprocessing import open_rows, read_document_file, read_rows

SCAN = (60, 80, bytes(60 * 80))


@pytest.fixture
def without_ocr(monkeypatch):
    from dsolutions.preprocessing import ocr

    ocr._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)


def test_pages_begin_where_page_starts_say(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [["1. Term", "One year."], ["2. Fees"]])
    found = read_document_file(path)
    assert found.text.split("\n\f") == ["1. Term\nOne year.", "2. Fees"]
    assert [found.text[start:].lstrip("\f")[:2] for start in found.page_starts] == ["1.", "2."]


def test_lines_set_apart_are_parted_by_a_blank_line(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [["The fee is ten", "dollars.", "", "It is due", "at once."]])
    assert read_document_file(path).text == "The fee is ten\ndollars.\n\nIt is due\nat once."


def test_a_pdf_is_one_row_called_after_the_file(tmp_path):
    path = write_pdf(tmp_path / "Supply Agreement.PDF", [["1. Term"], ["2. Fees"]])
    [row] = read_rows(path)
    assert row.fields == {
        "id": "Supply Agreement",
        "text": "1. Term\n\f2. Fees",
        "kind": None,
        "page_starts": (0, 9),
    }
    assert open_rows(path).columns is None


def test_an_empty_page_and_a_logo_need_no_ocr(tmp_path, without_ocr):
    logo = (60, 4, bytes(60 * 4))
    path = write_pdf(tmp_path / "a.pdf", [["1. Term"], None, logo])
    assert read_document_file(path).page_starts == (0, 9, 11)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04 this is no PDF", "this is not a PDF file"),
        (b"%PDF-1.4\nand then nothing", "this PDF is broken"),
    ],
)
def test_a_file_that_is_no_pdf_is_refused(tmp_path, content, message):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_document_file(path)
    assert caught.value.stage == "read"
    assert caught.value.item == str(path)
    assert caught.value.remedy


def test_an_encrypted_pdf_is_refused(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [["1. Term"]], encrypted=True)
    with pytest.raises(InputError, match="encrypted"):
        read_document_file(path)


def test_a_pdf_of_empty_pages_is_refused(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [None, None])
    with pytest.raises(InputError, match="no page of this PDF has any text"):
        read_document_file(path)


def test_scanned_pages_without_ocr_name_the_extra_and_the_pages(tmp_path, without_ocr):
    path = write_pdf(tmp_path / "a.pdf", [["1. Term"], SCAN, SCAN])
    with pytest.raises(InputError, match="pages 2, 3 of this PDF are scanned") as caught:
        read_document_file(path)
    assert "dsolutions[ocr]" in caught.value.remedy


def test_a_broken_pdf_is_a_row_with_an_error(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nand then nothing")
    [row] = read_rows(path)
    assert row.error.message == "this PDF is broken"


def test_several_threads_may_read(tmp_path):
    paths = [write_pdf(tmp_path / f"{i}.pdf", [[f"{i}. Term"]] * 5) for i in range(4)]
    texts = {}

    def read(path):
        texts[path] = read_document_file(path).text

    threads = [threading.Thread(target=read, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [texts[path][:2] for path in paths] == ["0.", "1.", "2.", "3."]


def test_only_scanned_pages_are_recognised(tmp_path):
    pytest.importorskip("rapidocr_onnxruntime")
    printed = write_pdf(tmp_path / "printed.pdf", [["", "Governing law: Utah"]])
    with pypdfium2.PdfDocument(printed) as document:
        picture = document[0].render(scale=2, crop=(60, 660, 300, 60), grayscale=True).to_numpy()
    height, width = picture.shape[:2]
    path = write_pdf(tmp_path / "a.pdf", [["1. Term"], (width, height, picture.tobytes())])
    first, second = read_document_file(path).text.split("\n\f")
    assert first == "1. Term"
    assert second.replace(" ", "") == "Governinglaw:Utah"
