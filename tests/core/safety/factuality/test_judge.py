from __future__ import annotations

from statistics import median
from time import process_time

import pytest

from dsolutions.runtime import Runtime
from dsolutions.safety.findings import Statement
from dsolutions.safety.rewards.factuality import FactualityJudge

SOURCE = (
    "Merrow Bank cut its guidance on 3 March 2026. Shares fell 12.5% to EUR 31.20. The board did not approve "
    "a dividend. Anna Ito, the chief executive, will cut 1,200 jobs by 30 June 2026."
)


@pytest.fixture(scope="module")
def judge():
    return FactualityJudge(Runtime())


def say(judge, text, *sources, quoted=False):
    [reward] = judge.score([Statement(text=text, sources=sources or (SOURCE,), quoted=quoted)])
    return reward


@pytest.mark.parametrize(
    ("text", "wrong", "words"),
    [
        ("Shares fell 12.5%. The board approved a dividend.", "The board approved a dividend.", "'not'"),
        ("Shares rose 12.5%.", "Shares rose 12.5%.", "'rose'"),
        ("Shares fell 12.5% to EUR 3.12.", "Shares fell 12.5% to EUR 3.12.", "'EUR 3.12'"),
        ("Guidance was cut on 3 May 2026.", "Guidance was cut on 3 May 2026.", "'3 May 2026'"),
        (
            "The chief executive Bo Ono will cut 1,200 jobs.",
            "The chief executive Bo Ono will cut 1,200 jobs.",
            "Ono",
        ),
    ],
)
def test_a_contradiction_is_hard_and_says_which_words(judge, text, wrong, words):
    reward = say(judge, text)

    assert (reward.name, reward.hard, reward.decided_by.quote) == ("factuality", True, wrong)
    assert reward.score <= 0.05
    assert words in reward.reason


def test_what_the_source_says_scores_high_and_other_things_low(judge):
    same = say(judge, "On 2026-03-03, guidance was cut by Merrow Bank.")
    other = say(judge, "Its customers like the new branches in the mountains.")

    assert not same.hard
    assert not other.hard
    assert other.score < judge.model.threshold < same.score
    assert other.decided_by.quote == "Its customers like the new branches in the mountains."


def test_words_of_the_source_need_no_model(judge):
    assert say(judge, "Shares fell 12.5% to EUR 31.20.").score == 1


def test_to_ask_back_asserts_nothing(judge):
    asked = Statement(text="Which card do you mean?", sources=(SOURCE,), need="My card is gone.")
    assumed = Statement(text="Did shares fall 99%?", sources=(SOURCE,), need="How are things?")

    assert [reward.score == 1 for reward in judge.score([asked, assumed])] == [True, False]


@pytest.mark.parametrize("sources", [(), ("",), (" \n",)])
def test_without_a_source_nothing_is_contradicted(judge, sources):
    [reward] = judge.score([Statement(text="Shares fell 99%.", sources=sources)])

    assert (reward.score, reward.hard, reward.decided_by) == (1, False, None)


@pytest.mark.parametrize("text", ["", " ", "…", "\x00", "?!"])
def test_a_text_that_says_nothing_is_not_wrong(judge, text):
    assert say(judge, text).score == 1


def test_any_of_several_sources_may_support(judge):
    sources = ("Rent is EUR 900.", "Heating is EUR 80.")

    assert not say(judge, "Heating is €80 and rent is €900.", *sources).hard


def test_a_statement_is_judged_alike_alone_and_among_others(judge):
    texts = ["Guidance was cut.", "Nobody knows why.", "The chief executive will cut jobs in June."]
    statements = [Statement(text=text, sources=(SOURCE,)) for text in texts]

    together = [reward.score for reward in judge.score(statements)]

    assert together == pytest.approx([judge.score([one])[0].score for one in statements], abs=1e-4)


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("Merrow Bank: less is expected: “cut its guidance”. The tone is -0.42 over 24 hours.", False),
        ("Merrow Bank: shares fall 12.5%: “Shares  fell 12.5% …”", False),
        ("Merrow Bank: shares fall 12.5%: “Shares rose 12.5%”", True),
        ("Merrow Bank: shares fall 21.5%.", True),
        ("Jobs are cut by 30 July 2026.", True),
    ],
)
def test_of_a_filled_template_quotes_amounts_and_dates_count(judge, text, hard):
    assert say(judge, text, quoted=True).hard is hard


def test_a_filled_template_costs_nearly_nothing(judge):
    statement = Statement(text="Merrow Bank: “cut its guidance”, -12.5%.", sources=(SOURCE,), quoted=True)

    def seconds():
        start = process_time()
        judge.score([statement] * 100)
        return (process_time() - start) / 100

    assert median(seconds() for _ in range(5)) < 0.001  # 0.1 ms on a quiet machine


def test_a_long_source_takes_time_in_proportion_to_its_length(judge):
    def seconds(pages):
        text = "\n".join(f"Section {n} of part {n % 7} tells what the bank did." for n in range(pages * 30))
        start = process_time()
        say(judge, "Merrow Bank cut its guidance.", f"{text}\n{SOURCE}")
        return process_time() - start

    seconds(2)
    assert seconds(160) < 8 * seconds(40) + 0.1
