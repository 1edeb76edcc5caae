"""The contract pipeline on the agreements that ship as examples."""

import csv
import json
import shutil

import pytest

from dsolutions import ContractPipeline, Document, FinanceRiskPipeline
from dsolutions.errors import ConfigurationError
from dsolutions.runtime import Encoder
from dsolutions.testing import tiny_encoder
from dsolutions_finance.contracts.results import Clause
from dsolutions_finance.contracts.types import CLAUSE_TYPES, FoundClauses, shipped
from dsolutions_finance.contracts.types.fusion import Fusion
from dsolutions_finance.contracts.types.unfair import UNFAIR_TYPES
from dsolutions_finance.contracts.types.vectors import TypeNetwork, VectorModel

FILES = ("software_license.pdf", "distribution.docx", "services_v1.txt", "consulting.txt")


@pytest.fixture(scope="session")
def folder(project):
    return project / "examples" / "contracts"


@pytest.fixture(scope="session")
def pipeline():
    return ContractPipeline().warm_up()


@pytest.fixture(scope="session")
def reviews(pipeline, folder):
    return {result.document_id: result for result in pipeline.run([folder / name for name in FILES])}


def test_files_of_every_format_are_reviewed(reviews):
    assert list(reviews) == ["software_license", "distribution", "services_v1", "consulting"]
    assert all(review.error is None for review in reviews.values())
    assert reviews["software_license"].pages == 5


def test_the_cover_sheet_of_a_pdf(reviews):
    fields = reviews["software_license"].fields
    assert [(party.name, party.role) for party in fields.parties] == [
        ("Larkfield Analytics Inc.", "licensor"),
        ("Halvern Bank plc", "licensee"),
    ]
    assert fields.agreement_date.value == fields.effective_date.value == "2024-03-15"
    assert (fields.expiration_date.value, fields.expiration_date.basis) == ("2027-03-15", "computed")
    assert (fields.renewal_term.value, fields.auto_renewal, fields.notice_period.value) == (
        "P1Y",
        True,
        "P30D",
    )
    assert (fields.governing_law.name, fields.venue.name) == ("New York", "New York")
    assert [term.within.value for term in fields.payment_terms] == ["P75D"]
    assert fields.governing_law.evidence.page == 4


def test_law_and_place_of_arbitration_are_told_apart(reviews):
    fields = reviews["distribution"].fields
    assert (fields.governing_law.name, fields.venue.name) == ("Panama", "Florida")


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        (
            "software_license",
            {
                "liability.uncapped",
                "termination.one_sided",
                "change.unilateral",
                "term.auto_renewal_short_notice",
            },
        ),
        (
            "distribution",
            {
                "restriction.exclusivity",
                "restriction.non_compete",
                "restriction.most_favoured",
                "ip.assignment",
            },
        ),
        ("consulting", {"law.none", "ip.assignment", "termination.one_sided", "term.perpetual"}),
    ],
)
def test_the_risks_that_were_put_in_are_flagged(reviews, name, rules):
    assert rules <= {flag.rule for flag in reviews[name].risks}


def test_a_balanced_contract_has_no_high_risk(reviews):
    assert [flag.rule for flag in reviews["services_v1"].risks if flag.severity == "high"] == []


def test_sections_are_numbered_and_nested(reviews):
    sections = reviews["services_v1"].sections
    term = next(section for section in sections if section.title == "Term and Termination")
    assert [s.path[-1] for s in sections if s.parent == term.id] == ["1", "2", "3"]


def test_allowed_laws_and_standard_clauses(folder):
    strict = ContractPipeline(allowed_laws=["Ontario"], standard_clauses=folder / "standard_clauses.toml")
    first, second, other = strict.run(
        [folder / f"{name}" for name in ("services_v1.txt", "services_v2.txt", FILES[1])]
    )
    assert {match.status for match in first.standards} == {"same"}
    assert {match.type: match.status for match in second.standards} == {
        "Payment": "changed",
        "Cap On Liability": "changed",
        "Termination For Convenience": "changed",
        "Data Protection": "missing",
        "Governing Law": "same",
    }
    assert "law.not_allowed" in {flag.rule for flag in other.risks}
    assert {i.kind for i in second.provenance.ingredients} >= {"rules", "knowledge"}


