import pytest

from dsolutions.errors import MissingDependency
from dsolutions.preprocessing import load_spacy, nlp, sentences, sentences_of


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_of_a_news_item():
    text = "Acme Corp. cut its 2024 guidance. Shares fell 5% on Monday.\n\nAnalysts were not surprised"
    assert cut(text) == [
        "Acme Corp. cut its 2024 guidance.",
        "Shares fell 5% on Monday.",
        "Analysts were not surprised",
    ]


def test_a_paragraph_always_ends_a_sentence():
    assert cut("Acme cuts\n\njobs in spring") == ["Acme cuts", "jobs in spring"]


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_nothing_has_no_sentences(text):
    assert sentences(text) == []


def test_a_text_beyond_the_limit_of_spacy_is_segmented_whole():
    paragraph = "Acme cut its guidance. Shares fell.\n\n"
    text = paragraph * (nlp().max_length // len(paragraph) + 1)
    assert len(text) > nlp().max_length
    found = sentences(text)
    assert len(found) == 2 * text.count("\n\n")
    assert {text[start:end] for start, end in found} == {"Acme cut its guidance.", "Shares fell."}


def test_the_shared_pipeline_finds_sentences_and_names_in_one_go():
    assert nlp() is nlp()
    doc = nlp()("Shares of Apple fell on Monday. Germany shrugged.")
    assert len(sentences_of(doc)) == 2
    assert "Germany" in [entity.text for entity in doc.ents]


def test_a_missing_model_says_what_to_install():
    with pytest.raises(MissingDependency, match="pip install no-such-model"):
        load_spacy("no_such_model")
