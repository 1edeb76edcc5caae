"""What fills a template: values that can be written in several ways, changed, and given another unit."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Protocol, Self


class Slot(Protocol):
    """A value in a source."""

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it; ``again`` in any way that means the same, otherwise in the usual one."""
        ...

    def changed(self, chance: random.Random) -> Self | None:
        """Return another value of its kind."""
        ...

    def other_unit(self, chance: random.Random) -> Self | None:
        """Return it with another unit; ``None`` where it has none."""
        ...


def _shown(number: float) -> str:
    return f"{number:,.10g}" if number < 1e15 else str(number)


def _misread(number: float, chance: random.Random) -> float:
    """Change a number as slips do: a place, a digit, a neighbour."""
    step = 10 ** (len(str(int(number))) - 1)
    wrong = [number * 10, number + step, number * 2]
    wrong += [number / 10] if number >= 1 else []
    wrong += [number - step] if number > step else []
    return float(round(chance.choice(wrong), 6))


@dataclass(frozen=True)
class Dose:
    """An amount of a drug in milligrams."""

    mg: float
    unit: str = "mg"
    UNITS: ClassVar[tuple[str, ...]] = ("mg", "g", "mcg", "ml")

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Draw a value."""
        return cls(
            chance.choice((2.5, 5, 7.5, 10, 12.5, 15, 20, 25, 40, 50, 75, 80, 100, 150, 250, 300, 500, 750))
        )

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it."""
        ways = [f"{_shown(self.mg)} {self.unit}"]
        if again:
            ways.append(f"{_shown(self.mg)}{self.unit}")
            if self.unit == "mg":
                ways += [f"{_shown(self.mg)} milligrams"]
                ways += [f"{_shown(self.mg / 1000)} g"] if self.mg >= 250 else []
        return chance.choice(ways)

    def changed(self, chance: random.Random) -> Self:
        """Return another value."""
        return replace(self, mg=_misread(self.mg, chance))

    def other_unit(self, chance: random.Random) -> Self:
        """Return it with another unit."""
        return replace(self, unit=chance.choice([unit for unit in self.UNITS if unit != self.unit]))


@dataclass(frozen=True)
class Frequency:
    """How often something is taken, as ways to say it."""

    ways: tuple[str, ...]
    ALL: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("once daily", "once a day", "every 24 hours"),
        ("twice daily", "twice a day", "every 12 hours", "two times a day"),
        ("three times daily", "three times a day", "every 8 hours"),
        ("four times daily", "four times a day", "every 6 hours"),
        ("once weekly", "once a week"),
        ("every other day", "every two days"),
    )

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Draw a value."""
        return cls(chance.choice(cls.ALL))

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it."""
        return chance.choice(self.ways) if again else self.ways[0]

    def changed(self, chance: random.Random) -> Self:
        """Return another value."""
        return type(self)(chance.choice([ways for ways in self.ALL if ways != self.ways]))

    def other_unit(self, chance: random.Random) -> None:
        """Return it with another unit."""
        return


@dataclass(frozen=True)
class Day:
    """A date."""

    day: date

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Draw a value."""
        return cls(date(2019, 1, 1) + timedelta(days=chance.randrange(2800)))

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it."""
        ways = [f"{self.day.day} {self.day:%B} {self.day.year}"]
        if again:
            ways += [
                f"{self.day:%B} {self.day.day}, {self.day.year}",
                self.day.isoformat(),
                f"{self.day.day} {self.day:%b} {self.day.year}",
                f"{self.day:%d.%m.%Y}",
            ]
        return chance.choice(ways)

    def changed(self, chance: random.Random) -> Self:
        """Return another value."""
        day = self.day
        wrong = [
            day + timedelta(days=1),
            day + timedelta(days=10),
            day - timedelta(days=1),
            day + timedelta(days=7),
        ]
        wrong += [date(day.year + step, day.month, min(day.day, 28)) for step in (-1, 1)]
        wrong.append(date(day.year, day.month % 12 + 1, min(day.day, 28)))
        return type(self)(chance.choice(wrong))

    def other_unit(self, chance: random.Random) -> None:
        """Return it with another unit."""
        return


