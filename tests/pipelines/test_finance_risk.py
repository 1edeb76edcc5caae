"""The pipeline with the weights that ship."""

import csv
import json

import pytest

from dsolutions import Adapter, Document, FinanceRiskPipeline
from dsolutions.errors import AdapterMismatch, ConfigurationError
from dsolutions.testing import tiny_adapter
from dsolutions_finance.alerts import AlertState

HEADLINE = "Halvern Bank plunges 18% as regulator opens fraud probe; Northmere Power gains on cold winter"


@pytest.fixture(scope="session")
def pipeline(project):
    return FinanceRiskPipeline(gazetteer=project / "examples/finance/companies.csv").warm_up()


@pytest.fixture(scope="session")
def news(project):
    with (project / "examples/finance/news.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def results(pipeline, news):
    return pipeline.run(news)


def spans(result):
    for found in (*result.entities, *result.events, *result.alerts):
        yield from found.evidence
    for entity in result.entities:
        yield from entity.mentions


def test_a_headline_with_a_winner_and_a_loser(pipeline):
    [result] = pipeline.run([HEADLINE])
    tone = {entity.name: entity.sentiment.label for entity in result.entities}
    assert tone == {"Halvern Bank": "negative", "Northmere Power": "positive"}
    assert {event.type for event in result.events if event.entity == "Halvern Bank"} >= {
        "litigation_regulation"
    }
    assert {alert.entity for alert in result.alerts} == {"Halvern Bank"}
    assert all(alert.reasons and alert.rule and alert.evidence for alert in result.alerts)


def test_every_quote_is_in_the_callers_text(results, news):
    assert sum(1 for result in results for _ in spans(result)) > len(news)
    for item, result in zip(news, results, strict=True):
        for span in spans(result):
            assert item["text"][span.start : span.end] == span.quote != ""


def test_quotes_lead_back_through_markup_and_odd_characters(pipeline):
    page = "<html><p>Halvern&nbsp;Bank &amp; others:\u200b <b>Halvern Bank</b>\u00a0plunges 18%</p></html>"
    [result] = pipeline.run([{"text": page, "kind": "html"}])
    assert result.entities[0].name == "Halvern Bank"
    for span in spans(result):
        assert page[span.start : span.end] == span.quote


def test_the_sample_gives_a_risk_desk_something_to_see(results):
    assert all(result.error is None for result in results)
    levels = [alert.level for result in results for alert in result.alerts]
    assert {"watch", "warning", "critical"} <= set(levels)
    quiet = sum(not result.alerts for result in results)
    assert quiet > len(results) / 3  # most of the news is not for the desk
    assert len({event.type for result in results for event in result.events}) >= 10


def test_order_and_company_change_no_answer(pipeline, news):
    ours = [result.model_dump(exclude={"alerts", "document_id"}) for result in pipeline.run(news[:20])]
    alone = [pipeline.run([item])[0].model_dump(exclude={"alerts", "document_id"}) for item in news[:20]]
    backwards = [r.model_dump(exclude={"alerts", "document_id"}) for r in pipeline.run(news[:20][::-1])][::-1]
    for one, two, three in zip(ours, alone, backwards, strict=True):
        for other in (two, three):
            assert other["events"] == one["events"]
            for mine, theirs in zip(one["entities"], other["entities"], strict=True):
                assert mine["sentiment"]["label"] == theirs["sentiment"]["label"]
                assert mine["sentiment"]["probabilities"] == pytest.approx(
                    theirs["sentiment"]["probabilities"], abs=0.03
                )


def test_a_feed_that_was_saved_raises_the_same_alerts(pipeline, news, results, tmp_path):
    state = AlertState()
    first = list(pipeline.stream(news[:40], state=state))
    state.save(tmp_path / "state.json")
    rest = list(pipeline.stream(news[40:], state=AlertState.load(tmp_path / "state.json")))
    assert [r.alerts for r in first + rest] == [r.alerts for r in results]


def test_a_long_text_is_read_to_its_end(pipeline):
    rooms = ("usual", "large", "small", "other", "green", "upper", "first")
    filler = "".join(
        f"Meeting {day * 7919 % 1009} was held in the {rooms[day % 7]} room and minute {day * day} was read. "
        for day in range(300)
    )  # of one sentence repeated 300 times the guard of sizes would say that it is no text
    text = f"{filler}Halvern Bank shares plunged 31% after it missed a bond payment."
    [result] = pipeline.run([text])
    [bank] = [entity for entity in result.entities if entity.name == "Halvern Bank"]
    assert bank.sentiment.label == "negative"
    assert bank.mentions[0].start == len(filler)
    assert any("bond payment" in span.quote for span in bank.evidence)


def test_a_document_of_another_kind_gets_an_error_and_spoils_no_other(pipeline):
    good, bad = pipeline.run([HEADLINE, {"text": "Cylinder head, left.", "kind": "drawing"}])
    assert good.error is None
    assert "drawing" in bad.error.message
    assert "news" in bad.error.remedy


def test_a_contract_among_news_is_reviewed_and_raises_no_alert(pipeline):
    said = "This Agreement is governed by the laws of Texas and continues until terminated by either party."
    news, contract, more = pipeline.run([HEADLINE, {"text": said, "kind": "contract"}, HEADLINE])
    assert news.entities == more.entities != ()
    assert news.contract is None
    assert contract.contract.fields.governing_law.name == "Texas"
    assert (contract.entities, contract.events, contract.alerts) == ((), (), ())
    assert contract.provenance.pipeline == "contract"


def test_provenance_names_everything_with_its_digest(results):
    ingredients = results[0].provenance.ingredients
    assert {i.kind for i in ingredients} == {"model", "adapter", "gazetteer", "rules"}
    assert all(len(i.digest) == 64 for i in ingredients)


def test_an_own_adapter_is_an_object_a_folder_or_a_name(pipeline, project):
    folder = project / "domains/finance/dsolutions_finance/adapters/entity-sentiment"
    expected = pipeline.run([HEADLINE])[0].entities[0].sentiment
    for own in (Adapter.load(folder), folder, "entity-sentiment"):
        [result] = FinanceRiskPipeline(adapters=[own]).run([HEADLINE])
        assert result.entities[0].sentiment == expected


def test_an_adapter_for_another_encoder_or_task_is_refused():
    with pytest.raises(AdapterMismatch, match="tiny"):
        FinanceRiskPipeline(adapters=[tiny_adapter(head="sentiment")]).warm_up()
    with pytest.raises(AdapterMismatch, match="needs a head"):
        FinanceRiskPipeline(adapters=[tiny_adapter()]).warm_up()
    with pytest.raises(ConfigurationError, match="entity-sentiment"):
        FinanceRiskPipeline(adapters=["no-such-adapter"]).warm_up()


def test_the_report_leads_to_a_review_of_the_contracts(pipeline, project, tmp_path):
    documents = [
        pipeline.form.read(project / "examples/contracts/software_license.pdf", default_id="0"),
        Document(id="n", text="Acme cuts jobs"),
    ]
    pipeline.write_report(documents, pipeline.run(documents), tmp_path / "risk.html")
    risk, reviews = (tmp_path / name for name in ("risk.html", "risk-contracts.html"))
    assert f'href="{reviews.name}#c0"' in risk.read_text("utf-8")
    assert 'id="c0"' in reviews.read_text("utf-8")


def test_a_csv_goes_through_and_its_report_is_written(pipeline, project, tmp_path):
    target = tmp_path / "risk.jsonl"
    manifest = pipeline.run_file(project / "examples/finance/news.csv", target)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert manifest.rows == len(lines) == 86
    assert lines[0]["entities"][0]["sentiment"]["label"] in ("negative", "neutral", "positive")


def test_it_scores_itself_on_labelled_data(pipeline, project):
    report = pipeline.evaluate(project / "examples/finance/labelled.jsonl")
    assert report.n == 79
    assert report.scores["accuracy"].value > 0.6  # the sample was written to be hard; it is no benchmark
    assert [group.name for group in report.groups] == ["conflicting sentiments"]


def test_floors_are_fitted_on_texts_with_the_entity_masked(pipeline, project):
    labelled = project / "examples/finance/labelled.jsonl"
    assert len(pipeline.training_texts(labelled).texts) == 79
    report = pipeline.evaluate(labelled, train=labelled, rounds=100)
    assert [floor.name for floor in report.floors] == ["majority", "TF-IDF + linear"]
    assert report.leaks.exact == report.n