def test_two_versions_are_compared(pipeline, folder):
    found = pipeline.compare(folder / "services_v1.txt", folder / "services_v2.txt")
    kinds = {
        kind: [c.section for c in found.changes if c.kind == kind] for kind in ("added", "removed", "moved")
    }
    assert any("Changes" in section for section in kinds["added"])
    assert any("Data Protection" in section for section in kinds["removed"])
    assert any("Force Majeure" in section for section in kinds["moved"])
    assert {flag.rule for flag in found.risks_gained} >= {"termination.one_sided", "change.unilateral"}
    assert found.risks_lost == ()


def test_a_contract_is_compared_with_standard_clauses(pipeline, folder, tmp_path):
    found = pipeline.compare(folder / "standard_clauses.toml", folder / "services_v2.txt")
    assert [(row["change"], row["where"]) for row in found.rows()] == [
        ("changed", "Payment"),
        ("changed", "Cap On Liability"),
        ("changed", "Termination For Convenience"),
        ("missing", "Data Protection"),
    ]
    pipeline.write_comparison(found, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<del>thirty</del> <ins>ninety</ins>" in page
    assert "Risks gained" not in page


def test_reviewed_contracts_are_scored(pipeline, folder):
    report = pipeline.evaluate(folder / "labelled.jsonl", rounds=20)
    scores = {group.name: group.scores["micro_f1"].value for group in report.groups}
    assert report.documents == 4
    assert scores["fields"] == 1
    assert scores["clauses by passage"] > 0.5


def test_one_bad_file_spoils_no_other(pipeline, folder, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing more")
    bad, good = pipeline.run([broken, folder / "consulting.txt"])
    assert bad.error is not None
    assert good.error is None


def test_tables_for_spreadsheets(pipeline, reviews, tmp_path):
    contracts, clauses = pipeline.write_tables(reviews.values(), tmp_path / "tables")
    with contracts.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["governing_law"] for row in rows] == ["New York", "Panama", "Ontario", ""]
    assert rows[0]["parties"] == "Larkfield Analytics Inc. (Licensor); Halvern Bank plc (Licensee)"
    assert rows[0]["liability_cap"].startswith("the fees paid by Licensee")
    with clauses.open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == sum(len(review.clauses) for review in reviews.values())


def test_a_file_job_over_paths(pipeline, folder, tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text(f"path\n{folder / 'consulting.txt'}\n{folder / 'services_v1.txt'}\n", encoding="utf-8")
    manifest = pipeline.run_file(source, target)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert (manifest.rows, manifest.ok) == (2, 2)
    assert lines[1]["fields"]["governing_law"]["name"] == "Ontario"


def test_a_summary_fits_a_table(pipeline, reviews):
    row = pipeline.summary(reviews["consulting"])
    assert (row["kind"], row["ends"], row["law"]) == ("Consulting", "until ended", "")


def test_a_misspelt_clause_type_is_refused_with_the_right_one(tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text(
        'version = "1"\n[[rules]]\nname = "x"\ndescription = "x"\nseverity = "low"\nsource = "x"\nreason = '
        '"x"\n'
        'present = ["Exclusivty"]\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError, match="Exclusivty") as caught:
        ContractPipeline(risk_rules=rules).warm_up()
    assert "'Exclusivity'" in caught.value.remedy


def test_the_risk_desk_sees_by_itself_that_a_text_is_a_contract(folder):
    said = (folder / "services_v1.txt").read_text(encoding="utf-8")
    [result] = FinanceRiskPipeline().run([Document(id="7", text=said)])
    assert result.contract.fields.governing_law.name == "Ontario"
    assert result.document_id == "7"


class Finder:
    """Stands for a trained finder: it knows one clause and is sure that there is no governing law."""

    labels = ("Exclusivity", "Governing Law")
    ingredients = ()

    def find(self, text):
        start = text.text.index("Bo buys elsewhere")
        clause = Clause(type="Exclusivity", probability=0.93, evidence=text.span(start, start + 17))
        return FoundClauses((clause,), {"Exclusivity": 0.95, "Governing Law": 0.03})


class WithFinder(ContractPipeline):
    def _clause_finder(self, runtime, reader):
        return Finder()


LAW = "This Agreement is governed by and construed in accordance with the laws of the State of Texas."


@pytest.fixture
def tiny(monkeypatch):
    """An encoder that is loaded by the name of "tiny"."""
    load, encoder = Encoder.load, tiny_encoder()
    monkeypatch.setattr(Encoder, "load", lambda model: encoder if model == "tiny" else load(model))
    return encoder


def test_beside_the_networks_of_another_encoder_the_adapters_that_ship_are_read(tiny, monkeypatch, tmp_path):
    monkeypatch.setattr(shipped, "QUALITY", tmp_path)
    fusion = Fusion.load(shipped.MODEL / "fusion.json").model_copy(update={"encoder": tiny.model.sha256})
    (tmp_path / "fusion.json").write_text(fusion.model_dump_json())
    shutil.copy(shipped.MODEL / "unfair.json", tmp_path)
    for name, types in (("vectors", CLAUSE_TYPES), ("unfair_vectors", UNFAIR_TYPES)):
        network = TypeNetwork((2, tiny.hidden_size), len(types))
        VectorModel.of(network).save(tmp_path / f"{name}.safetensors")
    [result] = ContractPipeline(model="tiny").run([LAW])
    assert "Governing Law" in {clause.type for clause in result.clauses}
    names = {ingredient.name for ingredient in result.provenance.ingredients}
    assert names >= {tiny.model.name, "clause-types", "clause-vectors"}


def test_with_an_encoder_that_nothing_was_learned_on_all_but_clause_types_is_answered(tiny):
    [result] = ContractPipeline(model="tiny").run([LAW])
    assert not result.clauses
    assert result.fields.governing_law.name == "Texas"


def test_what_a_clause_finder_finds_is_placed_flagged_and_missed():
    said = "1. Fees. Ten dollars.\n\n2. Supply.\n\n2.1 Bo buys elsewhere in no case.\n\n3. End. In May."
    [result] = WithFinder().run([said])
    [clause] = result.clauses
    assert result.sections[clause.section].path == ("2", "1")
    assert clause.evidence.quote == "Bo buys elsewhere"
    assert "restriction.exclusivity" in {flag.rule for flag in result.risks}
    assert [(gap.type, gap.confidence) for gap in result.absent] == [("Governing Law", pytest.approx(0.97))]
    assert result.presence == {"Exclusivity": 0.95, "Governing Law": 0.03}


def test_a_law_that_was_read_is_not_reported_as_missing():
    said = (
        "1. Supply. Bo buys elsewhere in no case.\n\n2. Law. This Agreement is governed by the laws of Ohio."
    )
    [result] = WithFinder().run([said])
    assert result.absent == ()


def test_unfair_terms_are_looked_for_where_consumers_are_the_other_side(pipeline):
    said = "1. Changes. We may change these terms at any time, at our sole discretion, without notice to you."
    [service, supply] = pipeline.run([f"TERMS OF SERVICE\n\n{said}", f"SUPPLY AGREEMENT\n\n{said}"])
    unfair = [[c.type for c in result.clauses if c.type.startswith("Unfair")] for result in (service, supply)]
    assert unfair == [["Unfair: unilateral change"], []]
    assert "change.unilateral" in {flag.rule for flag in service.risks}


def test_a_review_and_a_comparison_are_pages_for_people(pipeline, folder, tmp_path):
    read = pipeline.form.read(folder / "services_v2.txt", default_id="0")
    written = Document(id="note", text="1. Law. This Agreement is governed by the laws of Ohio.")
    documents = [read, written]
    pipeline.write_report(documents, pipeline.run(documents), tmp_path / "review.html")
    changes = pipeline.compare(folder / "services_v1.txt", read)
    pipeline.write_comparison(changes, tmp_path / "changes.html")

    review, comparison = ((tmp_path / f"{name}.html").read_text("utf-8") for name in ("review", "changes"))
    assert "Northmere Power Ltd." in review
    assert ">Ohio</a>" in review
    assert "<del>Either party</del> <ins>Provider</ins>" in comparison
    assert "termination.one_sided" in comparison
