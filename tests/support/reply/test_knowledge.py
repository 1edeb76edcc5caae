import numpy as np
import pytest

from dsolutions.errors import InputError
from dsolutions_support.reply import Knowledge, ReplyWriter, Situation, Snippet

SNIPPETS = [
    Snippet(
        id="returns",
        title="Returning a purchase",
        text="You may return unused goods within 30 days. It takes a label from your account. "
        "Mattresses are excluded once unwrapped. Refunds reach you within 5 working days.",
        source="Terms, section 4",
    ),
    Snippet(id="shipping", title="Shipping abroad", text="We ship to Norway for 7.90 EUR.", source="Help"),
    Snippet(
        id="card", title="Blocking a card", text="You can block a card in the app at once.", source="Help"
    ),
]


def ask(text, knowledge, n=3):
    return ReplyWriter(knowledge=knowledge).propose(Situation(turn=0, text=text), n)


def test_the_answer_quotes_its_source_and_cites_it():
    (reply, *_) = ask("How much is shipping to Norway?", Knowledge(SNIPPETS))

    assert (reply.origin, reply.text, reply.sources) == (
        "knowledge", "We ship to Norway for 7.90 EUR.", ("shipping",),
    )  # fmt: skip
    assert {(claim.text, claim.source) for claim in reply.claims} == {
        ("Norway", "knowledge:shipping"),
        ("7.90 EUR", "knowledge:shipping"),
    }


def test_only_the_sentences_that_answer_are_quoted():
    (reply, *_) = ask("when do refunds reach me", Knowledge(SNIPPETS))
    assert reply.text == "Refunds reach you within 5 working days."


def test_a_sentence_that_leans_on_the_one_before_brings_it_along():
    (reply, *_) = ask("where is the label, in my account?", Knowledge(SNIPPETS))
    assert reply.text.startswith("You may return unused goods within 30 days. It takes a label")


def test_nothing_is_quoted_for_what_no_snippet_speaks_of():
    assert ask("Why is the sky blue?", Knowledge(SNIPPETS)) == ()
    assert ask("anything", Knowledge([])) == ()


def test_embeddings_find_what_shares_no_words():
    meaning = {"card": [0.0, 1.0], "plastic": [0.0, 1.0]}

    def embed(texts):
        return np.array(
            [next((v for k, v in meaning.items() if k in t.lower()), [1.0, 0.0]) for t in texts], np.float32
        )

    knowledge = Knowledge(SNIPPETS, embed=embed)
    assert knowledge.find("my plastic vanished")[0].snippet.id == "card"
    assert knowledge.find("my plastic vanished", embedding=[0.0, 1.0])[0].snippet.id == "card"
    assert Knowledge(SNIPPETS).find("my plastic vanished") == []


def test_csv_json_lines_and_markdown_say_the_same(tmp_path):
    table, lines, folder = tmp_path / "k.csv", tmp_path / "k.jsonl", tmp_path / "k"
    table.write_text("\ufeffid,title,text,source\na,Fees,It is 2 EUR.,a.md\n", encoding="utf-8")
    lines.write_text(
        '{"id": "a", "title": "Fees", "text": "It is 2 EUR.", "source": "a.md"}\n', encoding="utf-8"
    )
    folder.mkdir()
    (folder / "a.md").write_text("# Fees\n\n- It is **2 EUR**.\n", encoding="utf-8")

    read = [Knowledge.read(path).snippets for path in (table, lines, folder)]

    assert read[0] == read[1] == read[2]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("k.csv", "id,title\na,Fees\n", "row 2: 'text'"),
        ("k.csv", "id,text\na,x\na,y\n", "two snippets 'a', the second in row 3"),
        ("k.csv", "id,text\n", "holds no snippets"),
        ("k.csv", "id,text,colour\na,x,red\n", "row 2: 'colour'"),
        ("k.jsonl", "{", "cannot be read"),
        ("k.jsonl", '{"id": 1, "text": "x"}', "line 1: 'id'"),
    ],
)
def test_wrong_knowledge_is_refused_by_row(tmp_path, name, content, says):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        Knowledge.read(tmp_path / name)


def test_missing_knowledge_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        Knowledge.read(tmp_path / "none.csv")
