"""Conversations in; what the user wants and feels, what is settled, when to worry and what to answer out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from dsolutions.adapters import Adapter, find_adapter, installed_for
from dsolutions.component import Pipeline
from dsolutions.errors import AdapterError, ConfigurationError
from dsolutions.preprocessing import DocumentForm
from dsolutions.runtime import Precision, Runtime
from dsolutions.safety import Monitor, Statement
from dsolutions.safety.policy import PolicySource, option_of
from dsolutions.safety.risk import Exchange
from dsolutions.types import Document, Ingredient, Safety, Span
from dsolutions_support.conversation import CONVERSATION_FORM, Conversation, Turn, TurnSpan
from dsolutions_support.desk import SupportDesk
from dsolutions_support.emotion import EmotionReader, FeelingTable
from dsolutions_support.emotion.reader import HEAD
from dsolutions_support.escalation import EscalationDetector, EscalationRules
from dsolutions_support.intent import IntentExamples, IntentModel
from dsolutions_support.intent.embedder import TurnEmbedder
from dsolutions_support.memory import SupportState
from dsolutions_support.names import check_names
from dsolutions_support.reply import (
    Decoding,
    Generator,
    Knowledge,
    Policy,
    ReplyWriter,
    TransformersGenerator,
)
from dsolutions_support.reply.generator import generator_ingredient, generator_name
from dsolutions_support.reply.statements import reply_statements
from dsolutions_support.results import SupportResult, TurnResult
from dsolutions_support.session import Session
from dsolutions_support.state import StateSchema, Tracker

if TYPE_CHECKING:
    from collections.abc import Iterable


class SupportPipeline(Pipeline[SupportResult]):
    """A support desk's view of conversations, turn by turn.

    A document is a whole conversation (``{"id": ..., "turns": [{"speaker", "text", "time"}, ...]}``) or its
    next turn (a row with ``conversation_id``, ``speaker``, ``text``, ``time``); turns of a conversation come
    in order, those of several may be mixed. What has no file given is not answered: without intents no turn
    has one.

    Args:
        intents: examples of your intents, CSV with columns ``text`` and ``intent``, or a saved intent model.
        slots: schema of the dialogue state (TOML).
        policy: what agents say and when (TOML).
        knowledge: snippets to quote (CSV, JSONL, or a folder of Markdown files).
        escalation_rules: escalation rule file in place of the shipped one.
        feelings: table from emotion labels to feelings in place of the shipped one (TOML).
        generator: words replies more freely: folder with a language model of transformers, or an object with
            the method of ``dsolutions_support.reply.Generator``. Every fact that it states is checked.
        decoding: how the generator decodes: ``"beam:4"`` (beams), ``"sampling:0.7"`` (temperature), a
            ``Decoding``, or its fields.
        adapters: one with a head ``emotion`` in place of the shipped one, and one of another task, such as
            ``"banking"``, on whose vectors the intents are learned beside those of the frozen encoder.
        model: encoder, by catalogue name or path.
        intent_model: encoder to learn the intents on in place of ``model``: ``"all-mpnet-base-v2"`` tells
            more of them apart and takes some ten times as long (docs/scores.md).
        precision: ``"auto"``, ``"float32"`` or ``"bfloat16"``.
        safety: policy that says what is done about which finding and score: a ``SafetyPolicy``, the name of
            one that ships, a path, or ``"off"``.
        monitor: file to log decisions in, without any text of documents.

    >>> pipeline = SupportPipeline()
    >>> [result] = pipeline.run(["This is the third time I ask. Let me talk to a manager!"])
    >>> [found.signal for found in result.escalations]
    ['asks_for_human']
    """

    name = "support"
    result_type = SupportResult
    state_type = SupportState
    form: ClassVar[DocumentForm] = CONVERSATION_FORM

    def __init__(
        self,
        *,
        intents: str | Path | None = None,
        slots: str | Path | None = None,
        policy: str | Path | None = None,
        knowledge: str | Path | None = None,
        escalation_rules: str | Path | None = None,
        feelings: str | Path | None = None,
        generator: Generator | str | Path | None = None,
        decoding: Decoding | Mapping[str, Any] | str = "beam",
        adapters: Sequence[Adapter | str | Path] = (),
        model: str = "all-MiniLM-L6-v2",
        intent_model: str | None = None,
        precision: str = "auto",
        safety: PolicySource = "support",
        monitor: Monitor | str | Path | None = None,
    ) -> None:
        super().__init__(safety=safety, monitor=monitor)
        self._files = {
            "intents": intents,
            "slots": slots,
            "policy": policy,
            "knowledge": knowledge,
            "escalation_rules": escalation_rules,
            "feelings": feelings,
        }
        self._generator = (
            TransformersGenerator(generator) if isinstance(generator, (str, Path)) else generator
        )
        self._decoding = Decoding.named(decoding)
        self._adapters = tuple(adapters)
        self._model = model
        self._intent_model = intent_model
        self._precision = Precision.named(precision)

    def options(self) -> dict[str, Any]:
        """Return the options of ``__init__``; an object is given by its name."""
        return {
            **{name: file and str(file) for name, file in self._files.items()},
            "generator": self._generator and generator_name(self._generator),
            "decoding": self._decoding.model_dump(),
            "adapters": [a.name if isinstance(a, Adapter) else str(a) for a in self._adapters],
            "model": self._model,
            "intent_model": self._intent_model,
            "precision": self._precision.format,
            "safety": option_of(self.safety),
        }

    def load(self) -> None:
        """Load models and files, and learn the intents from their examples."""
        files = self._files
        rules = files["escalation_rules"]
        escalation = EscalationRules.read(rules) if rules else EscalationRules.builtin()
        schema = StateSchema.read(files["slots"]) if files["slots"] else None
        policy = Policy.read(files["policy"]) if files["policy"] else None
        runtime = self.runtime = Runtime(self._model, precision=self._precision)
        self._embed = TurnEmbedder(runtime)
        knowledge = Knowledge.read(files["knowledge"], self._embed.vectors) if files["knowledge"] else None
        given = [find_adapter(adapter) for adapter in self._adapters]
        self.intents = self._intents(runtime, _one([a for a in given if HEAD not in a.heads], "intents"))
        if policy is not None:
            check_names(policy, schema, self.intents.intents if self.intents else (), escalation)
        adapter = _one([a for a in given if HEAD in a.heads], HEAD) or _installed(runtime)
        table = FeelingTable.read(files["feelings"]) if files["feelings"] else FeelingTable.default()
        self.emotion = EmotionReader(runtime, adapter, table) if adapter else None
        if policy or knowledge or self._generator:
            writer = ReplyWriter(policy, knowledge, self._generator, self._decoding)
            writer.warm_up()
        else:
            writer = None
        if schema is not None:
            tracker = Tracker(schema.asked_by(policy.questions) if policy is not None else schema)
        else:
            tracker = None
        self._knowledge = knowledge
        self._desk = SupportDesk(EscalationDetector(escalation), tracker, writer)
        made_with = (adapter, adapter and table, self.intents, schema, policy, knowledge, escalation)
        self._ingredients = (
            runtime.encoder.ingredient,
            *((self.intents.card.encoder,) if self.intents and self._intent_model else ()),
            *(one.ingredient for one in made_with if one),
            *((generator_ingredient(self._generator),) if self._generator else ()),
        )

    def _intents(self, runtime: Runtime, adapter: Adapter | None) -> IntentModel | None:
        source = self._files["intents"]
        if source is None:
            return None
        if self._intent_model is not None:
            runtime = Runtime(self._intent_model, precision=self._precision)
        name = runtime.load(adapter) if adapter else None
        if Path(source).suffix == ".safetensors":
            return IntentModel.load(source, runtime)
        return IntentModel.fit(IntentExamples.read(source), runtime, adapter=name)

    def ingredients(self) -> tuple[Ingredient, ...]:
        """Return encoder, adapter, intents and files."""
        return self.warm_up()._ingredients

    def predict(self, documents: Sequence[Document]) -> list[SupportResult]:
        """Find intent and emotion of each turn on its own."""
        talks = [talk for talk in documents if isinstance(talk, Conversation)]
        heard = [turn.text for talk in talks for turn in talk.turns if turn.speaker == "user"]
        understood = iter(self._understand(heard))
        provenance = self.provenance()
        return [
            SupportResult(
                document_id=talk.id,
                provenance=provenance,
                turns=tuple(
                    next(understood).model_copy(update={"turn": index, "time": turn.time})
                    if turn.speaker == "user"
                    else TurnResult(turn=index, speaker=turn.speaker, time=turn.time)
                    for index, turn in enumerate(talk.turns)
                ),
            )
            for talk in talks
        ]

    def _understand(self, texts: Sequence[str]) -> list[TurnResult]:
        if not texts:
            return []
        read = self._embed(texts)
        known = None if self._intent_model else read  # another encoder reads otherwise
        intents = self.intents.classify(texts, known) if self.intents else [None] * len(texts)
        emotions = self.emotion.read([(0, text) for text in texts]) if self.emotion else [None] * len(texts)
        return [
            TurnResult(turn=0, speaker="user", intent=intent, emotion=emotion).embedded(vector)
            for intent, emotion, vector in zip(intents, emotions, read.vectors, strict=True)
        ]

    def follow(self, document: Document, result: SupportResult, state: SupportState) -> SupportResult:
        """Take the turns into the memory of their conversation: dialogue state, escalation, replies."""
        assert isinstance(document, Conversation)
        memory = state.of(document.conversation)
        memory.take_number(document.turn, len(document.turns), document.conversation)
        turns = tuple(
            self._desk.follow(turn, understood, memory)
            for turn, understood in zip(document.turns, result.turns, strict=True)
        )
        return result.model_copy(update={"turns": turns, "trend": memory.escalation.trend})

    def statements(self, document: Document, result: SupportResult) -> Sequence[Statement]:
        """Give out the proposed replies, each with what it may rely on and the turn that it answers."""
        assert isinstance(document, Conversation)
        return [
            statement
            for turn, said in zip(result.turns, document.turns, strict=True)
            for statement in reply_statements(turn, said.text, self._knowledge)
        ]

    def without(self, result: SupportResult, left_out: Collection[int]) -> SupportResult:
        """Take proposed replies out, by their numbers over all turns."""
        numbers = count()
        turns = (
            turn.model_copy(
                update={"replies": tuple(reply for reply in turn.replies if next(numbers) not in left_out)}
            )
            for turn in result.turns
        )
        return result.model_copy(update={"turns": tuple(turns)})

    def source_of(self, span: Span, document: Document, result: SupportResult) -> str | None:
        """Return the turn that a quote stands in; earlier pieces of the conversation are not at hand."""
        if not isinstance(span, TurnSpan):
            return document.text
        assert isinstance(document, Conversation)
        place = span.turn - result.turns[0].turn
        return document.turns[place].text if 0 <= place < len(document.turns) else None

    def exchange(self, document: Document) -> Exchange:
        """Return the conversation and its user's turns: risk grows over them."""
        assert isinstance(document, Conversation)
        return Exchange(name=document.conversation, turns=document.ranges("user"))

    def session(self, conversation: str = "session", state: SupportState | None = None) -> Session:
        """Open a live conversation.

        >>> session = SupportPipeline().session()
        >>> session.user("Let me talk to a human!").escalations[0].signal
        'asks_for_human'

        Args:
            conversation: its name in the memory, the same where it goes on.
            state: memory to go on with, such as ``SupportState.load(path)`` of what ``session.save(path)``
                wrote; the session then answers as if it had never been interrupted.

        Returns:
            A session: ``user`` and ``agent`` take in turns, ``save`` writes its memory.
        """

        def answer(turn: Turn, memory: SupportState) -> tuple[TurnResult, Safety]:
            said = Conversation(id=conversation, conversation=conversation, turns=(turn,))
            [result] = self.run([said], on_error="raise", state=memory)
            if result.turns:
                return result.turns[0], result.safety
            known = memory.of(conversation)  # blocked: as if it had not been said
            return TurnResult(turn=known.turns, speaker=turn.speaker, state=known.state), result.safety

        return Session(answer, conversation, state if state is not None else SupportState())

    def chat(self, saved: str | Path | None = None) -> Session:
        """Open a live conversation, or go on with the last one in a file that ``Session.save`` wrote."""
        if saved is None:
            return self.session()
        state = SupportState.load(saved)
        return self.session(next(reversed(state.conversations), "session"), state)

    def write_report(
        self, documents: Iterable[Document | None], results: Iterable[SupportResult], path: str | Path
    ) -> None:
        """Write the support report: conversations with evidence, state, mood, escalations, replies."""
        from dsolutions_support.report import write_report

        write_report(documents, results, path)

    def summary(self, result: SupportResult) -> Mapping[str, str]:
        """Return one row of a table: the last turn's intent and feeling, the slots, the best reply."""
        heard = [turn for turn in result.turns if turn.speaker == "user"]
        last = heard[-1] if heard else None
        intent, emotion = (last.intent, last.emotion) if last else (None, None)
        return {
            "intent": (intent.label or "out of scope") if intent else "",
            "feeling": emotion.feeling if emotion else "",
            "slots": ", ".join(f"{slot}={value}" for slot, value in result.state.values().items()),
            "escalations": ", ".join(dict.fromkeys(found.signal for found in result.escalations)),
            "reply": last.replies[0].text if last and last.replies else "",
        }


def _one(adapters: Sequence[Adapter], task: str) -> Adapter | None:
    if len(adapters) > 1:
        raise ConfigurationError(
            f"{len(adapters)} adapters are given for {task}, which takes one",
            stage="load adapter",
            item=", ".join(adapter.name for adapter in adapters),
            remedy="give the one that shall answer",
        )
    return adapters[0] if adapters else None


def _installed(runtime: Runtime) -> Adapter | None:
    try:
        return installed_for(runtime.encoder.model.sha256, HEAD)
    except AdapterError:
        return None  # none has been trained for this encoder; the other answers do not need it
