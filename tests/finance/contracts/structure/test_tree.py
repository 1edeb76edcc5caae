import time
from itertools import pairwise

import pytest

from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.structure import read_structure
from dsolutions_finance.contracts.text import ContractText

TEXT = "Borealis shall supply the goods to Acme and Acme shall pay for them at once."
PREAMBLE = f"This Supply Agreement is made between Acme Inc. and Borealis Ltd on 1 May 2020. {TEXT} {TEXT}"


def structure_of(*paragraphs):
    return read_structure(ContractText.of(ContractDocument(id="1", text="\n\n".join(paragraphs))))


def outline(*paragraphs):
    """Each section as "number title", indented by its level."""
    sections = structure_of(*paragraphs).sections
    return [f"{'  ' * s.level}{s.number or '-'} {s.title}".rstrip() for s in sections]


@pytest.mark.parametrize(
    ("first", "second", "inner"),
    [
        ("1. Fees. ", "2. Term. ", "(a) "),
        ("1 Fees", "2 Term", "1.1 "),
        ("ARTICLE I FEES", "ARTICLE II TERM", "Section 1.1 "),
        ("Article 1. Fees", "Article 2. Term", "1.1 "),
        ("Article 1 - Fees", "Article 2 – Term", "1.1 "),
        ("ARTICLE ONE FEES", "ARTICLE TWO TERM", "1. "),
        ("§ 1 Fees", "§ 2 Term", "(1) "),
        ("I. FEES", "II. TERM", "A. "),
        ("A. Fees", "B. Term", "1. "),
        ("Section 1. Fees. ", "Section 2. Term. ", "(i) "),
        ("1.0 Fees", "2.0 Term", "1.1 "),
        ("1) Fees", "2) Term", "a) "),
    ],
)
def test_styles_of_numbers(first, second, inner):
    sections = structure_of(PREAMBLE, first, f"{inner}{TEXT}", second, TEXT).sections
    assert [(s.level, s.parent, s.title.title()) for s in sections] == [
        (0, None, "Fees"),
        (1, 0, ""),
        (0, None, "Term"),
    ]


def test_levels_nest_and_numbers_make_paths():
    sections = structure_of(
        "ARTICLE IV", "FEES", "4.1 Rates. " + TEXT, "(a) " + TEXT, "(i) " + TEXT, "(ii) " + TEXT,
        "(b) " + TEXT, "4.2 Taxes. " + TEXT,
    ).sections  # fmt: skip
    assert [s.path for s in sections] == [
        ("IV",), ("IV", "1"), ("IV", "1", "a"), ("IV", "1", "a", "i"), ("IV", "1", "a", "ii"),
        ("IV", "1", "b"), ("IV", "2"),
    ]  # fmt: skip
    assert sections[0].title == "FEES"
    assert [s.level for s in sections] == [0, 1, 2, 3, 3, 2, 1]


def test_an_i_after_an_h_is_a_letter_and_else_a_numeral():
    letters = [f"({letter}) {TEXT}" for letter in "abcdefghij"]
    assert outline("1. Duties.", *letters)[1:] == [f"  {letter}" for letter in "abcdefghij"]
    roman = [f"({numeral}) {TEXT}" for numeral in ("i", "ii", "iii", "iv", "v", "vi")]
    assert outline("1. Duties.", *roman)[1:] == [f"  {n}" for n in ("i", "ii", "iii", "iv", "v", "vi")]
    assert outline("1. Duties.", *letters[:8], *roman[:2])[8:] == ["  h", "    i", "    ii"]


def test_a_v_and_an_x_go_on_in_the_list_that_they_are_in():
    letters = [f"({letter}) {TEXT}" for letter in "tuvwxyz"]
    many = [f"({letter}) {TEXT}" for letter in "abcdefghijklmnopqrs"]
    assert len(outline("1. Duties.", *many, *letters, f"(aa) {TEXT}")) == 28


def test_lists_inside_a_sentence_are_no_sections():
    text = f"1. Duties. Borealis shall (a) deliver, (b) install and (c) maintain the goods. {TEXT}"
    assert outline(text, f"2. Term. {TEXT}") == ["1 Duties", "2 Term"]


@pytest.mark.parametrize(
    "sentence",
    [
        "30 days after delivery the fee is due.",
        "2021 was the first year of the programme.",
        "10,000 Units are to be delivered.",
        "May 3, 2020 is the date of this Agreement.",
        "Section 2 of this Agreement applies to it.",
        "4.5 percent is the rate of interest.",
        "(212) 555-0100 is the number to call.",
    ],
)
def test_sentences_that_begin_with_a_number_are_no_sections(sentence):
    assert outline(f"1. Fees. {TEXT}", sentence, f"2. Term. {TEXT}") == ["1 Fees", "2 Term"]


