import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsolutions.preprocessing import normalise, repair_layout

BODY = (
    "The Supplier shall deliver the goods to the place that the Customer names, and the Customer shall pay\n"
    "for them within thirty days after it has received the invoice for the goods that were delivered there"
)


def running(source, page_starts=()):
    repaired = repair_layout(source, page_starts)
    return repaired.then(normalise(repaired.text)).text


def pages(*texts):
    starts = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    return "\f".join(texts), starts


def test_wrapped_lines_are_joined_and_paragraphs_kept():
    assert running(f"{BODY}.\n\n{BODY}.") == "\n\n".join([BODY.replace("\n", " ") + "."] * 2)


def test_a_numbered_line_begins_a_paragraph():
    assert running(f"1. {BODY}.\n2. {BODY}.").count("\n\n") == 1
    assert running(f"(a) {BODY};\n(b) {BODY}.").count("\n\n") == 1


def test_a_numbered_title_and_a_line_of_a_form_are_paragraphs_of_their_own():
    assert running(f"Article 2 - Term\n{BODY}.") == "Article 2 - Term\n\n" + running(f"{BODY}.")
    assert running(f"{BODY}.\nAddress: 8 Elm Street\nParty B: Bo").count("\n\n") == 2


def test_a_number_at_the_head_of_a_wrapped_line_begins_none():
    assert running(f"{BODY} as Section\n4.1 says") == BODY.replace("\n", " ") + " as Section 4.1 says"


def test_running_headers_footers_and_page_numbers_are_removed():
    source, starts = pages(
        *(f"ACME SUPPLY AGREEMENT\n\nClause of page {word}.\n\nConfidential\nPage {number} of 3"
          for number, word in enumerate(["one", "two", "three"], 1))
    )  # fmt: skip
    assert running(source, starts) == "Clause of page one.\n\nClause of page two.\n\nClause of page three."


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "Page {}", "page {} of 9", "A-{}", "Source: ACME, 10-K, {}/2/2019"]
)
def test_page_numbers_between_large_gaps_are_removed(form):
    texts = [f"{word}: {BODY} {BODY} ({word})." for word in ("North", "South", "West")]
    source = "".join(f"{text}\n\n{form.format(n)}\n\n\n\n\n" for n, text in enumerate(texts, 1))
    assert running(source) == "\n\n".join(text.replace("\n", " ") for text in texts)


def test_a_sentence_goes_on_over_a_page_break():
    first, second = BODY.split("\n")
    source, starts = pages(f"{first}\n\n1", f"{second}.\n\n2")
    assert running(source, starts) == f"{first} {second}."


def test_numbers_of_a_table_are_kept():
    assert running("Item\n\n1\n\n2\n\n3\n\nTotal") == "Item\n\n1\n\n2\n\n3\n\nTotal"


def test_headings_that_repeat_but_for_their_number_are_kept():
    source, starts = pages(*(f"Article {n}\n\nClause {n} says so." for n in range(1, 5)))
    assert all(f"Article {n}" in running(source, starts) for n in range(1, 5))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("the licen-\nsee pays", "the licensee pays"),
        ("a non-\nexclusive right", "a non-exclusive right"),
        ("a well-known sub-\nlicense; a sub-license", "a well-known sub-license; a sub-license"),
        ("the sublicense; a sub-\nlicense", "the sublicense; a sublicense"),
        ("North-\nWest Ltd", "North-West Ltd"),
        ("hedging; hedg- ing", "hedging; hedging"),
        ("pre- and post-sale", "pre- and post-sale"),
    ],
)
def test_hyphens(source, expected):
    assert running(source) == expected


@given(st.text(st.sampled_from("aB1.-–(\n\f \x02é"), max_size=80))
def test_every_character_leads_back_to_the_source(source):
    repaired = repair_layout(source)
    assert len(repaired.text) == len(repaired.starts) == len(repaired.ends)
    assert all(
        character.isspace() or source[start:end] == character
        for character, start, end in zip(repaired.text, repaired.starts, repaired.ends, strict=True)
    )
    assert [*repaired.starts] == sorted(repaired.starts)


def test_time_grows_with_the_length_only():
    def seconds(copies):
        source = "".join(f"{number}\n\n{BODY}.\n\nACME\n\n\n\n\n" for number in range(copies))
        begun = time.process_time()
        repair_layout(source)
        return time.process_time() - begun

    seconds(50)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)
