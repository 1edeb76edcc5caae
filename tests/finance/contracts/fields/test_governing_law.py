import pytest

from dsolutions_finance.contracts.fields.governing_law import governing_law


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("This Agreement is governed by the laws of the State of New York.", "New York"),
        ("This Agreement shall be construed in accordance with Delaware law.", "Delaware"),
        ("This Agreement shall be governed by English law.", "England"),
        ("This Agreement is governed by the laws of England and Wales.", "England and Wales"),
        (
            "This contract is subject to the laws of the Hong Kong SAR; it is governed by Hong Kong law.",
            "Hong Kong",
        ),
        ("The laws of the Province of Ontario govern this Agreement.", "Ontario"),
        ("This Agreement was made in Nevada and is governed by the laws thereof.", "Nevada"),
        ("This Agreement is governed by the laws, other than choice of law rules, of Florida.", "Florida"),
        ("This Agreement is governed by the laws of the United States and of the State of Texas.", "Texas"),
        ("This Agreement is governed by PRC laws.", "China"),
        ("GOVERNING LAW: California.", "California"),
        ("Pay at once. The laws of the People's Republic of China shall apply.", "China"),
        ("7. LAW. Michigan law governs.", "Michigan"),
        ("This Agreement shall be governed by the laws ofthe State ofTexas.", "Texas"),
    ],
)
def test_the_law_that_governs(read, said, expected):
    found = governing_law(read(said))
    assert found.name == expected
    assert found.evidence.quote in said


@pytest.mark.parametrize(
    "said",
    [
        "Acme Inc. is a corporation organized and existing under the laws of the State of Delaware.",
        "The courts of New York have exclusive jurisdiction over this Agreement.",
        "This Agreement is interpreted without regard to the conflict of laws rules of Ohio.",
        "Each party shall comply with the export laws of the United States.",
        "This Agreement, which is in English, is governed by applicable law.",
    ],
)
def test_no_law_is_given_where_none_is_chosen(read, said):
    assert governing_law(read(said)) is None


def test_law_and_courts_are_told_apart(read):
    said = (
        "This Agreement is governed by the laws of Ohio, and the courts of Utah have exclusive jurisdiction."
    )
    assert governing_law(read(said)).name == "Ohio"
