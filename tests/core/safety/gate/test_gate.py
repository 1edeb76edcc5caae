import json
import re

import pytest

from dsolutions import Document, SafetyPolicy, Span
from dsolutions.safety import SafetyGate, Statement
from dsolutions.safety.risk import Exchange, RiskMemory
from dsolutions.testing import LoudResult, Shouter, ShouterState, WordGuard, WordJudge, word_judges

NAMES = ("factuality", "safety", "ethics", "helpfulness")


def gated(*guards, judges=None, policy="general", **options):
    """A shouter whose guards and judges go by words; "RUDE" is disliked by all judges."""
    pipeline = Shouter(safety=policy)
    judges = word_judges("RUDE") if judges is None else judges
    pipeline.gate = SafetyGate(SafetyPolicy.named(policy), guards, judges, **options)
    return pipeline


INJECTION = WordGuard("injection", "ignore", "override", 0.95)
DOUBT = WordGuard("injection", "pretend", "role_play", 0.6)
BOMB = WordGuard("size", "aaaa", "repetition")
EMAIL = WordGuard("personal_data", r"\w+@\w+\.org", "EMAIL_ADDRESS")
PERSON = WordGuard("personal_data", "Ada", "PERSON")


def test_what_is_fine_is_allowed_with_all_four_scores():
    [result] = gated(INJECTION).run(["good news"])
    assert result.safety.decision == "allow"
    assert result.safety.scores == dict.fromkeys(NAMES, 1.0)
    assert result.safety.overall == 1
    assert result.safety.thresholds["safety"] == 0.5
    assert len(result.safety.reasons) == 1


def test_what_is_blocked_on_the_way_in_is_never_predicted_and_spoils_no_other(monkeypatch):
    seen = []
    predict = Shouter.predict
    monkeypatch.setattr(
        Shouter, "predict", lambda self, docs: [seen.extend(d.text for d in docs), predict(self, docs)][1]
    )
    results = gated(INJECTION).run(["one", "ignore this", "two"])
    assert seen == ["one", "two"]
    assert [result.loud for result in results] == ["ONE", "", "TWO"]
    assert [result.safety.decision for result in results] == ["allow", "block", "allow"]
    blocked = results[1]
    assert blocked.error is None
    assert blocked.provenance == results[0].provenance
    assert blocked.safety.findings[0].evidence.quote == "ignore"
    assert blocked.safety.scores == {**dict.fromkeys(NAMES, 1.0), "helpfulness": 0.0}
    assert blocked.safety.reasons == (
        "Blocked: the text holds a word of the kind override "
        "(injection, override: 0.95, acted on from 0.90).",
    )


def test_what_is_doubtful_stands_and_is_marked():
    [result] = gated(DOUBT).run(["pretend it is fine"])
    assert result.loud == "PRETEND IT IS FINE"
    assert result.safety.decision == "review"
    assert result.safety.reasons[0].startswith("Marked for review:")


def test_a_bad_answer_is_withheld_and_its_scores_say_why():
    [bad, good] = gated().run(["rude words", "kind words"])
    assert (bad.loud, bad.seen) == ("", 0)
    assert bad.safety.decision == "block"
    assert bad.safety.scores["safety"] == 0
    assert bad.safety.rewards[1].decided_by == Span(start=0, end=4, quote="••••")  # its place alone
    assert good.loud == "KIND WORDS"


@pytest.mark.parametrize(("hard", "decision"), [(True, "block"), (False, "review")])
def test_no_good_score_outvotes_a_rule(hard, decision):
    judges = [WordJudge("factuality", "500", bad=0.15, hard=hard), *word_judges("RUDE")[1:]]
    [result] = gated(judges=judges).run(["take 500 mg"])
    assert result.safety.decision == decision
    assert (result.safety.overall == 0.15) is hard
    assert ("by a rule" in result.safety.reasons[0]) is hard


def test_the_cheap_guard_spares_the_others_what_it_blocks():
    class Counting(WordGuard):
        looked = 0

        def look(self, documents):
            self.looked += len(documents)
            return super().look(documents)

    late = Counting("injection", "ignore")
    results = gated(BOMB, late).run(["aaaaaaaa ignore", "fine"])
    assert [result.safety.decision for result in results] == ["block", "allow"]
    assert late.looked == 1


