"""The command line with one pack, whose pipelines need no model."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dsolutions.cli.app import app
from dsolutions.comparison import Comparison
from dsolutions.errors import ModelError
from dsolutions.evaluation import LabelledPredictions, LabelledTexts
from dsolutions.registry import Pack
from dsolutions.testing import LoudResult, Shouter
from dsolutions.types import Document


class Verses(Comparison):
    """Which words came and went."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, str]]:
        return [{"change": "gone", "word": w} for w in self.gone] + [
            {"change": "new", "word": w} for w in self.new
        ]

    def remarks(self) -> list[str]:
        return [f"louder by {len(self.new) - len(self.gone)}"] if self.rows() else []


class Herald(Shouter):
    """Shouts, can be scored and compared and has a report.

    Args:
        punctuation: added to every answer,
            at its end.
        refrains: said afterwards.
        times: how often to shout.
        polite: whether to say please.
    """

    name = "herald"

    def __init__(
        self,
        punctuation: str = "",
        refrains: Sequence[str] = (),
        times: int = 1,
        polite: bool = False,
    ) -> None:
        super().__init__(punctuation)
        self.refrains, self.times, self.polite = refrains, times, polite

    def options(self) -> dict[str, Any]:
        return {
            "punctuation": self.punctuation,
            "refrains": list(self.refrains),
            "times": self.times,
            "polite": self.polite,
        }

    def predict(self, documents: Sequence[Document]) -> list[LoudResult]:
        words = ["PLEASE"] * self.polite
        return [
            result.model_copy(
                update={"loud": " ".join([*words, *[result.loud] * self.times, *self.refrains])}
            )
            for result in super().predict(documents)
        ]

    def predictions(self, source: str | Path) -> LabelledPredictions:
        known = self.training_texts(source)
        answers = [result.loud for result in self.run(known.texts)]
        labels = sorted({*known.gold, *answers})
        return LabelledPredictions(labels, gold=known.gold, predicted=answers, texts=known.texts)

    def training_texts(self, source: str | Path) -> LabelledTexts:
        lines = [line.split("\t") for line in Path(source).read_text().splitlines()]
        return LabelledTexts([text for text, _ in lines], [label for _, label in lines])

    def write_report(
        self, documents: Iterable[Document], results: Iterable[LoudResult], path: str | Path
    ) -> None:
        rows = [f"{d.text}: {r.loud}" for d, r in zip(documents, results, strict=True)]
        Path(path).write_text("\n".join(rows))

    def compare(self, before: Path, after: Path) -> Verses:
        old, new = (self.run([path.read_text()])[0].loud.split() for path in (before, after))
        gone, come = (tuple(w for w in a if w not in b) for a, b in ((old, new), (new, old)))
        return Verses(before=before.stem, after=after.stem, gone=gone, new=come)

    def write_comparison(self, comparison: Verses, path: str | Path) -> None:
        Path(path).write_text(f"<html>{comparison.remarks()}")

    def summary(self, result: LoudResult) -> dict[str, str]:
        return {"loud": result.loud, "urgent": "!" * ("FIRE" in result.loud)}


class Weightless(Shouter):
    """Has no model to load."""

    def load(self) -> None:
        raise ModelError(
            "this model is not on this machine", item="acme", remedy="dsolutions models pull acme"
        )


PACK = Pack(
    "for tests",
    pipelines={
        "herald": f"{__name__}:Herald",
        "shouter": "dsolutions.testing:Shouter",
        "weightless": f"{__name__}:Weightless",
    },
    adapters={"loud": Path("adapters/loud")},
    files={"manners": Path(__file__)},
)


@pytest.fixture
def cli(monkeypatch, tmp_path):
    """Run a command in an empty folder, where three pipelines are installed."""
    monkeypatch.setattr("dsolutions.registry.packs", lambda: {"tests": PACK})
    monkeypatch.setenv("DSOLUTIONS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("DSOLUTIONS_TRACEBACK", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def run(*words, **options):
        return CliRunner().invoke(app, [str(word) for word in words], **options)

    return run
