"""What each label of the rewards is learned from, and how much each source counts."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.safety.reward_data import (
    Answer,
    Prompt,
    read_answers,
    read_invented,
    read_moderation,
    read_prompts,
    read_requests,
)
from dsolutions.safety.rewards.fitting import LabelledRows
from dsolutions.safety.rewards.labels import Label

Row = tuple[str, bool, float, str]  # text, whether it has the label, weight, group

# The lists of harmful requests come with few harmless ones, so that what they teach is mostly their style:
# alone they tell harmful prompts of XSTest from safe ones with an area under the curve of .71, the invented
# rows alone with .87. Weight 0 would leave the wording of such lists out.
LISTS, TENSES, WILDCHAT = 0.2, 0.08, 0.4
INVENTED = 0.3  # beside people's labels of found texts
_HATE = frozenset({"H", "H2", "HR"})
_LONGEST = 800  # characters of a request


def rows_of(rows: Iterable[Row]) -> LabelledRows:
    """Lay rows out by column; a text that occurs twice counts once."""
    kept: dict[str, Row] = {}
    for row in rows:
        kept.setdefault(row[0], row)
    texts, gold, weights, groups = zip(*kept.values(), strict=True)
    return LabelledRows(texts, np.array(gold), np.array(weights, dtype=np.float32), groups)


def request_rows(
    prompts: Sequence[Prompt], data: Path, *, without: str = "", unseen: Collection[str] = ()
) -> LabelledRows:
    """Return rows for ``harmful_request``: prompts of XSTest, invented ones and those of other sources.

    Args:
        prompts: the prompts of XSTest.
        data: the data folder.
        without: a source to leave out.
        unseen: texts to leave out of all sources.
    """
    weights = {"tenses": TENSES, "wildchat": WILDCHAT}
    return rows_of(
        [
            *((p.text, p.harmful, 1.0, p.type) for p in prompts),
            *(
                (r["text"], bool(r["harmful"]), 1.0, f"invented {r['kind']}")
                for r in read_invented("requests")
            ),
            *(
                (text[:_LONGEST], harmful, weights.get(source, LISTS), text)
                for text, harmful, source in read_requests(data)
                if source != without and text not in unseen
            ),
        ]
    )


def refusal_rows(answers: Sequence[Answer]) -> LabelledRows:
    """Return rows for ``refusal``: answers of XSTest, of which those of one prompt stay together."""
    return rows_of(
        [
            *((a.text, a.refuses, 1.0, a.prompt.text) for a in answers),
            *((r["text"], bool(r["refusal"]), 1.0, r["text"]) for r in read_invented("answers")),
        ]
    )


def harm_rows(moderation: Sequence[tuple[str, frozenset[str]]]) -> LabelledRows:
    """Return rows for ``harm``: whatever OpenAI's moderation set flags, and invented statements."""
    return rows_of(
        [
            *((text, bool(flags), 1.0, text) for text, flags in moderation),
            *_invented(lambda row: bool(row["harmful"] or row["discrimination"])),
        ]
    )


def training_rows(data: Path) -> dict[Label, LabelledRows]:
    """Return everything that the shipped model is fitted to."""
    answers, moderation = read_answers(data), read_moderation(data)
    return {
        "harmful_request": request_rows(read_prompts(data), data),
        "refusal": refusal_rows(answers),
        "harm": harm_rows(moderation),
        "discrimination": rows_of(
            [
                *_invented(lambda row: bool(row["discrimination"]), 1.0),
                *((text, bool(flags & _HATE), INVENTED, text) for text, flags in moderation),
            ]
        ),
        "privacy": rows_of(
            [
                *_invented(lambda row: bool(row["privacy"]), 1.0),
                *((a.text, a.harmful and a.prompt.type == "privacy", 0.1, a.prompt.text) for a in answers),
            ]
        ),
        "deception": rows_of(
            [
                *_invented(lambda row: bool(row["deception"]), 1.0),
                *((text, False, 0.05, text) for text, flags in moderation if not flags),
            ]
        ),
    }


def _invented(gold: Callable[[dict[str, object]], bool], weight: float = INVENTED) -> Iterator[Row]:
    """Yield invented statements: alone, and between two without the label, which must not make up for it."""
    chance = random.Random(0)
    statements = read_invented("statements")
    harmless = [row["text"] for row in statements if not gold(row)]
    around = [chance.sample(harmless, 2) for _ in statements]
    alone = [row["text"] for row in statements]
    between = [f"{first} {text} {last}" for text, (first, last) in zip(alone, around, strict=True)]
    for texts in (alone, between):
        for text, row in zip(texts, statements, strict=True):
            yield text, gold(row), weight / 2, f"invented {row['text']}"
