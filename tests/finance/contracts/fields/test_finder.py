from dsolutions_finance.contracts.fields import find_fields
from dsolutions_finance.contracts.results import ContractFields


def test_an_empty_form_has_no_fields(read):
    assert find_fields(read("To be filled in.")) == ContractFields()


def test_every_quote_is_in_the_file(read):
    said = (
        "SUPPLY  AGREEMENT made on May 3,\n2021 between Acme Inc. (“Supplier”) and Bo LLC (“Buyer”). "
        "WHEREAS it "
        "is so. This Agreement is governed by the laws of Texas and runs for two (2) years. It renews "
        "automatically "
        "for one year. Pay within 30 days of receipt of the invoice. Acme's liability is limited to €5,000."
    )
    fields = find_fields(read(said))
    spans = [span for span in _spans(fields.model_dump()) if span["quote"]]
    assert len(spans) > 10
    assert all(said[span["start"] : span["end"]] == span["quote"] for span in spans)


def _spans(value):
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _spans(inner)
