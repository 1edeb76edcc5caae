from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from dsolutions.errors import InputError
from dsolutions.evaluation import Anchor, EvaluationReport, LabelledPredictions, LabelledTexts, evaluate
from dsolutions.types import Ingredient, Provenance

ANCHORS = (Anchor(name="Elder", scores={"accuracy": 0.867}, source="Journal of Examples, table 2"),)
PROVENANCE = Provenance(
    pipeline="shouter",
    version="1.2",
    ingredients=(Ingredient(kind="model", name="tiny-encoder", version="3", digest="0" * 64),),
)


@pytest.fixture
def report(predictions: LabelledPredictions, train: LabelledTexts) -> EvaluationReport:
    return evaluate(
        predictions, name="Shouter", dataset="invented", train=train, anchors=ANCHORS, provenance=PROVENANCE
    )


class _Page(HTMLParser):
    """Collects text, tags left open, and addresses that a browser would fetch."""

    VOID = ("meta", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self._look(attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(attrs)

    def _look(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "href", "xlink:href") and not (value or "").startswith(("#", "data:")):
                self.fetched.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


def test_json_brings_the_same_report_back(tmp_path: Path, report: EvaluationReport) -> None:
    page = report.save(tmp_path / "deep" / "folder")
    assert sorted(path.name for path in page.parent.iterdir()) == ["report.html", "report.json"]
    assert EvaluationReport.load(page.parent) == report
    assert EvaluationReport.load(page.parent / "report.json") == report


def test_the_same_report_is_the_same_bytes(tmp_path: Path, report: EvaluationReport) -> None:
    first, second = report.save(tmp_path / "a"), report.save(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


def test_the_page_shows_everything_and_fetches_nothing(tmp_path: Path, report: EvaluationReport) -> None:
    html = report.save(tmp_path).read_text(encoding="utf-8")
    page = _Page(html)
    assert page.open == []
    assert page.fetched == []
    assert not re.search(r"url\((?!#)|@import|<script|<link|<img", html)
    assert html.count("<svg") == 3
    for expected in (
        "Shouter",
        "120 rows from 60 documents",
        f"{report.scores['accuracy'].value:.3f}",
        "conflicting",
        "Floor: TF-IDF + linear",
        "Anchor: Elder",
        "Journal of Examples, table 2",
        "tiny-encoder",
        "0" * 64,
        "Of 120 test texts, 0 are also among the 90 training texts",
        "1,000 resamples of whole documents, seed 0",
    ):
        assert expected in page.text


def test_a_bare_report_has_a_page_without_empty_sections(tmp_path: Path, events: LabelledPredictions) -> None:
    page = _Page(evaluate(events, name="Rules", dataset="events").save(tmp_path).read_text(encoding="utf-8"))
    assert "Micro-F1" in page.text
    for absent in ("Standing", "Confusion", "Calibration", "Leak check", "Provenance", "whole documents"):
        assert absent not in page.text


def test_names_cannot_break_the_page(tmp_path: Path, predictions: LabelledPredictions) -> None:
    odd = ("<b>down</b>", "$flat$ & co", "上涨")
    table = dict(zip(predictions.labels, odd, strict=True))
    renamed = replace(
        predictions,
        labels=odd,
        gold=[table[label] for label in predictions.gold],
        predicted=[table[label] for label in predictions.predicted],
    )
    html = (
        evaluate(renamed, name="<script>alert(1)</script>", dataset="a & b").save(tmp_path).read_text("utf-8")
    )
    assert "<script" not in html
    assert "<b>down" not in html
    text = _Page(html).text
    for label in odd:
        assert text.count(label) >= 3  # the class table and both sides of the matrix


def test_many_classes_still_make_a_page(tmp_path: Path) -> None:
    labels = [f"intent {number}" for number in range(77)]
    report = evaluate(LabelledPredictions(labels, labels, labels[::-1]), name="Router", dataset="one of each")
    assert "intent 76" in report.save(tmp_path).read_text(encoding="utf-8")


def test_the_table_shows_the_system_beside_its_floors(report: EvaluationReport) -> None:
    console = Console(width=160, file=io.StringIO())
    console.print(report.to_table())
    lines = {line.split("│")[1].strip(): line for line in console.file.getvalue().splitlines() if "│" in line}
    assert str(report.scores["accuracy"]) in lines["Shouter"]
    assert "conflicting (40)" in lines
    assert str(report.floors[0].scores["macro_f1"]) in lines["floor: majority"]
    assert "0.867" in lines["anchor: Elder"]


def test_a_report_says_itself_in_a_line(report: EvaluationReport) -> None:
    assert str(report).startswith(f"Shouter on invented (120 rows): Accuracy {report.scores['accuracy']}")


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the report"):
        EvaluationReport.load(tmp_path)
    (tmp_path / "report.json").write_text('{"name": "x"}', encoding="utf-8")
    with pytest.raises(InputError, match="cannot read the report"):
        EvaluationReport.load(tmp_path)
