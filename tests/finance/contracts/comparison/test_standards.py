import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_finance.contracts.comparison import StandardClauses, compare_standards

PAYMENT = "Customer shall pay invoices within thirty (30) days of receipt."
CAP = "The aggregate liability of either party shall not exceed the fees paid in the preceding year."


@pytest.fixture
def standards(tmp_path):
    path = tmp_path / "ours.csv"
    path.write_text(f'type,text\nPayment,"{PAYMENT}"\nCap On Liability,"{CAP}"\n', encoding="utf-8")
    return StandardClauses.read(path)


def test_same_changed_and_missing(version, standards):
    text = version("1. Fees.", "1.1 " + PAYMENT.replace("thirty (30)", "ninety (90)"), "2. Law. Ohio.").text
    payment, cap = compare_standards(text, standards.clauses)
    assert (payment.status, payment.evidence.quote[:12]) == ("changed", "1.1 Customer")
    assert [word.text for word in payment.words if word.kind == "added"] == ["ninety", "90"]
    assert (cap.status, cap.evidence, cap.words) == ("missing", None, ())
    [same, _] = compare_standards(version("4. " + PAYMENT).text, standards.clauses)
    assert (same.status, same.similarity, same.words) == ("same", 1.0, ())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ours.toml", f'[[clauses]]\ntype = "Payment"\ntext = "{PAYMENT}"\n'),
        ("ours.jsonl", '{"type": "Payment", "text": "' + PAYMENT + '"}\n'),
        ("ours.csv", f'type,text\nPayment,"{PAYMENT}"\n'),
    ],
)
def test_the_same_clauses_in_three_formats(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    [clause] = StandardClauses.read(path).clauses
    assert (clause.type, clause.text) == ("Payment", PAYMENT)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bad.toml", "[[clauses]", "cannot be read"),
        ("bad.csv", "type,text\nPayment,\n", "entry 1 lacks"),
        ("bad.jsonl", '{"type": "x"}\n', "entry 1 lacks"),
        ("bad.csv", "type,text\n", "has no clauses"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        StandardClauses.read(path)
    assert says in caught.value.message
    assert caught.value.item == name


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        StandardClauses.read(tmp_path / "none.csv")
