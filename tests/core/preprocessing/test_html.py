import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsolutions.preprocessing import html_text, is_html, working_text
from dsolutions.types import Document

SHARDS = st.lists(
    st.sampled_from(
        [
            *"<>/!&#;=-'\"[] \nap5",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<p>",
            "&lt",
            "&amp;",
            "<![",
            "<br>",
        ]
    ),
    max_size=30,
).map("".join)


def visible(source):
    return working_text(Document(id="1", text=source, kind="html")).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Acme &amp; Co<br>cuts</p><p>jobs</p>", "Acme & Co cuts\n\njobs"),
        ("<script>if (a < b) x('</p>')</script>Acme<style>p{}</style>", "Acme"),
        ("<title>Site</title><!-- note -->Acme<!--[if IE]>old<![endif]-->", "Acme"),
        ("<div style='display: none'>a<div>b</div>c</div>Acme<p hidden>d</p>", "Acme"),
        ("<input hidden>Acme", "Acme"),
        ("AT&T &copy 5 &lt 6 &#8364;1 &nosuch; R&amp;D", "AT&T © 5 < 6 €1 &nosuch; R&D"),
        ("R&amp;D without a tag", "R&D without a tag"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("<table><tr><td>Acme</td><td>5%</td></tr></table>", "Acme 5%"),
        ("one\n\nparagraph", "one paragraph"),
        ("<pre>two\n\nparagraphs</pre>", "two\n\nparagraphs"),
        ("<b>Ac</b>me", "Acme"),
        ("<![foo[ broken ]> Acme", "Acme"),
        ("margins < 5 and <unclosed", "margins < 5 and <unclosed"),
        ("&#xd800;&#99999999;", "\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_visible_text(source, text):
    assert visible(source) == text


def test_offsets_lead_into_the_raw_html():
    source = "<p>\n Acme  &amp; <b>Borealis</b>\r\n cut jobs</p>"
    aligned = working_text(Document(id="1", text=source, kind="html"))
    start = aligned.text.index("&")
    assert aligned.span(start, start + 1).quote == "&amp;"
    assert aligned.span(start, aligned.text.index(" cut")).quote == "&amp; <b>Borealis"


@given(SHARDS)
def test_no_html_is_too_broken(source):
    aligned = html_text(source)
    assert len(aligned.text) == len(aligned.starts) == len(aligned.ends)
    assert list(aligned.starts) == sorted(aligned.starts)
    for character, start, end in zip(aligned.text, aligned.starts, aligned.ends, strict=True):
        quote = source[start:end]
        assert quote == character or quote.isspace() or quote[0] in "<&"


def test_thousands_of_unclosed_tags_are_read_in_linear_time():
    assert html_text("<a " * 100_000).text == "<a " * 100_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<p>Acme", True),
        ('<?xml version="1.0"?>\n<html lang="en">', True),
        ("<!-- made by hand --><HTML>", True),
        ("Acme <b>cuts</b> jobs", False),
        ("Margins <html", False),
    ],
)
def test_a_page_is_known_by_its_beginning(text, expected):
    assert is_html(text) is expected


def test_the_kind_decides_before_the_looks():
    page = "<html>Acme &amp; Co"
    assert working_text(Document(id="1", text=page)).text == "Acme & Co"
    assert working_text(Document(id="1", text=page, kind="news")).text == page
