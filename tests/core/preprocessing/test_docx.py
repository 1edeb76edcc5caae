import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dsolutions.errors import InputError
from dsolutions.preprocessing import read_document_file, read_rows


@pytest.fixture
def document():
    return docx.Document()


@pytest.fixture
def text_of(document, tmp_path):
    def read():
        document.save(str(tmp_path / "a.docx"))
        return read_document_file(tmp_path / "a.docx").text

    return read


def number(document, paragraph, depth, levels, name):
    """Number a paragraph by a list whose levels are (format, text) pairs; it is made when first named."""
    root = document.part.numbering_part.element
    if not any(node.get(qn("w:numId")) == name for node in root.iterchildren(qn("w:num"))):
        abstract = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): "9" + name})
        for index, (form, text) in enumerate(levels):
            level = OxmlElement("w:lvl", {qn("w:ilvl"): str(index)})
            for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
                level.append(OxmlElement(tag, {qn("w:val"): value}))
            abstract.append(level)
        root.insert(0, abstract)
        numbered = OxmlElement("w:num", {qn("w:numId"): name})
        numbered.append(OxmlElement("w:abstractNumId", {qn("w:val"): "9" + name}))
        root.append(numbered)
    properties = OxmlElement("w:numPr")
    properties.append(OxmlElement("w:ilvl", {qn("w:val"): str(depth)}))
    properties.append(OxmlElement("w:numId", {qn("w:val"): name}))
    paragraph._p.get_or_add_pPr().append(properties)


def test_paragraphs_and_tables_in_order(document, text_of):
    document.add_paragraph("SUPPLY AGREEMENT")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Fee", "$10"
    document.add_paragraph("Signed")
    assert text_of() == "SUPPLY AGREEMENT\n\nFee\t$10\n\nSigned"


def test_automatic_numbers_are_written_out(document, text_of):
    levels = [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")]
    for depth, words in [
        (0, "Fees"),
        (1, "Net"),
        (2, "x"),
        (2, "y"),
        (3, "z"),
        (1, "Tax"),
        (0, "Term"),
        (1, "End"),
    ]:
        number(document, document.add_paragraph(words), depth, levels, "77")
    assert text_of().split("\n\n") == [
        "1.\tFees", "1.1\tNet", "(a)\tx", "(b)\ty", "(i)\tz", "1.2\tTax", "2.\tTerm", "2.1\tEnd",
    ]  # fmt: skip


def test_two_lists_count_each_on_its_own_and_bullets_have_no_number(document, text_of):
    for words, form, name in [
        ("A", "upperRoman", "1001"),
        ("B", "upperRoman", "1001"),
        ("C", "decimal", "1002"),
    ]:
        number(document, document.add_paragraph(words), 0, [(form, "Article %1")], name)
    number(document, document.add_paragraph("D"), 0, [("bullet", "o")], "1003")
    assert text_of().split("\n\n") == ["Article I\tA", "Article II\tB", "Article 1\tC", "D"]


def test_styles_bring_their_numbers(document, text_of):
    document.add_paragraph("Fees", style="List Number")
    document.add_paragraph("Term", style="List Number")
    assert text_of() == "1.\tFees\n\n2.\tTerm"


def test_tracked_insertions_are_read_and_deletions_are_not(document, text_of):
    paragraph = document.add_paragraph("The fee is ")
    for tag, text_tag, words in (("w:del", "w:delText", "ten"), ("w:ins", "w:t", "twelve")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert text_of() == "The fee is twelve"


def test_tabs_and_line_breaks(document, text_of):
    document.add_paragraph("one\ttwo\nthree")
    assert text_of() == "one\ttwo\nthree"


def test_a_docx_is_one_row(document, tmp_path):
    document.add_paragraph("1. Term")
    document.save(str(tmp_path / "nda.docx"))
    [row] = read_rows(tmp_path / "nda.docx")
    assert row.fields == {"id": "nda", "text": "1. Term", "kind": None}


def test_a_docx_without_text_is_refused(text_of):
    with pytest.raises(InputError, match="this DOCX has no text"):
        text_of()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"plain text", "this is not a DOCX file"),
        (b"PK\x03\x04 cut off", "this is not a DOCX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "this is an encrypted DOCX or a DOC file"),
    ],
)
def test_a_file_that_is_no_docx_is_refused(tmp_path, content, message):
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_document_file(path)
    assert caught.value.remedy
