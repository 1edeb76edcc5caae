"""Headlines to measure with: real ones where the data sets are at hand, else made up."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

SENTFIN = "finance/sentfin/sentfin.jsonl.gz"

# Companies are invented: first part, second part, what they are.
FIRST = "Al Bren Cal Dor El Fen Gal Hal Il Jor Kel Lor Mer Nor Or Pel Quin Ros Sel Tor Ul Ver Wen Xan Yar Zel"
SECOND = "by den dale fall ford gate ham ick low mark mere more ney ridge shaw stead ton vale wick worth"
FORMS = "Bank Foods Motors Power Air Steel Pharma Telecom Retail Insurance Software Shipping Mining Energy"
TEMPLATES = (
    "Shares of {name} {fall} {percent}% after {cause}",
    "{name} {rise} {percent}% as {good}",
    "{name} to cut {count} jobs, close {few} plants",
    "{name} Q{quarter} net {rise} {percent}% to ${amount} million",
    "{name} posts loss of ${amount} million on {cause}",
    "{name} raises dividend to {count} cents, plans ${amount} million buyback",
    "Buy {name}, target ${count}: analysts",
    "{name} names new chief executive; board meets in week {few}",
    "Regulator fines {name} ${amount} million over {cause}",
    "{name} agrees to buy {other} for ${amount} million",
    "{name} {fall} {percent}%, {other} {rise} {small}% in early trade",
    "{name} recalls {count},000 vehicles; {other} steps in",
    "{name} lowers full-year outlook, blames {cause}",
    "{name} in talks with lenders over ${amount} million of debt",
)
WORDS = {
    "fall": ("fall", "plunge", "slip", "drop", "slide", "sink"),
    "rise": ("gains", "jumps", "climbs", "rises", "soars", "edges up"),
    "cause": ("a fraud probe", "weak demand", "a data breach", "higher costs", "a failed trial", "a strike"),
    "good": ("orders pick up", "margins widen", "it wins a contract", "rates ease", "profit doubles"),
}


@dataclass(frozen=True)
class Headline:
    """A text and the place of one company in it."""

    text: str
    start: int
    end: int


def headlines(count: int) -> tuple[list[Headline], str]:
    """Return ``count`` headlines and what they are: SEntFiN with ``DSOLUTIONS_DATA``, else generated."""
    folder = os.environ.get("DSOLUTIONS_DATA")
    if folder and (file := Path(folder) / SENTFIN).exists():
        return list(islice(_sentfin(file), count)), "SEntFiN headlines"
    return list(islice(generated(), count)), "generated headlines"


def generated(seed: int = 0) -> Iterator[Headline]:
    """Make up headlines without end; hardly any two are the same."""
    draw = random.Random(seed)

    def company() -> str:
        return f"{draw.choice(FIRST.split())}{draw.choice(SECOND.split())} {draw.choice(FORMS.split())}"

    while True:
        name, template = company(), draw.choice(TEMPLATES)
        text = template.format(
            name=name,
            other=company(),
            percent=draw.randint(2, 40),
            small=draw.randint(1, 9),
            count=draw.randint(10, 990),
            few=draw.randint(2, 9),
            quarter=draw.randint(1, 4),
            amount=draw.randint(10, 9_900),
            **{slot: draw.choice(words) for slot, words in WORDS.items()},
        )
        yield Headline(text, text.index(name), text.index(name) + len(name))


def _sentfin(file: Path) -> Iterator[Headline]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            first = row["entities"][0]
            yield Headline(row["title"], first["start"], first["start"] + len(first["name"]))
