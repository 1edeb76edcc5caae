"""A generator on this machine: any language model of transformers, from a folder."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

from dsolutions.errors import ModelError
from dsolutions.types import Ingredient
from dsolutions_support.reply.generator import Decoding


class TransformersGenerator:
    """Writes with a causal or a sequence-to-sequence model; nothing is downloaded.

    Args:
        path: folder with the model and its tokenizer.

    >>> TransformersGenerator("models/ours").path.name
    'ours'
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def generate(self, prompt: str, options: Decoding, n: int) -> list[str]:
        """Return ``n`` answers to ``prompt``; beam search returns no more than it has beams.

        Raises:
            ModelError: there is no model that transformers can load.
        """
        import torch

        tokenizer, model = self._loaded
        if tokenizer.chat_template:
            asked = [{"role": "user", "content": prompt}]
            prompt = tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True)
        tokens = tokenizer(prompt, return_tensors="pt")
        if options.strategy == "sampling":
            torch.manual_seed(options.seed)
            how: dict[str, Any] = {
                "do_sample": True,
                "temperature": options.temperature,
                "top_p": options.top_p,
                "top_k": 0,  # the model's own default would cut the nucleus
                "num_return_sequences": n,
            }
        else:
            how = {
                "do_sample": False,
                "num_beams": options.width,
                "num_return_sequences": min(n, options.width),
            }
        with torch.inference_mode():
            answers = model.generate(**tokens, **how, max_new_tokens=options.max_tokens)
        start = 0 if model.config.is_encoder_decoder else tokens["input_ids"].shape[1]
        texts = tokenizer.batch_decode(answers[:, start:], skip_special_tokens=True)
        return list(dict.fromkeys(text.strip() for text in texts if text.strip()))

    @cached_property
    def ingredient(self) -> Ingredient:
        """The model's entry in a provenance; its digest is that of all files in the folder."""
        digest = hashlib.sha256()
        for file in sorted(file for file in self.path.rglob("*") if file.is_file()):
            digest.update(file.name.encode())
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
        return Ingredient(kind="model", name=f"generator:{self.path.name}", digest=digest.hexdigest())

    def warm_up(self) -> None:
        """Load the model, which otherwise happens at the first reply.

        Raises:
            ModelError: there is no model that transformers can load.
        """
        _ = self._loaded

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

        try:
            config = AutoConfig.from_pretrained(self.path, local_files_only=True)
            kind = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
            model = kind.from_pretrained(self.path, local_files_only=True).eval()
            return AutoTokenizer.from_pretrained(self.path, local_files_only=True), model
        except (OSError, ValueError) as error:
            raise ModelError(
                "no language model can be loaded",
                stage="reply",
                item=str(self.path),
                remedy="give a folder that transformers has saved a model and its tokenizer to",
            ) from error
