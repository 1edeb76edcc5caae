"""Writing, checking and ranking what the agent could say next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dsolutions_support.reply.claims import Source, check
from dsolutions_support.reply.draft import Draft
from dsolutions_support.reply.generator import Decoding, Generator
from dsolutions_support.reply.knowledge import Knowledge, Passage
from dsolutions_support.reply.policy import Policy
from dsolutions_support.reply.policy_writer import policy_drafts
from dsolutions_support.reply.prompt import prompt
from dsolutions_support.reply.ranking import Weights, sympathises, upset
from dsolutions_support.reply.situation import Situation
from dsolutions_support.reply.transformers_generator import TransformersGenerator
from dsolutions_support.results import Reply
from dsolutions_support.state import acts
from dsolutions_support.state.words import lowered
from dsolutions_support.words import content_words

_CITED = "knowledge:"
# Two words in three: a shorter way to say it needs a verb or two of its own, another matter needs more.
_REWORDS = 2 / 3


class ReplyWriter:
    """Proposes replies from a policy, from knowledge and, if there is one, from a generator.

    Every proposal is checked: one that states a fact which neither the state nor its sources have is dropped,
    and so is one that the agent has said already.

    Args:
        policy: the business's own words.
        knowledge: what may be told.
        generator: words replies more freely; without one, policy and knowledge answer.
        decoding: how the generator decodes; four beams by default.
        weights: of the ranking.

    >>> from dsolutions_support.reply import Snippet
    >>> knowledge = Knowledge([Snippet(id="hours", title="Opening hours", text="We open at 9:00.")])
    >>> [(r.text, r.sources, r.claims[0].source) for r in ReplyWriter(knowledge=knowledge).propose(
    ...     Situation(turn=0, text="What are your opening hours?"))]
    [('We open at 9:00.', ('hours',), 'knowledge:hours')]
    """

    def __init__(
        self,
        policy: Policy | None = None,
        knowledge: Knowledge | None = None,
        generator: Generator | None = None,
        decoding: Decoding | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.policy = policy
        self.knowledge = knowledge
        self.generator = generator
        self.decoding = decoding if decoding is not None else Decoding.beam()
        self.weights = weights if weights is not None else Weights()

    def warm_up(self) -> None:
        """Index the knowledge and load a local generator, which otherwise happens at the first turn."""
        if self.knowledge is not None:
            self.knowledge.warm_up()
        if isinstance(self.generator, TransformersGenerator):
            self.generator.warm_up()

    def propose(self, situation: Situation, n: int = 3) -> tuple[Reply, ...]:
        """Return up to ``n`` proposals for the agent's next turn, best first, at most one per action."""
        passages = self._passages(situation)
        policy = [*policy_drafts(self.policy, situation)] if self.policy is not None else []
        drafts = [self._toned(draft, situation) for draft in (*policy, *map(_quoted, passages))]
        if self.generator is not None:
            drafts += self._generated(self.generator, situation, passages, drafts, n)
        sound = [
            draft
            for draft in drafts
            if all(claim.supported for claim in draft.claims) and not _said_already(draft.text, situation)
        ]
        ranked = sorted(sound, key=lambda draft: -self.weights.score(draft, situation))
        first = {draft.action or draft.text: draft for draft in reversed(ranked)}
        best = sorted(first.values(), key=ranked.index)[:n]
        return tuple(_reply(draft, self.weights.score(draft, situation)) for draft in best)

    def _passages(self, situation: Situation) -> list[Passage]:
        if self.knowledge is None or situation.answers:  # who only answers a question asks none
            return []
        return self.knowledge.find(situation.text, embedding=situation.embedding)

    def _toned(self, draft: Draft, situation: Situation) -> Draft:
        """Open with the policy's words for an upset user, but not in two turns running."""
        if self.policy is None or situation.emotion is None or not upset(situation):
            return draft
        line = self.policy.tone.get(situation.emotion.feeling)
        if line is None or sympathises(draft.text) or sympathises(situation.said):
            return draft
        claims = check(line, [Source(name="policy:tone", text=line)])
        return replace(draft, text=f"{line} {draft.text}", claims=claims + draft.claims)

    def _generated(
        self,
        generator: Generator,
        situation: Situation,
        passages: Sequence[Passage],
        drafts: Sequence[Draft],
        n: int,
    ) -> list[Draft]:
        """Let the generator word what state, knowledge and policy have to say."""
        policy = (Source(name=f"policy:{draft.action}", text=draft.text) for draft in drafts if draft.action)
        sources = [*Source.of_state(situation.state), *map(_source, passages), *policy]
        told = content_words(" ".join(source.text for source in sources))
        asked = content_words(situation.text)
        generated = []
        for text in generator.generate(prompt(situation, sources), self.decoding, n):
            words = content_words(text)
            claims = check(text, sources, heard=situation.text)
            named = {claim.source or "" for claim in claims}
            cited = sorted(name[len(_CITED) :] for name in named if name.startswith(_CITED))
            # as relevant as the proposal that it rewords best
            likeness = (d.relevance * _likeness(words, asked | content_words(d.text)) for d in drafts)
            draft = Draft(
                text=text,
                origin="generator",
                relevance=max(likeness, default=0.0),
                support=_share(words, told),
                claims=claims,
                sources=tuple(cited),
            )
            generated.append(draft)
        return generated


def _said_already(text: str, situation: Situation) -> bool:
    """Tell whether a reply repeats the agent: a statement, or a question that the user has said yes to."""
    said, words = (*situation.earlier, situation.said), text.casefold()
    if words.rstrip().endswith("?"):
        return words in situation.said.casefold() and acts.agrees(lowered(situation.text))
    return any(words in earlier.casefold() for earlier in said)


def _likeness(words: frozenset[str], among: frozenset[str]) -> float:
    """Return how much a text says the same; one whose words are mostly the other's rewords it."""
    share = _share(words, among)
    return 1.0 if share >= _REWORDS else share


def _share(words: frozenset[str], among: frozenset[str]) -> float:
    return len(words & among) / len(words) if words else 0.0


def _source(passage: Passage) -> Source:
    return Source(name=_CITED + passage.snippet.id, text=passage.text)


def _quoted(passage: Passage) -> Draft:
    return Draft(
        text=passage.text,
        origin="knowledge",
        relevance=passage.similarity,
        claims=check(passage.text, [_source(passage)]),
        sources=(passage.snippet.id,),
    )


def _reply(draft: Draft, score: float) -> Reply:
    return Reply(
        text=draft.text,
        origin=draft.origin,
        action=draft.action,
        sources=draft.sources,
        score=round(score, 4),
        claims=draft.claims,
    )