@dataclass(frozen=True)
class Amount:
    """Money."""

    value: float
    currency: str
    SIGNS: ClassVar[dict[str, str]] = {"EUR": "€", "USD": "$", "GBP": "£"}

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Draw a value."""
        small = chance.random() < 0.4
        value = chance.randrange(12, 990) * 5 / (1 if chance.random() < 0.5 else 10)
        return cls(value if small else round(value, 1) * 100_000, chance.choice([*cls.SIGNS]))

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it."""
        sign = self.SIGNS[self.currency]
        if self.value >= 1e6:
            short = _shown(self.value / 1e6)
            ways = [f"{self.currency} {short} million"]
            if again:
                ways += [f"{sign}{short}m", f"{sign}{short} million", f"{self.currency} {self.value:,.0f}"]
        else:
            ways = [f"{self.currency} {self.value:,.2f}"]
            if again:
                ways += [
                    f"{sign}{self.value:,.2f}",
                    f"{self.value:,.2f} {self.currency}",
                    f"{sign}{_shown(self.value)}",
                ]
        return chance.choice(ways)

    def changed(self, chance: random.Random) -> Self:
        """Return another value."""
        return replace(self, value=_misread(self.value, chance))

    def other_unit(self, chance: random.Random) -> Self:
        """Return it with another unit."""
        if self.value >= 1e6 and chance.random() < 0.5:
            return replace(self, value=self.value * chance.choice((1000, 0.001)))
        return replace(self, currency=chance.choice([code for code in self.SIGNS if code != self.currency]))


@dataclass(frozen=True)
class Share:
    """Percent."""

    value: float
    unit: str = "%"

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Draw a value."""
        return cls(chance.randrange(11, 890) / 10)

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it."""
        spaced = self.unit if self.unit == "%" else f" {self.unit}"
        ways = [f"{_shown(self.value)}{spaced}"]
        if again and self.unit == "%":
            ways += [
                f"{_shown(self.value)} percent",
                f"{_shown(self.value)} per cent",
                f"{_shown(self.value)} %",
            ]
        return chance.choice(ways)

    def changed(self, chance: random.Random) -> Self:
        """Return another value."""
        return replace(self, value=_misread(self.value, chance))

    def other_unit(self, chance: random.Random) -> Self:
        """Return it with another unit."""
        return replace(self, unit=chance.choice(("percentage points", "basis points")))


@dataclass(frozen=True)
class Length:
    """A length of time."""

    count: int
    unit: str
    UNITS: ClassVar[tuple[str, ...]] = ("hours", "days", "weeks", "months", "years", "business days")
    WORDS: ClassVar[tuple[str, ...]] = (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    )  # fmt: skip

    @classmethod
    def drawn(cls, chance: random.Random) -> Self:
        """Draw a value."""
        return cls(chance.randrange(2, 40), chance.choice(cls.UNITS))

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it."""
        ways = [f"{self.count} {self.unit}"]
        if again:
            ways += [f"{self.WORDS[self.count]} {self.unit}"] if self.count < len(self.WORDS) else []
            ways += [f"{self.count * 7} days"] if self.unit == "weeks" else []
            ways += [f"{self.count * 12} months"] if self.unit == "years" else []
        return chance.choice(ways)

    def changed(self, chance: random.Random) -> Self:
        """Return another value."""
        return replace(
            self, count=chance.choice([n for n in (self.count + 1, self.count - 1, self.count * 10) if n > 1])
        )

    def other_unit(self, chance: random.Random) -> Self:
        """Return it with another unit."""
        return replace(self, unit=chance.choice([unit for unit in self.UNITS if unit != self.unit]))


@dataclass(frozen=True)
class Name:
    """A name."""

    name: str

    def written(self, chance: random.Random, *, again: bool = False) -> str:
        """Write it."""
        return self.name

    def changed(self, chance: random.Random) -> None:
        """Return another value."""
        return

    def other_unit(self, chance: random.Random) -> None:
        """Return it with another unit."""
        return
