"""Learning from labelled conversations: which words mean which value, and which updates hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from dsolutions_support.results import DialogueState, SlotValue
from dsolutions_support.state.candidate import Candidate
from dsolutions_support.state.judge import BY_HAND, Judge
from dsolutions_support.state.schema import StateSchema
from dsolutions_support.state.scoring import Dialogue, LabelledTurn
from dsolutions_support.state.tracker import Tracker
from dsolutions_support.state.words import words

# A paraphrase is believed when it came with the value at least so often, and in at least this share of the
# turns that have it: "fancy" for expensive, but not "nice".
MIN_COUNT, MIN_PRECISION = 2, 0.75
LONGEST = 3


def learn_lexicon(dialogues: Sequence[Dialogue], schema: StateSchema) -> StateSchema:
    """Add to a schema the values and the paraphrases of values that labelled conversations show.

    Values are learned for categorical slots. A paraphrase is a phrase of up to three words that users say
    when a value becomes true that neither they nor the agent named.

    Args:
        dialogues: labelled conversations.
        schema: what is known already.
    """
    schema = _with_values(dialogues, schema)
    tracker = Tracker(schema)
    new: Counter[tuple[str, str, str]] = Counter()  # phrase, slot, value
    seen: dict[str, list[Mapping[str, str]]] = {}
    for before, labelled, state in _turns(dialogues, schema):
        goals = labelled.goals or {}
        phrases = _phrases(labelled.turn.text)
        for phrase in phrases:
            seen.setdefault(phrase, []).append(goals)
        named = {(c.slot.name, c.value) for c in tracker.candidates(state, labelled.turn)}
        for slot, value in goals.items():
            if before.get(slot) != value and (slot, value) not in named:
                new.update((phrase, slot, value) for phrase in phrases)
    learned: dict[tuple[str, str], list[str]] = {}
    for (phrase, slot, value), count in new.items():
        right = sum(goals.get(slot) == value for goals in seen[phrase])
        if count >= MIN_COUNT and right >= MIN_PRECISION * len(seen[phrase]):
            learned.setdefault((slot, value), []).append(phrase)
    return _extended(schema, learned)


def learn_judge(
    dialogues: Sequence[Dialogue], schema: StateSchema, *, strength: float = 0.3, wording: bool = True
) -> Judge:
    """Fit the weights of a judge to labelled conversations by logistic regression.

    What the weights set by hand say is one of the inputs, so that a few conversations do no harm.

    Args:
        dialogues: labelled conversations, with the goals after each user turn.
        schema: the slots.
        strength: inverse of the regularisation; larger trusts the conversations more.
        wording: whether the words around a candidate count, too.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows, labels = [], []
    tracker = Tracker(schema, Judge(wording=wording))
    for before, labelled, state in _turns(dialogues, schema):
        for candidate in tracker.candidates(state, labelled.turn):
            label = _holds(candidate, labelled, before)
            if label is not None:
                rows.append(
                    {"by hand": tracker.judge.score(candidate), **dict.fromkeys(candidate.features, 1.0)}
                )
                labels.append(label)
    counts = Counter(feature for row in rows for feature in row)
    rows = [{feature: value for feature, value in row.items() if counts[feature] > 1} for row in rows]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False)
    inputs = vectorizer.fit_transform(rows)
    inputs.indices, inputs.indptr = (
        inputs.indices.astype("int32"),
        inputs.indptr.astype("int32"),
    )  # liblinear's
    model.fit(inputs, labels)
    fitted = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    by_hand = fitted.pop("by hand", 0.0)
    for feature, weight in BY_HAND.items():
        fitted[feature] = fitted.get(feature, 0.0) + by_hand * weight
    return Judge(weights={f: round(weight, 4) for f, weight in fitted.items()}, wording=wording)


def _turns(
    dialogues: Sequence[Dialogue], schema: StateSchema
) -> Iterator[tuple[Mapping[str, str], LabelledTurn, DialogueState]]:
    """Yield each user turn with the goals and the state before it; its slots are those of the labels."""
    tracker = Tracker(schema)
    for dialogue in dialogues:
        state = DialogueState()
        goals: Mapping[str, str] = {}
        for index, labelled in enumerate(dialogue):
            if labelled.goals is not None:
                yield goals, labelled, state
            state, before = tracker.update(state, index, labelled.turn), state
            if labelled.goals is not None:
                goals = labelled.goals
                slots = {
                    slot: before.slots[slot]
                    if slot in before.slots and before.slots[slot].value == value
                    else SlotValue(slot=slot, value=value, change="set", turn=index, evidence=())
                    for slot, value in goals.items()
                }
                state = state.model_copy(update={"slots": slots})


def _holds(candidate: Candidate, labelled: LabelledTurn, before: Mapping[str, str]) -> bool | None:
    """Whether the labels confirm an update; ``None`` where it would change nothing."""
    slot, goals = candidate.slot.name, labelled.goals or {}
    if candidate.source == "requested":
        return slot in labelled.requested
    if before.get(slot) == candidate.value:
        return None
    return goals.get(slot) == candidate.value


def _with_values(dialogues: Sequence[Dialogue], schema: StateSchema) -> StateSchema:
    categorical = {slot.name for slot in schema.slots if slot.kind == "categorical"}
    values = {
        (slot, value): list[str]()
        for dialogue in dialogues
        for labelled in dialogue
        for slot, value in (labelled.goals or {}).items()
        if slot in categorical and value != "dontcare"
    }
    return _extended(schema, values)


def _extended(schema: StateSchema, phrases: Mapping[tuple[str, str], list[str]]) -> StateSchema:
    slots = []
    for slot in schema.slots:
        values = dict(slot.values)
        for (name, value), more in phrases.items():
            if name == slot.name:
                values[value] = (*values.get(value, ()), *more)
        slots.append(slot.model_copy(update={"values": values}))
    return schema.model_copy(update={"slots": tuple(slots)})


def _phrases(text: str) -> set[str]:
    said = [word.text for word in words(text)]
    return {
        " ".join(phrase)
        for length in range(1, LONGEST + 1)
        for phrase in zip(*(islice(said, n, None) for n in range(length)), strict=False)
        if all(word[0].isalpha() for word in phrase)
    }
