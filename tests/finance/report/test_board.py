from __future__ import annotations

from dsolutions_finance.report.board import entity_board
from dsolutions_finance.report.items import pair
from dsolutions_finance.results import Alert, FinanceRiskResult


def test_what_a_run_says_about_an_entity_is_added_up(run):
    bank = entity_board(pair(*run))[0]

    assert (bank.name, bank.ticker, bank.level) == ("Halvern Bank", "HLVRN", "critical")
    assert (bank.mentions, bank.documents) == (2, 2)
    assert bank.mix == [("negative", 1, 0.5), ("neutral", 1, 0.5), ("positive", 0, 0)]
    assert bank.events == {"credit_default": 1}


def test_one_critical_alert_outranks_many_warnings():
    def alert(level, entity):
        return Alert(level=level, entity=entity, rule="r", reasons=(), evidence=())

    alerts = (*[alert("warning", "Many")] * 9, alert("critical", "One"), alert("info", "Least"))
    board = entity_board(pair([None], [FinanceRiskResult(document_id="1", alerts=alerts)]))

    assert [row.name for row in board] == ["One", "Many", "Least"]


def test_without_alerts_negative_news_come_first(run):
    documents, results = run
    calm = [result.model_copy(update={"alerts": ()}) for result in results]
    calm.append(calm[1].model_copy(update={"document_id": "e"}))

    assert [row.name for row in entity_board(pair([*documents, None], calm))] == [
        "Tressel Stores",
        "Halvern Bank",
    ]
