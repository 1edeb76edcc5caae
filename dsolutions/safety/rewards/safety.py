"""Safety: would it do harm to give this out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsolutions.runtime import Runtime
from dsolutions.safety.findings import Reward, RewardName, Statement
from dsolutions.safety.rewards.reading import RewardReader, reader_of
from dsolutions.safety.rewards.verdict import Risk, is_settled, rewards_of


class SafetyJudge:
    """Scores whether a text may be given out without harm.

    Two things are looked for: content that harms by itself (hate, violence, sexual content, self-harm, as in
    OpenAI's moderation set, Markov et al. 2023), and help with a request that should be refused: the need is
    harmful and the text does not refuse (XSTest, Röttger et al. 2024). English only.

    Args:
        runtime: the encoder, shared with the other judges; texts whose words are clear do not need it.

    >>> judge = SafetyJudge(Runtime())
    >>> [fine] = judge.score([Statement(text="Your new card is on its way.", need="I lost my card.")])
    >>> fine.score > 0.8
    True
    """

    name: RewardName = "safety"

    def __init__(self, runtime: Runtime) -> None:
        self._reader: RewardReader = reader_of(runtime)

    def score(self, statements: Sequence[Statement]) -> list[Reward]:
        """Return one reward per statement, in order."""
        asked = [statement for statement in statements if not is_settled(statement)]
        return rewards_of(self.name, statements, self._risks(asked), self._reader, "Nothing harmful in it.")

    def _risks(self, statements: Sequence[Statement]) -> Iterator[Sequence[Risk]]:
        contents = self._reader.read([s.text for s in statements], ["harm"])
        needed = [s for s in statements if s.need.strip()]
        needs = iter(self._reader.read([s.need for s in needed], ["harmful_request"]))
        refusals = iter(self._reader.read([s.text for s in needed], ["refusal"]))
        for statement, content in zip(statements, contents, strict=True):
            risks = [Risk(content["harm"], "harm", "Its content is harmful.")]
            if statement.need.strip():
                helped = next(needs)["harmful_request"] * (1 - next(refusals)["refusal"])
                risks.append(Risk(helped, "harm", "It helps with a request that should be refused."))
            yield risks
