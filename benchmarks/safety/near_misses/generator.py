"""Fill templates: sources, faithful restatements of them, and restatements with one detail changed."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from benchmarks.safety.near_misses.slots import Amount, Day, Dose, Frequency, Length, Name, Share, Slot

Kind = Literal["dose", "date", "amount", "negation", "unit"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Part = Literal["development", "benchmark"]

_CLASSES: Mapping[str, type[Dose | Frequency | Day | Amount | Share | Length]] = {
    "dose": Dose,
    "often": Frequency,
    "date": Day,
    "amount": Amount,
    "share": Share,
    "time": Length,
}
_CHANGES: Mapping[Kind, tuple[type, ...]] = {
    "dose": (Dose, Frequency),
    "date": (Day,),
    "amount": (Amount, Share),
    "unit": (Dose, Amount, Share, Length),
    "negation": (),
}
_SLOT = re.compile(r"\{(\w+?)(\d*)\}")
_POLAR = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_SWAPPED = 0.3  # share of dose, date and amount edits that swap two values of the source


@dataclass(frozen=True)
class Case:
    """An output beside its source.

    Args:
        source: invented text.
        output: what is said about it.
        kind: what was changed; ``None`` where the output is faithful.
        domain: ``"finance"``, ``"medicine"`` or ``"support"``.
        template: number of the template.
    """

    source: str
    output: str
    kind: Kind | None
    domain: str
    template: int


def cases(part: Part, count: int, seed: int) -> list[Case]:
    """Return ``count`` edits of each kind, and as many faithful outputs as edits.

    Args:
        part: which templates.
        count: edits of each kind.
        seed: the same seed gives the same cases.
    """
    chance = random.Random(seed)
    path = Path(__file__).parent / f"{part}.toml"
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    makers = [_Maker(n, t, written["names"], chance) for n, t in enumerate(written["templates"])]
    made: list[Case] = []
    for kind in (*KINDS, None):
        wanted = count if kind else count * len(KINDS)
        able = [maker for maker in makers if maker.has(kind)]
        found: dict[tuple[str, str], Case] = {}
        while len(found) < wanted:
            maker = able[len(found) % len(able)]
            case = maker.make(kind)
            found[case.source, case.output] = case
        made += found.values()
    return made


class _Maker:
    """Makes cases of one template."""

    def __init__(
        self,
        number: int,
        template: Mapping[str, object],
        names: Mapping[str, Sequence[str]],
        chance: random.Random,
    ) -> None:
        self._number, self._names, self._chance = number, names, chance
        self._domain, self._source = str(template["domain"]), str(template["source"])
        says = template["says"]
        assert isinstance(says, list)
        self._says = [str(one) for one in says]

    def has(self, kind: Kind | None) -> bool:
        return kind is None or any(self._able(says, kind) for says in self._says)

    def make(self, kind: Kind | None) -> Case:
        chance = self._chance
        slots = self._drawn()
        turned = chance.random() < 0.5
        source = _filled(
            _polar(self._source, turned), {key: slot.written(chance) for key, slot in slots.items()}
        )
        says = chance.choice([says for says in self._says if kind is None or self._able(says, kind)])
        used = dict(slots)
        if kind not in (None, "negation"):
            used.update(self._edited(says, slots, kind))
        output = _polar(says, turned != (kind == "negation"))
        # an edit that is also written differently would be caught for the wrong reason
        again = kind is None
        texts = {key: slot.written(chance, again=again) for key, slot in used.items()}
        return Case(source, _filled(output, texts), kind, self._domain, self._number)

    def _able(self, says: str, kind: Kind) -> bool:
        if kind == "negation":
            return _POLAR.search(says) is not None
        return any(_CLASSES.get(name) in _CHANGES[kind] for name, _ in _SLOT.findall(says))

    def _drawn(self) -> dict[str, Slot]:
        slots: dict[str, Slot] = {}
        for name, number in _SLOT.findall(self._source):
            taken = {repr(slot) for slot in slots.values()}
            while f"{name}{number}" not in slots:
                drawn: Slot
                if name in _CLASSES:
                    drawn = _CLASSES[name].drawn(self._chance)
                else:
                    drawn = Name(self._chance.choice(self._names[name]))
                if repr(drawn) not in taken:
                    slots[f"{name}{number}"] = drawn
        return slots

    def _edited(self, says: str, slots: Mapping[str, Slot], kind: Kind) -> dict[str, Slot]:
        chance = self._chance
        here = [f"{name}{number}" for name, number in _SLOT.findall(says)]
        key = chance.choice([key for key in here if isinstance(slots[key], _CHANGES[kind])])
        others = [k for k, slot in slots.items() if k != key and type(slot) is type(slots[key])]
        if kind != "unit" and others and chance.random() < _SWAPPED:
            other = chance.choice(others)
            return {key: slots[other], other: slots[key]}
        taken = {repr(slot) for slot in slots.values()}
        while True:
            slot = slots[key].other_unit(chance) if kind == "unit" else slots[key].changed(chance)
            assert slot is not None
            if repr(slot) not in taken:
                return {key: slot}


def _filled(text: str, written: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda hit: written[hit[1] + hit[2]], text)


def _polar(text: str, turned: bool) -> str:
    return _POLAR.sub(lambda hit: hit[2 if turned else 1], text)
