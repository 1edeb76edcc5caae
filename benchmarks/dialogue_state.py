"""Dialogue state on WOZ 2.0 and MultiWOZ 2.1: joint goal accuracy of the tracker beside string matching."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dsolutions import __version__
from dsolutions.evaluation import Anchor, EvaluationReport, FloorScores, LabelledPredictions
from dsolutions.evaluation.intervals import ROUNDS, bootstrap
from dsolutions.evaluation.metrics import MICRO_F1, Metric, mean, mean_of
from dsolutions_support.conversation import Turn
from dsolutions_support.state import StateSchema, Tracker, learn_judge, learn_lexicon
from dsolutions_support.state.scoring import Dialogue, LabelledTurn, track
from dsolutions_support.state.words import PhraseIndex, words

SCHEMAS = Path(__file__).parent
WOZ2, MULTIWOZ = "support/woz2", "support/multiwoz21_devtest"

WOZ2_ANCHORS = (
    Anchor(
        name="GLAD",
        scores={"joint_goal_accuracy": 0.881, "request_accuracy": 0.971},
        source="Zhong et al. 2018",
    ),
    Anchor(name="TripPy", scores={"joint_goal_accuracy": 0.927}, source="Heck et al. 2020"),
)
MULTIWOZ_ANCHORS = (
    Anchor(
        name="TRADE",
        scores={"joint_goal_accuracy": 0.460},
        source="MultiWOZ README; full train part, 8,438 dialogues",
    ),
    Anchor(
        name="TripPy",
        scores={"joint_goal_accuracy": 0.553},
        source="MultiWOZ README; full train part, 8,438 dialogues",
    ),
)

JOINT = Metric("joint_goal_accuracy", lambda rows: mean_of(rows.correct.astype(np.float64)), mean)
REQUESTS = Metric("request_accuracy", JOINT.statistics, mean)

# MultiWOZ: domains that the test part does not have. Leaving them out is usual.
LEFT_OUT = ("hospital-", "police-", "bus-")
# Words of a place's name that users leave away.
_FRAME = re.compile(
    r"^the |(?: (?:restaurant|hotel|guest ?house|bed and breakfast|cambridge|museum|lodge))+$"
)

Goals = Mapping[str, str]


def score_woz2(data: Path, part: str = "test") -> EvaluationReport:
    """Score a tracker that learned from the train part of WOZ 2.0, 600 dialogues."""
    train, test = (_woz2(data / WOZ2 / f"{name}.jsonl.gz") for name in ("train", part))
    return _score(StateSchema.read(SCHEMAS / "woz2.toml"), train, test, f"woz2 {part}", WOZ2_ANCHORS)


def score_multiwoz(data: Path) -> EvaluationReport:
    """Score a tracker that learned from the dev part of MultiWOZ 2.1 alone, 999 dialogues."""
    dev, test = (_multiwoz(data / MULTIWOZ / f"{name}.jsonl.gz") for name in ("dev", "test"))
    return score_split(dev, test, "multiwoz21 test")


def score_split(learn_from: Sequence[Dialogue], test: Sequence[Dialogue], dataset: str) -> EvaluationReport:
    """Score a tracker on some MultiWOZ dialogues that learned from others, such as halves of dev."""
    schema = _with_short_names(StateSchema.read(SCHEMAS / "multiwoz21.toml"), learn_from)
    return _score(schema, learn_from, test, dataset, MULTIWOZ_ANCHORS)


def _score(
    schema: StateSchema,
    train: Sequence[Dialogue],
    test: Sequence[Dialogue],
    dataset: str,
    anchors: tuple[Anchor, ...],
) -> EvaluationReport:
    learned = learn_lexicon(train, schema)
    trackers = {
        "learned": Tracker(learned, learn_judge(train, learned)),
        "weights by hand": Tracker(learned),
    }
    states = {
        name: [state for dialogue in test for state in track(tracker, dialogue)]
        for name, tracker in trackers.items()
    }
    turns = [(f"{n}", turn) for n, dialogue in enumerate(test) for turn in dialogue if turn.goals is not None]
    documents = [document for document, _ in turns]
    gold = [_pairs(turn.goals or {}) for _, turn in turns]
    scores = {}
    for name, after in states.items():
        goals = _rows(gold, [_pairs(state.values()) for state in after], documents)
        scores[name] = bootstrap(goals, (JOINT, MICRO_F1))
        if any(turn.requested for _, turn in turns):
            asked = _rows([t.requested for _, t in turns], [frozenset(s.requested) for s in after], documents)
            scores[name] |= bootstrap(asked, (REQUESTS,))
    matched = _rows(gold, [_pairs(goals) for goals in match_strings(learned, train, test)], documents)
    scores["carry-over + string match"] = bootstrap(matched, (JOINT, MICRO_F1))
    return EvaluationReport(
        name="dialogue state",
        dataset=dataset,
        version=__version__,
        n=len(gold),
        documents=len(test),
        rounds=ROUNDS,
        seed=0,
        labels=(),
        scores=scores.pop("learned"),
        per_class=(),
        floors=tuple(FloorScores(name=name, scores=floor) for name, floor in scores.items()),
        anchors=anchors,
    )


def match_strings(
    schema: StateSchema, train: Sequence[Dialogue], test: Sequence[Dialogue]
) -> Iterator[Goals]:
    """The floor: a slot takes a value when a string for it is said, and keeps it until another is.

    Strings are the values and synonyms of the schema and every value of the train part. Of a schema with
    topics only the slots of the topic count that was brought up last.
    """
    known = {
        (value, slot, value) for d in train for turn in d for slot, value in (turn.goals or {}).items()
    } | {
        (phrase, slot.name, value)
        for slot in schema.slots
        for value, synonyms in slot.values.items()
        for phrase in (value, *synonyms)
    }
    values = PhraseIndex((phrase, (slot, value)) for phrase, slot, value in sorted(known))
    topics = PhraseIndex((word, topic) for topic, names in schema.topics.items() for word in names)
    for dialogue in test:
        goals: dict[str, str] = {}
        topic: str | None = None
        for labelled in dialogue:
            if labelled.goals is None:
                continue
            said = words(labelled.turn.text)
            topic = next((found.item for found in reversed(topics.find(said))), topic)
            goals |= dict(
                found.item
                for found in values.find(said)
                if found.exact and schema.slot(found.item[0]).topic in (None, topic)
            )
            yield dict(goals)


def _rows(
    gold: Sequence[frozenset[str]], predicted: Sequence[frozenset[str]], documents: Sequence[str]
) -> LabelledPredictions:
    labels = sorted(frozenset[str]().union(*gold, *predicted))
    return LabelledPredictions(labels, gold=gold, predicted=predicted, documents=documents)


def _pairs(goals: Goals) -> frozenset[str]:
    return frozenset(f"{slot}={value}" for slot, value in goals.items())


def _lines(path: Path) -> Iterator[dict[str, list[dict[str, Any]]]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _woz2(path: Path) -> list[Dialogue]:
    """Read WOZ 2.0: three informable slots; requests are the user's dialogue acts of that name."""
    dialogues: list[Dialogue] = []
    for line in _lines(path):
        turns = []
        for said in line["turns"]:
            user = said["s"] == "U"
            goals = said["state"].get("restaurant", {}) if user and said.get("state") else {}
            requested = frozenset(act[1] for act in said.get("da") or () if act[0] == "request")
            turn = Turn(speaker="user" if user else "agent", text=said["t"])
            turns.append(
                LabelledTurn(turn, {k: v for k, v in goals.items() if v} if user else None, requested)
            )
        dialogues.append(turns)
    return dialogues


