from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dsolutions import Span
from dsolutions_finance.report.highlight import LONGEST_PLAIN_RUN, highlight
from dsolutions_finance.results import Event, FinanceRiskResult

TEXT = "Halvern Bank <b>defaults</b> on 40% of its notes"


def test_entities_carry_their_sentiment_and_events_their_type(of_text):
    make = of_text(TEXT)
    result = FinanceRiskResult(
        document_id="1",
        entities=(make.entity("Halvern Bank", "negative"),),
        events=(make.event("credit_default", "defaults", size="40%"),),
    )

    marked = {run.text: (run.marks, run.label) for run in highlight(TEXT, result) if run.marks}

    assert marked == {
        "Halvern Bank": (("negative",), "Halvern Bank: negative"),
        "defaults": (("event",), "credit default"),
        "40%": (("size",), "size of credit default"),
    }


def test_overlapping_spans_are_cut_at_every_border(of_text):
    make = of_text(TEXT)
    result = FinanceRiskResult(
        document_id="1",
        entities=(make.entity("Halvern Bank", "negative"),),
        events=(make.event("credit_default", "Bank <b>defaults"),),
    )

    runs = [(run.text, run.marks) for run in highlight(TEXT, result)]

    assert runs[:3] == [
        ("Halvern ", ("negative",)),
        ("Bank", ("negative", "event")),
        (" <b>defaults", ("event",)),
    ]


def test_words_of_an_alert_and_passages_read_for_an_entity_are_marked(of_text):
    make = of_text(TEXT)
    entity = make.entity("Halvern Bank", "negative")
    entity = entity.model_copy(update={"evidence": (*entity.mentions, make.span("of its notes"))})
    result = FinanceRiskResult(
        document_id="1", entities=(entity,), alerts=(make.alert("critical", "Halvern Bank", "defaults"),)
    )

    marked = {run.text: run.label for run in highlight(TEXT, result) if run.marks}

    assert marked["defaults"] == "critical alert"
    assert marked["of its notes"] == "read for Halvern Bank"


def test_a_span_that_does_not_quote_the_text_is_left_out():
    wrong = Event(type="layoffs", rule="r", evidence=(Span(start=0, end=7, quote="Tressel"),))

    runs = highlight(TEXT, FinanceRiskResult(document_id="1", events=(wrong,)))

    assert [(run.text, run.marks) for run in runs] == [(TEXT, ())]


def test_long_stretches_without_evidence_are_shortened_and_say_so(of_text):
    text = "x" * (LONGEST_PLAIN_RUN + 1) + "layoffs" + "y" * LONGEST_PLAIN_RUN
    result = FinanceRiskResult(document_id="1", events=(of_text(text).event("layoffs", "layoffs"),))

    before, event, after = highlight(text, result)

    assert "701 characters" in before.text
    assert event.text == "layoffs"
    assert after.text == "y" * LONGEST_PLAIN_RUN


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6))
def test_any_spans_leave_the_text_whole(text, borders):
    spans = tuple(Span(start=a, end=b, quote=text[a:b]) for a, b in borders)
    result = FinanceRiskResult(document_id="1", events=(Event(type="layoffs", rule="r", evidence=spans),))

    assert "".join(run.text for run in highlight(text, result)) == text