def test_a_table_of_contents_is_left_out():
    contents = ["TABLE OF CONTENTS", "1. Fees 1", "2. Term 2", "Exhibit A 3"]
    body = ["1. Fees", TEXT, "2. Term", TEXT]
    structure = structure_of("SUPPLY AGREEMENT", *contents, PREAMBLE, *body)
    assert [s.number for s in structure.sections] == ["1", "2"]
    leaders = ["1. Fees ........ 1", "2. Term ........ 2"]
    assert [s.number for s in structure_of(*leaders, PREAMBLE, *body).sections] == ["1", "2"]


def test_attachments_count_anew():
    assert outline(
        PREAMBLE, f"1. Fees. {TEXT}", f"2. Term. {TEXT}", "EXHIBIT A", "SERVICES", f"1. Hosting. {TEXT}",
        f"2. Support. {TEXT}", f"Schedule 2 - Prices. {TEXT}", f"1. Rates. {TEXT}",
    ) == [
        "1 Fees", "2 Term", "EXHIBIT A SERVICES", "  1 Hosting", "  2 Support", "Schedule 2 Prices",
        "  1 Rates",
    ]  # fmt: skip


def test_a_list_of_attachments_is_none_of_them():
    assert outline(f"1. Fees. {TEXT}", "Exhibit A - Prices", "Exhibit B - Services") == ["1 Fees"]


def test_unnumbered_capitals_are_headings_and_the_title_and_signatures_are_not():
    assert outline(
        "SUPPLY AGREEMENT", PREAMBLE, "GOVERNING LAW", TEXT, "TERM AND TERMINATION", TEXT,
        "IN WITNESS WHEREOF, the parties have signed.", "ACME HOLDINGS", "By: ____________",
    ) == ["- GOVERNING LAW", "- TERM AND TERMINATION"]  # fmt: skip


def test_capitals_before_their_text_are_headings_where_few_numbers_are():
    heads = ("SCOPE OF WORK", "PAYMENT TERMS", "CHANGE ORDERS", "TERMINATION", "NOTICE", "BINDING EFFECT")
    text = " ".join(f"{head} {TEXT}" for head in heads[:3])
    found = outline(PREAMBLE, text, "1. Ada Bo", "2. Cy Du", *(f"{head} {TEXT}" for head in heads[3:]))
    assert [line.strip("- ") for line in found if line[0] == "-"] == [*heads]


def test_sections_may_be_counted_in_words():
    words = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX")
    found = outline(PREAMBLE, *(f"SECTION {word}. FEES {TEXT}" for word in words), "SECTION SEVEN. TERM")
    assert [line.split()[0] for line in found] == [*words, "SEVEN"]
    assert (
        structure_of("Section Twenty. Law. " + TEXT, "Section Twenty-One. Term. " + TEXT).sections[1].number
    )


def test_lines_of_a_sentence_in_capitals_are_no_headings():
    lines = ("THE WORKS ARE PROVIDED WITHOUT WARRANTIES OF MERCHANTABILITY,", "FITNESS AND TITLE")
    assert outline(PREAMBLE, "1. Fees. " + TEXT, *lines, TEXT, "2. Term. " + TEXT) == ["1 Fees", "2 Term"]


def test_decimals_belong_to_the_article_above_its_title():
    found = outline(
        PREAMBLE, "ARTICLE I [FEES AND TERM]", "FEES AND TERM", "1.01 Rates. " + TEXT, "1.02 Taxes. " + TEXT
    )
    assert found[-2:] == ["  1.01 Rates", "  1.02 Taxes"]


def test_a_list_of_the_same_style_is_part_of_its_item():
    page = f"1. Secrets. (a) {TEXT} It is none of: (a) what was known; (b) what is public. (b) {TEXT} " * 8
    levels = [(s.number, s.level) for s in structure_of(PREAMBLE, page).sections][:5]
    assert levels == [("1", 0), ("a", 1), ("a", 2), ("b", 2), ("b", 1)]
    letters = [f"{letter}. {TEXT}" for letter in "CDEFGHIJ"]
    found = outline(
        PREAMBLE,
        "I. WORKS",
        "A. " + TEXT,
        "B. Acme shall:",
        "I. Come.",
        "II. Go.",
        *letters,
        "II. FEES",
        TEXT,
    )
    assert [line for line in found if line[0] == "I"] == ["I WORKS", "II FEES"]
    assert [line.strip()[0] for line in found if line.startswith("  ") and line[2] != " "] == [*"ABCDEFGHIJ"]


def test_a_number_with_a_title_counts_on_behind_an_address():
    said = f"1.1 Notices. To Acme: ada@acme.example 1.2 Specific Performance. {TEXT}"
    assert outline(PREAMBLE, "1. General", said) == [
        "1 General",
        "  1.1 Notices",
        "  1.2 Specific Performance",
    ]
    said = f"1.1 Notices. As in 1.2 and so on. {TEXT}"
    assert outline(PREAMBLE, "1. General", said) == ["1 General", "  1.1 Notices"]


def test_a_numeral_that_a_scan_misread_is_read():
    found = outline(PREAMBLE, "ARTICLE I", "FEES", "1.01 " + TEXT, "ARTICLE I1", "TERM", "2.01 " + TEXT)
    assert [line.split()[0] for line in found] == ["I", "1.01", "I1", "2.01"]


