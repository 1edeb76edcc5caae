"""The page itself: what the template is given, and the one file that comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dsolutions.pages import made_with, page_environment, rendered
from dsolutions.types import Document
from dsolutions_support.report import curve
from dsolutions_support.report.highlight import highlighted
from dsolutions_support.report.talks import (
    Failed,
    Talk,
    intent_counts,
    regrouped,
    signal_counts,
    spelled_out,
)
from dsolutions_support.results import SupportResult

# Beyond these a page is a database dump; what is left out is counted there and stays in the result file.
MAX_TALKS = 500
MAX_IN_NEED = 15
MAX_ERRORS = 200


def write_report(
    documents: Iterable[Document | None],
    results: Iterable[SupportResult],
    path: str | Path,
    *,
    title: str = "Support report",
) -> Path:
    """Write a run as one self-contained HTML file: overview, then each conversation with all that was read.

    Turns that came as rows of their own are put together to conversations again.

    Args:
        documents: the inputs, one per result; ``None`` for those that could not be read.
        results: the answers, in the order of the run.
        path: the file to write; missing folders are made.
        title: heading of the page.

    Returns:
        The path written.

    Raises:
        InputError: there are more documents than results, or fewer.

    >>> import tempfile
    >>> from dsolutions_support.conversation import Conversation, Turn
    >>> from dsolutions_support.results import TurnResult
    >>> talk = Conversation(id="a", turns=[Turn(speaker="user", text="My card is lost")])
    >>> result = SupportResult(document_id="a", turns=(TurnResult(turn=0, speaker="user"),))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_report([talk], [result], f"{folder}/support.html")
    ...     "My card is lost" in path.read_text(encoding="utf-8")
    True
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    results = list(results)
    talks, failed = regrouped(documents, results)
    path.write_text(_render(talks, failed, results, title), encoding="utf-8")
    return path


def _render(talks: list[Talk], failed: list[Failed], results: list[SupportResult], title: str) -> str:
    chosen = spelled_out(talks, MAX_TALKS)
    in_need = [talk for talk in sorted(talks, key=Talk.need) if talk.escalations]
    intents, signals = intent_counts(talks), signal_counts(talks)
    times = [said.turn.time for talk in talks for said in talk.turns if said.turn.time is not None]
    return rendered(
        page_environment("dsolutions_support.report"),
        title=title,
        first=min(times, default=None),
        last=max(times, default=None),
        talks=talks,
        chosen=chosen,
        chosen_numbers={talk.number for talk in chosen},
        turn_count=sum(len(talk.turns) for talk in talks),
        urgent_count=sum(talk.level == 2 for talk in talks),
        watch_count=sum(talk.level == 1 for talk in talks),
        in_need=in_need[:MAX_IN_NEED],
        in_need_count=len(in_need),
        intents=intents,
        most_intents=max((count for _, count in intents), default=1),
        signals=signals,
        most_signals=max((count for _, _, count in signals), default=1),
        felt=any(said.result.emotion for talk in talks for said in talk.turns),
        highlighted=highlighted,
        curve=curve,
        failed=failed[:MAX_ERRORS],
        failed_count=len(failed),
        made_with=made_with(results),
        decisions=Counter(result.safety.decision for result in results),
    )