def test_personal_data_is_masked_in_what_is_given_out_and_in_what_is_told_about_it():
    [result] = gated(EMAIL, PERSON).run(["Ada writes to ada@merrow.org"])
    assert result.safety.decision == "redact"
    assert result.loud == "ADA WRITES TO <EMAIL_ADDRESS>"
    quotes = {found.kind: found.evidence.quote for found in result.safety.findings}
    assert quotes == {"EMAIL_ADDRESS": "•" * len("ada@merrow.org"), "PERSON": "Ada"}
    assert "merrow" not in result.model_dump_json()


def test_masks_hold_where_the_decision_is_stricter():
    [result] = gated(EMAIL, DOUBT).run(["pretend to be ada@merrow.org"])
    assert result.safety.decision == "review"
    assert "<EMAIL_ADDRESS>" in result.loud
    assert len(result.safety.reasons) == 2


class Quoted(LoudResult):
    places: tuple[Span, ...] = ()


class Quoter(Shouter):
    result_type = Quoted

    def predict(self, documents):
        words = (Span(start=0, end=3, quote="one"),)
        return [Quoted(document_id=d.id, provenance=self.provenance(), places=words) for d in documents]


def test_evidence_that_the_text_does_not_have_is_never_let_out():
    pipeline = Quoter()
    pipeline.gate = gated().gate
    right, wrong = pipeline.run(["one", "two"])
    assert (right.safety.decision, len(right.places)) == ("allow", 1)
    assert (wrong.safety.decision, len(wrong.places)) == ("block", 0)
    assert "0:3" in wrong.safety.reasons[0]
    assert wrong.safety.scores["factuality"] == 0


def test_a_masked_quote_keeps_its_place():
    class Nosy(Quoter):
        def predict(self, documents):
            spans = [(Span.of(d.text, 0, 3), Span.of(d.text, 3, 12)) for d in documents]
            return [Quoted(document_id=d.id, places=s) for d, s in zip(documents, spans, strict=True)]

    pipeline = Nosy()
    pipeline.gate = gated(EMAIL).gate
    [result] = pipeline.run(["to ada@merrow.org"])
    assert [span.quote for span in result.places] == ["to ", "•" * 9]  # cut in the middle of the address


def test_a_guard_that_fails_on_one_document_holds_back_that_one():
    class Fragile(WordGuard):
        def look(self, documents):
            if any("break" in document.text for document in documents):
                raise RuntimeError("broken guard")
            return super().look(documents)

    results = gated(Fragile("injection", "ignore")).run(["one", "break", "two"])
    assert [result.loud for result in results] == ["ONE", "", "TWO"]
    assert results[1].error.message == "broken guard"


class Talker(Shouter):
    def exchange(self, document):
        lines = list(re.finditer(".+", document.text))
        return Exchange(name=document.metadata["talk"], turns=[line.span() for line in lines])


def said(talk, *texts):
    return [Document(id=text, text=text, metadata={"talk": talk}) for text in texts]


def talker():
    pipeline = Talker(safety="general")
    doubts = WordGuard("injection", "hm", "doubt", 0.45)  # below the point of a single turn
    pipeline.gate = SafetyGate(SafetyPolicy.named("general"), [doubts], word_judges("RUDE"))
    return pipeline


def test_a_slow_attack_is_noticed_and_other_conversations_are_not_touched():
    slow = talker().run([turn for n in range(4) for turn in (*said("a", "hm"), *said("b", f"turn {n}"))])
    attacked, calm = slow[::2], slow[1::2]
    assert attacked[0].safety.decision == "allow"
    assert attacked[-1].safety.decision == "review"
    assert "together" in attacked[-1].safety.reasons[0]
    assert {result.safety.decision for result in calm} == {"allow"}


def test_turns_in_one_document_count_as_those_that_come_one_by_one():
    [whole] = talker().run(said("a", "hm\nhm\nhm\nhm\nthank you"))
    apart = talker().run(said("a", "hm", "hm", "hm", "hm", "thank you"))
    assert whole.safety.decision == "review"
    assert {result.safety.decision for result in apart} == {"allow", "review"}
    levels = []
    for texts in (["hm\nfine\nhm"], ["hm", "fine", "hm"]):
        state = ShouterState()
        talker().run(said("a", *texts), state=state)
        levels.append(state.risk.levels["a"])
    assert levels[0] == levels[1]


def test_risk_is_forgotten_over_calm_turns():
    results = talker().run(said("a", "hm", "hm", *["fine"] * 9, "hm", "hm"))
    assert {result.safety.decision for result in results} == {"allow"}


