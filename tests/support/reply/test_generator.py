import pytest
import torch
from pydantic import ValidationError
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

from dsolutions.errors import ModelError
from dsolutions_support.reply import (
    Decoding,
    Knowledge,
    ReplyWriter,
    Situation,
    Snippet,
    TransformersGenerator,
)

KNOWLEDGE = Knowledge(
    [Snippet(id="ship", title="Shipping", text="We ship to Norway for 7.90 EUR.", source="Help")]
)


class Scripted:
    """A generator that says what it is given, and keeps what it was asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def generate(self, prompt, options, n):
        self.asked.append((prompt, options, n))
        return self.answers[:n]


def generated(*answers):
    writer = ReplyWriter(knowledge=KNOWLEDGE, generator=Scripted(*answers))
    replies = writer.propose(Situation(turn=0, text="What does shipping to Norway cost?"), n=5)
    return [reply for reply in replies if reply.origin == "generator"]


def test_a_generated_reply_shows_what_its_facts_stand_on():
    (reply,) = generated("Shipping to Norway costs €7.90.")

    assert reply.sources == ("ship",)
    assert [(claim.text, claim.source) for claim in reply.claims] == [
        ("Norway", "knowledge:ship"),
        ("€7.90", "knowledge:ship"),
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Shipping to Norway costs €6.90.",
        "Shipping to Norway costs €7.90 and takes 3 days.",
        "Shipping to Sweden costs €7.90.",
        "Shipping to Norway costs €7.90, says Kowalski.",
        "It is €7.90, see larkspur.example/fees",
    ],
)
def test_a_generated_reply_with_an_unsupported_fact_is_dropped(answer):
    assert generated(answer) == []


def test_a_dropped_reply_makes_room_for_the_next():
    assert [r.text for r in generated("It costs 5 EUR.", "It costs 7.90 EUR.")] == ["It costs 7.90 EUR."]


def test_the_generator_is_told_the_facts_and_how_to_decode():
    scripted = Scripted()
    options = Decoding.sampling(temperature=0.5)
    writer = ReplyWriter(knowledge=KNOWLEDGE, generator=scripted, decoding=options)
    writer.propose(Situation(turn=0, text="What does shipping to Norway cost?"), n=2)
    ((prompt, asked, n),) = scripted.asked

    assert "- We ship to Norway for 7.90 EUR." in prompt
    assert prompt.endswith("Customer: What does shipping to Norway cost?\nAgent:")
    assert (asked, n) == (options, 2)


def test_decoding_reads_as_it_was_made():
    assert repr(Decoding.beam(width=2)) == "Decoding.beam(width=2, max_tokens=120)"
    with pytest.raises(ValidationError):
        Decoding.sampling(top_p=1.5)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A folder with a model of random weights: what it says means nothing, how it is driven does."""
    folder = tmp_path_factory.mktemp("tiny")
    words = {word: place for place, word in enumerate(["<end>", "<unk>", "your", "card", "is", "blocked"])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", eos_token="<end>", pad_token="<end>"
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = GPT2Config(
        vocab_size=len(words), n_positions=256, n_embd=8, n_layer=1, n_head=1, bos_token_id=0, eos_token_id=0
    )
    GPT2LMHeadModel(config).save_pretrained(folder)
    return folder


def test_beam_search_gives_several_answers_without_the_prompt(tiny):
    answers = TransformersGenerator(tiny).generate("is your card", Decoding.beam(3, max_tokens=4), 2)

    assert 1 <= len(answers) <= 2
    assert all(len(answer.split()) <= 4 for answer in answers)


def test_sampling_can_be_repeated_and_varied(tiny):
    generator = TransformersGenerator(tiny)

    def draw(seed):
        return generator.generate("your card", Decoding.sampling(temperature=2.0, seed=seed, max_tokens=6), 3)

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(ModelError, match="no language model can be loaded"):
        TransformersGenerator(tmp_path).generate("x", Decoding.beam(), 1)