def _multiwoz(path: Path) -> list[Dialogue]:
    """Read MultiWOZ with its values normalised, see :func:`normalised`."""
    dialogues: list[Dialogue] = []
    for line in _lines(path):
        turns = []
        for said in line["turns"]:
            goals = {
                slot: normalised(value)
                for slot, value in said["state"].items()
                if not slot.startswith(LEFT_OUT) and value not in ("", "none", "not mentioned")
            }
            turns += [
                LabelledTurn(Turn(speaker="user", text=said["u"]), goals),
                LabelledTurn(Turn(speaker="agent", text=said["s"])),
            ]
        dialogues.append(turns)
    return dialogues


def normalised(value: str) -> str:
    """Write a value of MultiWOZ in one way, as its evaluations usually do.

    Lower case; the first of several that are right ("a|b"); no leading "the", no apostrophes and other marks;
    one spelling of centre, guesthouse and dontcare. Spelling mistakes of the annotation stay.

    >>> normalised("The Allenbell"), normalised("saint john 's college"), normalised("center")
    ('allenbell', 'saint johns college', 'centre')
    """
    value = re.sub(r"^the ", "", value.lower().split("|")[0].strip())
    value = re.sub(r"[^\w: ]", "", re.sub(r" ?'s\b", "s", value))
    same = {
        "center": "centre",
        "guest house": "guesthouse",
        "do nt care": "dontcare",
        "dont care": "dontcare",
    }
    return same.get(value, value)


def _with_short_names(schema: StateSchema, train: Sequence[Dialogue]) -> StateSchema:
    """Add the names of places in the labels, and what they are called for short."""
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for slot, value in {pair for d in train for turn in d for pair in (turn.goals or {}).items()}:
        short = _FRAME.sub("", value)
        if slot.endswith("-name") and value != "dontcare":
            names.setdefault(slot, {})[value] = (short,) if len(short) > 3 else ()
    slots = [
        slot.model_copy(update={"values": {**slot.values, **names.get(slot.name, {})}})
        for slot in schema.slots
    ]
    return schema.model_copy(update={"slots": tuple(slots)})
