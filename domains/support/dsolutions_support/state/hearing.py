"""What one turn holds: words, sentences, values, and words for slots and topics."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from dsolutions_support.state import agent_acts
from dsolutions_support.state.acts import sentences, within
from dsolutions_support.state.mentions import Mention, MentionReader
from dsolutions_support.state.schema import Slot, StateSchema
from dsolutions_support.state.words import Found, PhraseIndex, Word, lowered, words


@dataclass(frozen=True)
class Heard:
    """One turn, analysed.

    Args:
        text: as it was said.
        words: its words.
        mentions: values of slots in it, in order.
        cues: words for slots.
        leads: words that come right before values.
        questions: phrases that ask for a slot without naming it.
        topics: words that bring up a topic.
    """

    text: str
    words: list[Word]
    mentions: list[Mention]
    cues: list[Found[Slot]]
    leads: list[Found[Slot]]
    questions: list[Found[Slot]]
    topics: list[Found[str]]

    @cached_property
    def low(self) -> str:
        """The text in lower case, offsets kept."""
        return lowered(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int, str]]:
        """Start, end and lower-case text of each sentence."""
        return sentences(self.text)

    def sentence_of(self, place: int) -> int:
        """Which sentence a character is in."""
        return within(place, self.sentences)

    def position(self, place: int) -> int:
        """Which word a character is in, or comes after."""
        return max(0, bisect_right([word.start for word in self.words], place) - 1)

    def span(self, found: Found[Slot]) -> tuple[int, int]:
        """Where a phrase stands."""
        return self.words[found.first].start, self.words[found.last - 1].end

    def lacks(self, mention: Mention) -> bool:
        """Whether an agent's turn names a value to say that it is not to be had."""
        begin, _, sentence = self.sentences[self.sentence_of(mention.start)]
        return agent_acts.lacks(sentence, mention.start - begin, mention.end - begin)

    def in_name(self, mention: Mention) -> bool:
        """Whether a value is a word of a name: written large, as is a word beside it that is no value."""
        if not self.text[mention.start].isupper():
            return False
        first, last = self.position(mention.start), self.position(mention.end - 1)
        return any(
            0 <= place < len(self.words) and self._large(place) and self.text[slice(*between)] == " "
            for place, between in (
                (first - 1, (self.words[first - 1].end, mention.start)),
                (last + 1, (mention.end, mention.end + 1)),
            )
        )

    def _large(self, place: int) -> bool:
        """Whether a word has a capital, is not the first of its sentence, and no value."""
        start = self.words[place].start
        first = self.sentences[self.sentence_of(start)][0]
        value = any(m.start <= start < m.end for m in self.mentions)
        return self.text[start].isupper() and not value and self.text[first:start].strip() != ""

    def topic_at(self, place: int) -> str | None:
        """The topic last brought up before a place, or next after it in the same sentence."""
        position = self.position(place)
        before = [found.item for found in self.topics if found.first <= position]
        if before:
            return before[-1]
        here = self.sentence_of(place)
        return next(
            (f.item for f in self.topics if self.sentence_of(self.words[f.first].start) == here), None
        )


class Listener:
    """Analyses turns in the words of a schema.

    Args:
        schema: the slots.

    >>> slot = Slot(name="day", kind="date", cues=["day"])
    >>> heard = Listener(StateSchema(version="1", slots=[slot])).hear("Which day?", None)
    >>> [found.item.name for found in heard.cues]
    ['day']
    """

    def __init__(self, schema: StateSchema) -> None:
        self._heard = lru_cache(maxsize=8)(self._hear)  # an agent's turn is read again with the answer to it
        self._mentions = MentionReader(schema)
        self._cues = PhraseIndex((cue, slot) for slot in schema.slots for cue in slot.cues)
        self._leads = PhraseIndex((lead, slot) for slot in schema.slots for lead in slot.leads)
        self._questions = PhraseIndex((phrase, slot) for slot in schema.slots for phrase in slot.questions)
        self._topics = PhraseIndex((word, topic) for topic, names in schema.topics.items() for word in names)

    def hear(self, text: str, today: date | None) -> Heard:
        """Analyse a turn that was said on the day ``today``."""
        return self._heard(text, today)

    def _hear(self, text: str, today: date | None) -> Heard:
        split = words(text)
        return Heard(
            text=text,
            words=split,
            mentions=self._mentions.read(text, split, today),
            cues=self._cues.find(split),
            leads=self._leads.find(split),
            questions=self._questions.find(split),
            topics=self._topics.find(split),
        )
