"""Conversations in; what the user wants and feels, what is settled, when to worry and what to answer out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from dsolutions.adapters import Adapter, find_adapter, installed_for
from dsolutions.component import Pipeline
from dsolutions.errors import AdapterError
from dsolutions.preprocessing import DocumentForm
from dsolutions.runtime import Precision, Runtime
from dsolutions.types import Document, Ingredient
from dsolutions_support.conversation import CONVERSATION_FORM, Conversation, Turn
from dsolutions_support.desk import SupportDesk
from dsolutions_support.emotion import EmotionReader
from dsolutions_support.emotion.reader import HEAD
from dsolutions_support.escalation import EscalationDetector, EscalationRules
from dsolutions_support.intent import IntentExamples, IntentModel
from dsolutions_support.intent.embedder import TurnEmbedder
from dsolutions_support.memory import SupportState
from dsolutions_support.reply import Knowledge, Policy, ReplyWriter
from dsolutions_support.results import SupportResult, TurnResult
from dsolutions_support.session import Session
from dsolutions_support.state import StateSchema, Tracker

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        adapters: an adapter for emotion in place of the shipped one.
        model: encoder, by catalogue name or path.
        precision: ``"auto"``, ``"float32"`` or ``"bfloat16"``.

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
        adapters: Sequence[Adapter | str | Path] = (),
        model: str = "all-MiniLM-L6-v2",
        precision: str = "auto",
    ) -> None:
        super().__init__()
        self._files = {
            "intents": intents,
            "slots": slots,
            "policy": policy,
            "knowledge": knowledge,
            "escalation_rules": escalation_rules,
        }
        self._adapters = tuple(adapters)
        self._model = model
        self._precision = Precision.named(precision)

    def options(self) -> dict[str, Any]:
        """Return the options of ``__init__``; an adapter object is given by its name."""
        return {
            **{name: file and str(file) for name, file in self._files.items()},
            "adapters": [a.name if isinstance(a, Adapter) else str(a) for a in self._adapters],
            "model": self._model,
            "precision": self._precision.format,
        }

    def load(self) -> None:
        """Load models and files, and learn the intents from their examples."""
        files = self._files
        rules = files["escalation_rules"]
        escalation = EscalationRules.read(rules) if rules else EscalationRules.builtin()
        schema = StateSchema.read(files["slots"]) if files["slots"] else None
        policy = Policy.read(files["policy"]) if files["policy"] else None
        runtime = Runtime(self._model, precision=self._precision)
        self._embed = TurnEmbedder(runtime)
        knowledge = Knowledge.read(files["knowledge"], self._embed) if files["knowledge"] else None
        self.intents = self._intents(runtime)
        adapter = self._adapter(runtime)
        self.emotion = EmotionReader(runtime, adapter) if adapter else None
        writer = ReplyWriter(policy, knowledge) if policy or knowledge else None
        if writer is not None:
            writer.warm_up()
        tracker = Tracker(schema) if schema else None
        self._desk = SupportDesk(EscalationDetector(escalation), tracker, writer)
        made_with = (adapter, self.intents, schema, policy, knowledge, escalation)
        self._ingredients = (runtime.encoder.ingredient, *(one.ingredient for one in made_with if one))

    def _intents(self, runtime: Runtime) -> IntentModel | None:
        source = self._files["intents"]
        if source is None:
            return None
        if Path(source).suffix == ".safetensors":
            return IntentModel.load(source, runtime)
        return IntentModel.fit(IntentExamples.read(source), runtime)

    def _adapter(self, runtime: Runtime) -> Adapter | None:
        if self._adapters:
            return find_adapter(self._adapters[0])
        try:
            return installed_for(runtime.encoder.model.sha256, HEAD)
        except AdapterError:
            return None  # no emotion has been trained for this encoder; the other answers do not need it

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
        vectors = self._embed(texts)
        intents = self.intents.classify_vectors(vectors) if self.intents else [None] * len(texts)
        emotions = self.emotion.read([(0, text) for text in texts]) if self.emotion else [None] * len(texts)
        return [
            TurnResult(turn=0, speaker="user", intent=intent, emotion=emotion).embedded(vector)
            for intent, emotion, vector in zip(intents, emotions, vectors, strict=True)
        ]

    def follow(self, document: Document, result: SupportResult, state: SupportState) -> SupportResult:
        """Take the turns into the memory of their conversation: dialogue state, escalation, replies."""
        assert isinstance(document, Conversation)
        memory = state.of(document.conversation)
        turns = tuple(
            self._desk.follow(turn, understood, memory)
            for turn, understood in zip(document.turns, result.turns, strict=True)
        )
        return result.model_copy(update={"turns": turns, "trend": memory.escalation.trend})

    def session(self, conversation: str = "session", state: SupportState | None = None) -> Session:
        """Open a live conversation.

        Args:
            conversation: its name.
            state: memory of a session that was saved, to go on with it.
        """

        def answer(turn: Turn, memory: SupportState) -> TurnResult:
            said = Conversation(id=conversation, conversation=conversation, turns=(turn,))
            [result] = self.run([said], on_error="raise", state=memory)
            return result.turns[0]

        return Session(answer, state if state is not None else SupportState())

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