def test_recitals_may_have_numbers_of_their_own():
    recitals = ["1. Acme grows figs. " + TEXT, "2. Bo buys them. " + TEXT]
    found = outline(PREAMBLE, "WHEREAS", *recitals, "1. Sale", "1.1 Figs. " + TEXT, "2. Price", TEXT)
    assert found[1:] == ["  1", "  2", "1 Sale", "  1.1 Figs", "2 Price"]
    assert outline(PREAMBLE, "WHEREAS", TEXT, "1. Sale", TEXT, "2. Price", TEXT)[1:] == ["1 Sale", "2 Price"]


def test_a_list_may_begin_on_the_line_of_its_title():
    found = outline(PREAMBLE, "1. Fees. a. Rate. " + TEXT, "b. Taxes. " + TEXT, "2. Term. " + TEXT)
    assert found == ["1 Fees", "  a Rate", "  b Taxes", "2 Term"]


def test_recitals_have_their_own_letters():
    assert outline(PREAMBLE, "RECITALS", f"A. {TEXT}", f"B. {TEXT}", "AGREEMENT", f"1. Fees. {TEXT}") == [
        "- RECITALS", "  A", "  B", "- AGREEMENT", "1 Fees",
    ]  # fmt: skip


def test_numbers_count_on_across_articles_and_capitals():
    assert outline("ARTICLE I", f"1. {TEXT}", f"2. {TEXT}", "ARTICLE II", f"3. {TEXT}") == [
        "I", "  1", "  2", "II", "  3",
    ]  # fmt: skip
    assert outline(PREAMBLE, f"1. {TEXT}", "GENERAL PROVISIONS", f"2. {TEXT}") == [
        "1", "- GENERAL PROVISIONS", "2",
    ]  # fmt: skip


def test_a_list_inside_a_section_does_not_end_the_outer_count():
    inner = [f"{n}. {TEXT}" for n in (1, 2, 3)]
    assert outline(f"1. Fees. {TEXT}", "2. Steps. These are:", *inner, f"3. Term. {TEXT}")[:2] == [
        "1 Fees",
        "2 Steps",
    ]
    found = structure_of(f"4. Fees. {TEXT}", "5. Steps. These are:", *inner, f"6. Term. {TEXT}").sections
    assert [(s.number, s.parent) for s in found] == [
        ("4", None), ("5", None), ("1", 1), ("2", 1), ("3", 1), ("6", None),
    ]  # fmt: skip


def test_a_page_run_together_is_parted_at_its_numbers():
    page = f"1. Fees {TEXT} 1.1 Rates. {TEXT} {TEXT} (a) {TEXT} (b) {TEXT} 1.2 Taxes. {TEXT} 2. Term. {TEXT} "
    page += f"3. Notices. {TEXT} {TEXT} {TEXT} {TEXT} As Section 2 says. {TEXT}"
    sections = structure_of(page).sections
    assert [s.number for s in sections] == ["1", "1.1", "a", "b", "1.2", "2", "3"]
    assert [s.parent for s in sections] == [None, 0, 1, 1, 0, None, None]


def test_spans_lead_back_to_the_file_and_cover_what_is_under_a_section():
    source = "1. Fees.\n\n(a) Ten  dollars.\n\n2. Term.\n"
    document = ContractDocument(id="1", text=source, page_starts=(0, source.index("2.")))
    first, inner, second = read_structure(ContractText.of(document)).sections
    assert first.heading.quote == "1. Fees"
    assert first.span.quote == "1. Fees.\n\n(a) Ten  dollars."
    assert inner.span.quote == "(a) Ten  dollars."
    assert (first.span.page, second.span.page) == (1, 2)


def test_sections_are_found_by_offset_and_segments_cover_all():
    structure = structure_of(PREAMBLE, "1. Fees.", f"(a) {TEXT}", "2. Term. Ends.")
    assert structure.section_at(0) is None
    assert [structure.section_at(start) for start, _ in structure.ranges] == [0, 1, 2]
    segments = [*structure.segments()]
    assert [section for *_, section in segments] == [None, 0, 1, 2]
    assert all(end == start for (_, end, _), (start, *_) in pairwise(segments))


@pytest.mark.parametrize("text", ["A letter without any heading.", "1.", "(a)", "EXHIBIT A"])
def test_texts_without_structure(text):
    assert len(structure_of(text).sections) <= 1


def test_time_grows_with_the_length_only():
    def seconds(copies):
        parts = [
            f'{n}. Fees. {TEXT}\n\n(a) {TEXT}\n\n(b) As Section {n}(a) says (the "Fee").'
            for n in range(1, copies)
        ]
        text = ContractText.of(ContractDocument(id="1", text="\n\n".join(parts)))
        begun = time.process_time()
        read_structure(text)
        return time.process_time() - begun

    seconds(20)
    assert seconds(900) < 40 * max(seconds(90), 0.01)
