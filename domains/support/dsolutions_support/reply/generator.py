"""What a generator must do to write replies, and how it is to decode."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol, Self

from pydantic import Field

from dsolutions.errors import ConfigurationError
from dsolutions.types import Ingredient, Value


class Decoding(Value):
    """How to turn probabilities into words; made by one of the named constructors.

    Args:
        strategy: what it is called.
        width: beams kept at a time.
        temperature: above 1 flattens the distribution, below 1 sharpens it.
        top_p: only the most probable tokens that together reach this share are drawn from.
        seed: of the draws, so that a run can be repeated.
        max_tokens: length of the answer at most.

    >>> Decoding.sampling(temperature=0.5)
    Decoding.sampling(temperature=0.5, top_p=0.9, seed=0, max_tokens=120)
    """

    strategy: Literal["beam", "sampling"]
    width: int = Field(default=1, ge=1, le=64)
    temperature: float = Field(default=1.0, gt=0, le=5)
    top_p: float = Field(default=1.0, gt=0, le=1)
    seed: int = 0
    max_tokens: int = Field(default=120, ge=1)

    @classmethod
    def beam(cls, width: int = 4, max_tokens: int = 120) -> Self:
        """Search for the most probable answers with ``width`` beams; 1 is greedy."""
        return cls(strategy="beam", width=width, max_tokens=max_tokens)

    @classmethod
    def sampling(
        cls, temperature: float = 0.7, top_p: float = 0.9, seed: int = 0, max_tokens: int = 120
    ) -> Self:
        """Draw answers by nucleus sampling (Holtzman et al. 2020)."""
        return cls(
            strategy="sampling", temperature=temperature, top_p=top_p, seed=seed, max_tokens=max_tokens
        )

    @classmethod
    def named(cls, how: Decoding | Mapping[str, object] | str) -> Decoding:
        """Read ``"beam"``, ``"beam:8"`` (beams), ``"sampling"``, ``"sampling:0.5"`` (temperature), or fields.

        Raises:
            ConfigurationError: it is none of these.

        >>> Decoding.named("beam:8")
        Decoding.beam(width=8, max_tokens=120)
        """
        if isinstance(how, Decoding):
            return how
        try:
            if not isinstance(how, str):
                return cls.model_validate(how)
            strategy, _, number = how.partition(":")
            if strategy == "beam":
                return cls.beam(int(number)) if number else cls.beam()
            if strategy == "sampling":
                return cls.sampling(float(number)) if number else cls.sampling()
        except ValueError:  # pydantic's ValidationError is one
            pass
        raise ConfigurationError(
            f"{how!r} is no way to decode",
            stage="reply",
            item="decoding",
            remedy="write beam, beam:8, sampling or sampling:0.5, or give a Decoding",
        )

    def __repr__(self) -> str:
        own = ("width",) if self.strategy == "beam" else ("temperature", "top_p", "seed")
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in (*own, "max_tokens"))
        return f"Decoding.{self.strategy}({shown})"


class Generator(Protocol):
    """Anything that continues a prompt: a local model, a server, a stub."""

    def generate(self, prompt: str, options: Decoding, n: int) -> list[str]:
        """Return up to ``n`` answers to ``prompt``, without the prompt."""
        ...


def generator_name(generator: Generator) -> str:
    """Name a generator: by the folder of its model, or by its class."""
    path = getattr(generator, "path", None)
    return str(path) if path is not None else f"{type(generator).__module__}.{type(generator).__qualname__}"


def generator_ingredient(generator: Generator) -> Ingredient:
    """Describe a generator for a provenance: as it does itself in ``ingredient``, or else by its name."""
    own = getattr(generator, "ingredient", None)
    if isinstance(own, Ingredient):
        return own
    return Ingredient(kind="model", name=f"generator:{generator_name(generator)}")
