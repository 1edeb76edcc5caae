from __future__ import annotations

import time

from dsolutions.types import Span
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.review.blocks import blocks
from dsolutions_finance.contracts.review.marks import Placed, marks
from dsolutions_finance.contracts.review.shown import Shown
from dsolutions_finance.contracts.text import ContractText


def shown(said: str, *page_starts: int) -> Shown:
    return Shown("c0", ContractText.of(ContractDocument(id="1", text=said, page_starts=page_starts)))


def words(block) -> list[str]:
    return [piece.run.text for piece in block.pieces]


def test_paragraphs_are_cut_at_marks():
    cut = list(blocks(shown("Pay now.\n\nOr later."), (), [Placed(4, 7, "risk", "soon")]))

    assert [words(block) for block in cut] == [["Pay ", "now", "."], ["Or later."]]
    assert cut[0].pieces[1].begins == ("risk",)
    assert cut[0].pieces[1].anchor == "c0o4"


def test_a_mark_over_several_paragraphs_begins_once():
    cut = list(blocks(shown("Pay now.\n\nOr later."), (), [Placed(4, 18, "clause t0", "Fees", "Fees 90%")]))

    assert [[piece.run.marks for piece in block.pieces] for block in cut] == [
        [(), ("clause t0",)],
        [("clause t0",), ()],
    ]
    assert [piece.tag for block in cut for piece in block.pieces] == ["", "Fees 90%", "", ""]


def test_a_page_that_begins_inside_a_paragraph_is_marked_there():
    [block] = blocks(shown("Pay as agreed with us now.", 0, 14), (), [])

    assert words(block) == ["Pay as agreed ", "with us now."]
    assert [piece.page for piece in block.pieces] == [1, 2]


def test_of_empty_pages_the_last_one_is_marked():
    [block] = blocks(shown("Pay.", 0, 0, 0), (), [])

    assert [piece.page for piece in block.pieces] == [3]


def test_evidence_that_begins_between_paragraphs_is_found_at_its_words():
    view = shown("Pay now.\n\nOr later.")

    assert view.anchor(Span(start=8, end=12, quote="\n\nOr")) == "c0o10"
    assert view.anchor(Span(start=8, end=10, quote="\n\n")) is None
    assert view.anchor(Span(start=0, end=3, quote="Owe")) is None


def test_headings_stand_alone_or_begin_their_text(read):
    document, result = read("1. Fees\n\n1.1 Pay now.\n\n2. Law. Texas.")
    view = Shown("c0", ContractText.of(document))

    cut = list(blocks(view, result.sections, marks(view, result, {})))

    assert [(block.level, block.alone, "".join(words(block))) for block in cut] == [
        (0, True, "1. Fees"),
        (1, False, "1.1 Pay now."),
        (0, False, "2. Law. Texas."),
    ]
    assert cut[2].pieces[0].run.marks == ("heading",)


def test_sections_inside_one_paragraph_become_blocks(read):
    document, result = read("1. Fees. Pay now. 2. Law. Texas decides. 3. Term. One year.")
    view = Shown("c0", ContractText.of(document))

    cut = list(blocks(view, result.sections, []))

    assert len(cut) == len(result.sections)


def test_many_marks_take_no_longer_each_than_few():
    paragraph = "The fees are due on the day after the day of delivery."

    def seconds(count: int) -> float:
        view = shown("\n\n".join([paragraph] * count))
        step = len(paragraph) + 2
        found = [Placed(n * step + 4, n * step + 8, "field", "fees") for n in range(count)]
        start = time.process_time()
        assert sum(len(block.pieces) for block in blocks(view, (), found)) == 3 * count
        return time.process_time() - start

    # Four times as much; quadratic time would take sixteen times as long.
    assert seconds(4_000) < 8 * seconds(1_000)
