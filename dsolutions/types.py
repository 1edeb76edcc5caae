"""The data model that flows through every part: documents in, typed results out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from dsolutions.errors import DsolutionsError


def _in_utc(time: datetime) -> datetime:
    """Read a time without a zone as UTC, so that times of one feed can always be compared."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


UtcTime = Annotated[datetime, AfterValidator(_in_utc)]
RewardName = Literal["factuality", "safety", "ethics", "helpfulness"]
Probability = Annotated[float, Field(ge=0, le=1)]
Decision = Literal["not_assessed", "allow", "redact", "review", "block"]


class Value(BaseModel):
    """Base of everything here: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(Value):
    """One input: a text and what is known about it.

    Args:
        id: the caller's name for it; unique within one call.
        text: the text as the caller has it. Evidence offsets in results count characters of this string.
        kind: what it is (``"news"``, ``"html"``, ``"contract"`` ...); ``None`` lets the pipeline decide.
        language: BCP 47 tag such as ``"en"``.
        time: when it was published; a time without a zone is read as UTC.
        metadata: anything else the caller wants to keep with it.

    >>> Document(id="1", text="Acme cuts jobs").text
    'Acme cuts jobs'
    """

    id: str
    text: str
    kind: str | None = None
    language: str | None = None
    time: UtcTime | None = None
    metadata: Mapping[str, Any] = Field(default_factory=dict)


class Span(Value):
    """A quote from the caller's text, with ``source[start:end] == quote``.

    Args:
        start: offset of the first character.
        end: offset after the last character.
        quote: the characters between them.

    >>> Span.of("Acme cuts jobs", 5, 9)
    Span(start=5, end=9, quote='cuts')
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Self:
        """Cut the span ``[start, end)`` out of ``source``."""
        return cls(start=start, end=end, quote=source[start:end])


class Ingredient(Value):
    """One thing an answer was made with: a model, an adapter, a rule file or what is known of the world.

    Args:
        kind: what it is.
        name: its name in the catalogue, on its card or in its file.
        version: its version, or ``""`` where it has none.
        digest: SHA-256 of its content, hexadecimal.
    """

    kind: Literal["model", "adapter", "rules", "gazetteer", "knowledge"]
    name: str
    version: str = ""
    digest: str = ""


class Provenance(Value):
    """What made an answer: the pipeline and everything it used.

    Args:
        pipeline: the pipeline's name.
        version: version of dsolutions.
        ingredients: models, adapters and rules, each with version and digest.
    """

    pipeline: str
    version: str
    ingredients: tuple[Ingredient, ...] = ()


class Finding(Value):
    """Something in an input that a policy may act on.

    Args:
        guard: who found it: ``"size"``, ``"injection"``, ``"harmful_request"`` or ``"personal_data"``.
        kind: what it is, in the guard's own terms, such as ``"EMAIL_ADDRESS"``.
        score: calibrated probability that it is one; 1 where a rule is certain.
        evidence: where it stands in ``Document.text``.
        reason: why, one sentence for people; it quotes no personal data.
    """

    guard: str
    kind: str
    score: Probability
    evidence: Span
    reason: str


class Reward(Value):
    """One of the four scores of a statement.

    Args:
        name: which of the four.
        score: in [0, 1], calibrated; 1 is good.
        decided_by: the sentence of ``Statement.text`` that decided it; ``None`` where no sentence stands out.
        reason: why, one sentence for people.
        hard: a rule has decided, such as a number that no source has; no other score outvotes it.
    """

    name: RewardName
    score: Probability
    decided_by: Span | None = None
    reason: str
    hard: bool = False


class LeftOut(Value):
    """A proposal that the policy blocked, so that the answer stands without it.

    Args:
        statement: its number among the statements that the pipeline made.
        scores: factuality, safety, ethics and helpfulness, each in [0, 1].
    """

    statement: int
    scores: Mapping[str, float]


class Safety(Value):
    """The safety verdict on one answer.

    ``decision`` is ``"not_assessed"`` where the gate is turned off: nothing here pretends to have looked.

    Args:
        scores: factuality, safety, ethics and helpfulness, each in [0, 1]; the lowest over what is given out.
        overall: the four in one, in [0, 1]; ``None`` where they were not assessed.
        thresholds: below which value of a score the policy acts, where it does.
        decision: what the policy decided: ``"allow"``, ``"redact"`` (what is personal is masked),
            ``"review"`` (the answer stands, and a person should look at it) or ``"block"`` (there is none).
        reasons: why, one sentence each.
        findings: what the guards found in the input.
        rewards: the judgement behind each score, with the sentence that decided it.
        left_out: proposals that were blocked one by one; the reasons say why.
    """

    scores: Mapping[str, float] = Field(default_factory=dict)
    overall: float | None = None
    thresholds: Mapping[str, float] = Field(default_factory=dict)
    decision: Decision = "not_assessed"
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    rewards: tuple[Reward, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class ItemError(Value):
    """Why one item has no answer.

    Args:
        type: class name of the error.
        message: what went wrong.
        stage: where it went wrong.
        item: what it concerns, such as a file.
        remedy: what to do about it.
    """

    type: str
    message: str
    stage: str | None = None
    item: str | None = None
    remedy: str | None = None

    @classmethod
    def of(cls, error: Exception) -> Self:
        """Describe an exception."""
        if isinstance(error, DsolutionsError):
            return cls(
                type=type(error).__name__,
                message=error.message,
                stage=error.stage,
                item=error.item,
                remedy=error.remedy,
            )
        return cls(type=type(error).__name__, message=str(error) or type(error).__name__)


class Result(Value):
    """Base of every pipeline's typed result: one per input, in order.

    Args:
        document_id: id of the input it answers.
        provenance: what made it; ``None`` only where the item failed before any model saw it.
        safety: the verdict on it.
        error: set when this one item failed; its other fields are then empty.
    """

    document_id: str
    provenance: Provenance | None = None
    safety: Safety = Field(default_factory=Safety)  # a plain default would be copied deeply for each result
    error: ItemError | None = None
