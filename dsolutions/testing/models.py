"""An encoder and adapters small enough to build in milliseconds, with random but fixed weights."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import Any

import torch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from dsolutions.adapters import Adapter, BaseModelRef, Card, ClassificationHead, Deltas, HeadSpec
from dsolutions.adapters._peft import layer_matrices, peft_config
from dsolutions.runtime import Encoder, Precision, Runtime


@functools.cache
def tiny_encoder() -> Encoder:
    """Build a two-layer BERT, 16 wide, that reads lower-case letters, digits and punctuation one by one."""
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {
        token: i for i, token in enumerate([*special, *"abcdefghijklmnopqrstuvwxyz0123456789.,:;!?*%$-'"])
    }
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex("."), "isolated")]
    )
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=128,
    )  # fmt: skip
    with torch.random.fork_rng(devices=[]), tempfile.TemporaryDirectory() as folder:
        torch.manual_seed(0)
        BertModel(config).save_pretrained(folder)
        PreTrainedTokenizerFast(
            tokenizer_object=tokenizer,
            unk_token="[UNK]",
            pad_token="[PAD]",
            cls_token="[CLS]",
            sep_token="[SEP]",
        ).save_pretrained(folder)
        return Encoder.load(str(Path(folder)), torch.device("cpu"))


def tiny_adapter(
    name: str = "tiny",
    labels: tuple[str, ...] = ("negative", "neutral", "positive"),
    *,
    head: str = "",
    rank: int = 0,
    seed: int = 0,
    **shape: Any,
) -> Adapter:
    """Build an adapter for ``tiny_encoder``.

    Args:
        name: the adapter's name.
        labels: class names.
        head: the head's name; the adapter's by default.
        rank: rank of its random deltas; 0 for none.
        seed: seed of its weights.
        shape: further fields of the head's ``HeadSpec``.
    """
    encoder = tiny_encoder()
    spec = HeadSpec(name=head or name, labels=labels, **{"pooling": ("cls", "focus"), **shape})
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = ClassificationHead(spec, encoder.hidden_size).eval()
        deltas = _random_deltas(encoder, rank) if rank else None
    base = BaseModelRef(name="tiny", sha256=encoder.model.sha256)
    return Adapter(Card(name=name, base=base, heads=(spec,)), {spec.name: network}, deltas)


def tiny_runtime(labels: tuple[str, ...] = ("negative", "neutral", "positive")) -> Runtime:
    """Build a runtime on ``tiny_encoder`` with one adapter called ``"tiny"`` loaded."""
    runtime = Runtime(tiny_encoder(), precision=Precision.float32())
    runtime.load(tiny_adapter(labels=labels))
    return runtime


def _random_deltas(encoder: Encoder, rank: int) -> Deltas:
    factors = {
        name: (torch.randn(rank, module.in_features) * 0.3, torch.randn(module.out_features, rank) * 0.3)
        for name, module in layer_matrices(encoder.network).items()
    }
    return Deltas.of_factors(factors, peft_config(encoder.network, "tiny", rank))
