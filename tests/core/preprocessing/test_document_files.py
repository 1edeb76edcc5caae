import pytest

from dsolutions.errors import InputError
from dsolutions.preprocessing import each_input, read_document_file


def test_form_feeds_begin_pages_of_a_text_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("one\ftwo\fthree")
    found = read_document_file(path)
    assert found.page_starts == (0, 4, 8)
    assert found.text == "one\ftwo\fthree"


def test_a_text_file_without_form_feeds_has_no_pages(tmp_path):
    (tmp_path / "a.txt").write_text("one")
    assert read_document_file(tmp_path / "a.txt").page_starts == ()


def test_html_keeps_its_source(tmp_path):
    (tmp_path / "a.htm").write_text("<p>Acme")
    found = read_document_file(tmp_path / "a.htm")
    assert (found.text, found.kind) == ("<p>Acme", "html")


def test_a_pdf_with_the_suffix_of_a_text_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4 ...")
    with pytest.raises(InputError, match="this is a PDF file"):
        read_document_file(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.doc", "a.csv", "a"])
def test_other_suffixes_are_refused(tmp_path, name):
    (tmp_path / name).write_text("x")
    with pytest.raises(InputError, match="no format that can be read"):
        read_document_file(tmp_path / name)


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(InputError, match="this is a folder"):
        read_document_file(tmp_path)
    with pytest.raises(InputError, match="there is no such file"):
        read_document_file(tmp_path / "a.pdf")


def test_a_path_counts_as_one_input(tmp_path):
    assert [*each_input(tmp_path / "a.pdf")] == [tmp_path / "a.pdf"]
