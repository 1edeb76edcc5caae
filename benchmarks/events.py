"""Event detection on SentiFM, which is never trained on and was never looked at for the rules."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from dsolutions.evaluation import Anchor, EvaluationReport, LabelledPredictions, evaluate
from dsolutions.preprocessing import nlp
from dsolutions_finance.events import EventDetector
from dsolutions_finance.results import Event

SENTIFM = "finance/sentifm_events/sentifm_events.jsonl.gz"

# What our rules are called there. Decided from the names and from the definitions of the types in the paper
# of the set (Jacobs, Lefever and Hoste 2018), never from what scores better.
TYPES = {
    "earnings.profit": "Profit",
    "earnings.loss": "Profit",
    "earnings.sales": "SalesVolume",
    "earnings.revenue": "Turnover",
    "earnings.quarterly_results": "QuarterlyResults",
    "merger.acquisition": "MergerAcquisition",
    "merger.merger": "MergerAcquisition",
    "merger.divestment": "MergerAcquisition",
    "rating.recommendation": "BuyRating",
    "rating.upgrade": "BuyRating",
    "rating.downgrade": "BuyRating",
    "rating.target_price": "TargetPrice",
    "payout.dividend": "Dividend",
    "payout.dividend_cut": "Dividend",
    "payout.buyback": "ShareRepurchase",
    "credit.debt": "Debt",
    "credit.default": "Debt",
}

# A forecast of profit is an event of profit there, and so is a profit above what was expected. The words that
# made our rules for what is expected fire say which measure it is.
EXPECTATIONS = ("guidance.", "earnings.beat", "earnings.miss")
MEASURES = {
    "Profit": r"profit\w*|loss(es)?|earnings|net income|ebitda?|eps",
    "SalesVolume": r"sales",
    "Turnover": r"turnover|revenues?",
    "QuarterlyResults": r"results?|numbers",
}

# The floor: a sentence has an event type if it has one of these words.
KEYWORDS = {
    "Profit": r"profits?|loss(es)?|earnings",
    "SalesVolume": r"sales",
    "Turnover": r"turnover|revenues?",
    "QuarterlyResults": r"quarter(ly)?|results",
    "MergerAcquisition": r"merger|acquisition|acquires?|takeover|bid",
    "BuyRating": r"buy",
    "TargetPrice": r"target",
    "Dividend": r"dividends?",
    "ShareRepurchase": r"buy-?back|repurchase",
    "Debt": r"debts?",
}

ANCHORS = (
    Anchor(
        name="best published",
        scores={"micro_f1": 0.75},
        source="github GillesJ/sentivent-economic-event-detection; trained on SentiFM",
    ),
    Anchor(
        name="TF-IDF + linear, trained on SentiFM",
        scores={"micro_f1": 0.780, "macro_f1": 0.752},
        source="in-domain training; measured here",
    ),
)


# The set spells its texts as tokens, and the pound sign as a word; no user's text looks so.
DETOKENISE = (
    (re.compile(r"pound\(s\)\s?"), "£"),
    (re.compile(r"(?<=[$€£(])\s(?=\S)"), ""),
    (re.compile(r"\s(?=[,.;:?!)%]|'(?:s|re|ve|ll|d|m)?\b|n't\b|'\s)"), ""),
)


def detokenise(sentence: str) -> str:
    """Write tokens as running text.

    >>> detokenise("Acme 's profit , at pound(s) 3m , was n't bad .")
    "Acme's profit, at £3m, wasn't bad."
    """
    for pattern, written in DETOKENISE:
        sentence = pattern.sub(written, sentence)
    return sentence


def types(events: Iterable[Event]) -> frozenset[str]:
    """Name the types of the set that a sentence has by our events.

    >>> from dsolutions.types import Span
    >>> text = "Acme expects sales to fall"
    >>> types([Event(type="guidance", rule="guidance.outlook", evidence=(Span.of(text, 5, 18),))])
    frozenset({'SalesVolume'})
    """
    found = set()
    for event in events:
        if event.rule in TYPES:
            found.add(TYPES[event.rule])
        elif event.rule.startswith(EXPECTATIONS):
            found |= named(MEASURES, " ".join(span.quote for span in event.evidence))
    return frozenset(found)


def named(patterns: Mapping[str, str], text: str) -> frozenset[str]:
    """Return the keys whose words stand in a text."""
    return frozenset(
        key for key, words in patterns.items() if re.search(rf"\b({words})\b", text, re.IGNORECASE)
    )


def score_events(detector: EventDetector, data: Path) -> tuple[EvaluationReport, EvaluationReport]:
    """Score the rules and the keyword list on the test part, 994 sentences with sets of types."""
    with gzip.open(data / SENTIFM, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["split"] == "test"]
    gold = [frozenset(row["labels"]) for row in rows]
    sentences = [detokenise(row["sentence"]) for row in rows]
    ours = [types(detector.events(doc, [])) for doc in nlp().pipe(sentences)]
    words = [named(KEYWORDS, sentence) for sentence in sentences]
    labels = tuple(KEYWORDS)
    return (
        evaluate(
            LabelledPredictions(labels, gold, ours),
            name="event rules",
            dataset="sentifm test",
            anchors=ANCHORS,
        ),
        evaluate(LabelledPredictions(labels, gold, words), name="keyword list", dataset="sentifm test"),
    )
