"""Entity sentiment on public data: SEntFiN, FinEntity and PhraseBank."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

from dsolutions.evaluation import Anchor, EvaluationReport, LabelledTexts, evaluate, find_leaks
from dsolutions_finance.labelled import LabelledTarget, answer, read_labelled
from dsolutions_finance.results import SentimentLabel
from dsolutions_finance.sentiment import EntitySentiment

SENTFIN = "finance/sentfin/sentfin.jsonl.gz"
FINENTITY = "finance/finentity/finentity.jsonl.gz"
PHRASEBANK = "finance/phrasebank/phrasebank.csv"

ANCHORS = {
    SENTFIN: (
        Anchor(
            name="RoBERTa",
            scores={"accuracy": 0.9429, "macro_f1": 0.9327},
            source="Sinha et al. 2022, arXiv 2305.12257; average over folds, not this split: a ceiling only",
        ),
        Anchor(
            name="plain fine-tune of the default encoder",
            scores={"accuracy": 0.867, "macro_f1": 0.868},
            source="all weights, 3 epochs, rate 1e-4, batch 32, entity between asterisks; measured here",
        ),
    ),
    FINENTITY: (),
    PHRASEBANK: (
        Anchor(
            name="FinBERT (trained on PhraseBank)",
            scores={"accuracy": 0.86, "macro_f1": 0.84},
            source="Araci 2019, arXiv 1908.10063, table 2; all data, in-domain training",
        ),
        Anchor(
            name="plain fine-tune of the default encoder on SEntFiN",
            scores={"accuracy": 0.71},
            source="never trained on PhraseBank; measured here",
        ),
    ),
}


def score_entities(sentiment: EntitySentiment, data: Path, file: str, name: str) -> EvaluationReport:
    """Score the test part of a data set with labelled entities; floors are fitted on its training part."""
    train, test = read_labelled(data / file, split="train"), read_labelled(data / file, split="test")
    return evaluate(
        answer(sentiment, test),
        name=name,
        dataset=f"{Path(file).parent.name} test",
        train=_masked(train),
        leaks=_leaks(train, test),
        anchors=ANCHORS[file],
    )


def score_phrasebank(
    sentiment: EntitySentiment, data: Path, name: str, *, agreement: int
) -> EvaluationReport:
    """Score whole sentences that at least ``agreement`` percent of the annotators agree on.

    PhraseBank is never trained on; its floor is fitted on the headlines of SEntFiN that have one sentiment.
    """
    with (data / PHRASEBANK).open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if int(row["agreement"]) >= agreement]
    test = [LabelledTarget(row["id"], row["sentence"], cast(SentimentLabel, row["label"])) for row in rows]
    headlines = {t.document: t for t in read_labelled(data / SENTFIN, split="train") if not t.conflicting}
    train = LabelledTexts(
        [t.text for t in headlines.values()], [t.sentiment for t in headlines.values()], list(headlines)
    )
    return evaluate(
        answer(sentiment, test),
        name=name,
        dataset=f"phrasebank {'AllAgree' if agreement == 100 else f'{agreement}Agree'}",
        train=train,
        anchors=ANCHORS[PHRASEBANK] if agreement == 50 else (),
    )


def _masked(targets: list[LabelledTarget]) -> LabelledTexts:
    return LabelledTexts([t.masked for t in targets], [t.sentiment for t in targets])


def _leaks(train: list[LabelledTarget], test: list[LabelledTarget]):  # type: ignore[no-untyped-def]
    first, second = {t.document: t.text for t in train}, {t.document: t.text for t in test}
    return find_leaks(list(first.values()), list(first), list(second.values()), list(second))
