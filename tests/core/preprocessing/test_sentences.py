from concurrent.futures import ThreadPoolExecutor

import pytest

from dsolutions.errors import MissingDependency
from dsolutions.preprocessing import load_spacy, nlp, parsed, sentences, sentences_of


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


def test_words_of_parsed_texts_are_forgotten():
    with parsed(["Acme fell."]) as docs:
        assert [doc.text for doc in docs] == ["Acme fell."]
    known = len(nlp().vocab.strings)

    with parsed(f"Qvx{number}zt fell." for number in range(50)) as docs:
        assert {doc[0].text for doc in docs} == {f"Qvx{number}zt" for number in range(50)}
        assert len(nlp().vocab.strings) > known

    assert len(nlp().vocab.strings) == known


def test_a_parse_within_a_parse_does_not_disturb_it():
    with parsed(["Zorblax fell. Quibble rose."]) as docs:
        [doc] = docs
        assert cut(doc.text) == ["Zorblax fell.", "Quibble rose."]
        assert [token.text for token in doc] == ["Zorblax", "fell", ".", "Quibble", "rose", "."]


def test_threads_parse_after_each_other():
    def names(number):
        with parsed([f"Wombat{number} fell. Zebra{number} rose."] * 20) as docs:
            return {token.text for doc in docs for token in doc if token.text[-1].isdigit()}

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(names, range(12)))

    assert found == [{f"Wombat{number}", f"Zebra{number}"} for number in range(12)]


def test_a_long_text_is_parsed_whole():
    begin, end = "Shares of Apple fell.\n\n", "\n\nShares of Infosys rose."
    text = begin + "a" * 99 + (" " + "b" * 99) * 2000 + end

    with parsed(["Acme cuts jobs", text, ""]) as docs:
        texts, entities = zip(*[(doc.text, [e.text for e in doc.ents]) for doc in docs], strict=True)

    assert texts == ("Acme cuts jobs", text, "")
    assert {"Apple", "Infosys"} <= set(entities[1])
