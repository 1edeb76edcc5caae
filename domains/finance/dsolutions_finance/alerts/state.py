"""What the alert engine remembers between documents: bounded, and the same after saving and loading."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from dsolutions.component import FeedState
from dsolutions_finance.alerts.rules import Duplicates, Escalation, Memory
from dsolutions_finance.alerts.story import similarity
from dsolutions_finance.results import LEVELS, AlertLevel

Hours = float  # since 1970-01-01 UTC, or since the first document of a feed without times


class Story(BaseModel):
    """A story that was told of an entity, and when first."""

    time: Hours
    sketch: list[int]


class Tone(BaseModel):
    """Exponentially decayed mean and deviation of sentiment scores.

    Update of weighted moments: D. H. D. West, "Updating mean and variance estimates", 1979.
    """

    weight: float = 0.0
    mean: float = 0.0
    spread: float = 0.0

    @property
    def deviation(self) -> float:
        """Standard deviation."""
        # Rounding can leave a spread just below 0.
        return max(0.0, self.spread / self.weight) ** 0.5 if self.weight else 0.0

    def fade(self, factor: float) -> None:
        """Let everything so far count ``factor`` as much."""
        self.weight *= factor
        self.spread *= factor

    def add(self, score: float, weight: float) -> None:
        """Take in one score."""
        self.weight += weight
        before = score - self.mean
        self.mean += before * weight / self.weight
        self.spread += weight * before * (score - self.mean)


class RuleMemory(BaseModel):
    """When a rule last spoke of an entity, how loudly, and when its condition held."""

    spoke: Hours | None = None
    level: AlertLevel = "info"
    hits: list[Hours] = Field(default_factory=list)

    def hit(self, time: Hours, escalation: Escalation) -> int:
        """Note that the condition holds; return how often it did within the window."""
        recent = [hit for hit in self.hits if abs(time - hit) <= escalation.within_hours]
        self.hits = [*recent, time][-escalation.count :]
        return len(self.hits)

    def quiet(self, time: Hours, level: AlertLevel, cooldown: Hours) -> bool:
        """Tell whether an alert of this level would only repeat the last one."""
        louder = LEVELS.index(level) > LEVELS.index(self.level)
        return self.spoke is not None and abs(time - self.spoke) < cooldown and not louder


class EntityMemory(BaseModel):
    """What is remembered of one entity."""

    time: Hours
    tone: Tone = Field(default_factory=Tone)
    stories: list[Story] = Field(default_factory=list)
    rules: dict[str, RuleMemory] = Field(default_factory=dict)

    def knows(self, sketch: list[int], time: Hours, duplicates: Duplicates) -> bool:
        """Tell whether a story was told before; remember it if not."""
        for story in self.stories:
            near = abs(time - story.time) <= duplicates.within_hours
            if near and similarity(sketch, story.sketch, duplicates.sketch) >= duplicates.similarity:
                return True
        self.stories = [*self.stories, Story(time=time, sketch=sketch)][-duplicates.stories :]
        return False


class AlertState(FeedState):
    """The memory of a feed.

    Times come from the documents. A document without one is placed a step after the document before it, so
    that a feed without times runs on its own order. A late document counts less in the history of its
    entities, and not at all once it lies a window behind.

    >>> state = AlertState()
    >>> AlertState.model_validate_json(state.model_dump_json()) == state
    True
    """

    clock: Hours = 0.0
    entities: dict[str, EntityMemory] = Field(default_factory=dict)

    def tick(self, time: datetime | None, memory: Memory) -> Hours:
        """Return the time of the next document."""
        now = time.timestamp() / 3600 if time is not None else self.clock
        self.clock = now + memory.untimed_minutes / 60
        return now

    def recall(self, entity: str, now: Hours, memory: Memory) -> EntityMemory:
        """Return what is known of an entity, and forget those that were not seen for longest."""
        known = self.entities.pop(entity, None) or EntityMemory(time=now)
        self.entities[entity] = (
            known  # dictionaries keep their order, in JSON too: the first is the least recent
        )
        while len(self.entities) > memory.max_entities:
            del self.entities[next(iter(self.entities))]
        return known