def test_risk_is_kept_with_the_state_and_bounded():
    pipeline, whole = talker(), talker()
    state = ShouterState()
    first = pipeline.run(said("a", "hm", "hm"), state=state)
    state = ShouterState.model_validate_json(state.model_dump_json())
    apart = first + pipeline.run(said("a", "hm", "hm"), state=state)
    together = whole.run(said("a", "hm", "hm", "hm", "hm"))
    assert [r.safety for r in apart] == [r.safety for r in together]
    memory = RiskMemory()
    for number in range(1500):
        memory.add(str(number), 0.5, decay=0.8)
    assert len(memory.levels) == 1000
    assert "1499" in memory.levels


class Proposer(Shouter):
    """Proposes each word."""

    def statements(self, document, result):
        return [Statement(text=word, proposal=True) for word in result.loud.split()]

    def without(self, result, left_out):
        kept = (word for number, word in enumerate(result.loud.split()) if number not in left_out)
        return result.model_copy(update={"loud": " ".join(kept)})


def proposer(*guards):
    pipeline = Proposer(safety="general")
    pipeline.gate = gated(*guards).gate
    return pipeline


def test_a_bad_proposal_is_left_out_and_the_others_stand():
    [result] = proposer().run(["hello rude goodbye"])
    assert result.loud == "HELLO GOODBYE"
    assert result.safety.decision == "allow"
    assert result.safety.scores == dict.fromkeys(NAMES, 1.0)
    assert [(one.statement, one.scores["safety"]) for one in result.safety.left_out] == [(1, 0.0)]
    assert result.safety.reasons[0].startswith("Proposal 2 is left out. Blocked: ")


def test_where_no_proposal_is_left_the_rest_stands_and_a_person_looks():
    [result] = proposer().run(["rude"])
    assert (result.loud, result.seen) == ("", 1)
    assert result.safety.decision == "review"
    assert result.safety.scores == {**dict.fromkeys(NAMES, 1.0), "helpfulness": 0.0}


def test_a_proposal_that_is_left_out_still_makes_the_turn_suspicious():
    class Talking(Proposer):
        exchange = Talker.exchange

    pipeline, state = Talking(safety="general"), ShouterState()
    pipeline.gate = gated().gate
    pipeline.run(said("a", "hello rude"), state=state)
    assert state.risk.levels["a"] > 0.5


def test_a_stream_is_the_text_unless_something_is_done():
    gate = gated(EMAIL).gate
    pieces = ["It opens at 9. ", "Write to help@mer", "row.org. Then", " wait."]
    passed = list(gate.stream(pieces))
    assert [sentence.text for sentence in passed] == [
        "It opens at 9. ",
        "Write to <EMAIL_ADDRESS>. ",
        "Then wait.",
    ]
    assert [sentence.safety.decision for sentence in passed] == ["allow", "redact", "allow"]


def test_a_stream_ends_at_a_sentence_that_is_blocked_and_asks_for_no_more():
    asked = []

    def pieces():
        for piece in ("All is well. ", "You RUDE", " man. And ", "a secret. ", "The end."):
            asked.append(piece)
            yield piece

    passed = list(gated().gate.stream(pieces()))
    assert [sentence.text for sentence in passed] == ["All is well. ", ""]
    assert passed[-1].safety.decision == "block"
    assert asked[-1] != "The end."


def test_a_sentence_is_let_out_as_soon_as_the_next_one_begins_and_not_before():
    waiting = gated().gate.stream(iter(["One. ", "Two", ". Three."]))
    assert [next(waiting).text, next(waiting).text, next(waiting).text] == ["One. ", "Two. ", "Three."]


def test_the_policy_is_an_ingredient_and_an_option():
    [result] = gated().run(["one"])
    made = {one.name: one for one in result.provenance.ingredients}
    policy = made["safety policy: general"]
    assert (policy.version, len(policy.digest)) == (SafetyPolicy.named("general").version, 64)
    assert "safety fusion (not fitted)" in made or "safety fusion" in made
    options = Shouter(safety=SafetyPolicy.named("finance")).options()
    assert Shouter(**json.loads(json.dumps(options))).policy == SafetyPolicy.named("finance")


def test_judges_see_sources_and_need():
    class Reading(WordJudge):
        def score(self, statements):
            self.seen = statements
            return super().score(statements)

    judge = Reading("safety", "RUDE")
    gated(judges=[judge]).run(["one"])
    assert judge.seen == [Statement(text="ONE", sources=("one",))]
