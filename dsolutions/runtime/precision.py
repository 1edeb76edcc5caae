"""The number format that the encoder computes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch

from dsolutions.errors import ConfigurationError

Format = Literal["float32", "bfloat16"]

# The most that a format may change a probability on the probe set; `make bench` measures what bfloat16 does.
TOLERANCE = 0.04
# A row whose label hangs on less than this is answered again in float32, so that neither the format nor the
# company a row has in its batch can flip a label. Two probabilities may each move by the tolerance.
TIE_MARGIN = 2 * TOLERANCE


@dataclass(frozen=True)
class Precision:
    """How numbers are kept while a model runs.

    Args:
        format: ``"float32"`` or ``"bfloat16"``.
        guarded: compare with float32 on a probe set before first use and fall back where they disagree.

    >>> Precision.float32()
    Precision(format='float32', guarded=False)
    """

    format: Format
    guarded: bool = True

    @classmethod
    def auto(cls) -> Precision:
        """Choose what this processor has matrix or vector units for."""
        return cls("bfloat16") if _has_bfloat16() else cls.float32()

    @classmethod
    def float32(cls) -> Precision:
        """Single precision: the reference that the others are compared with."""
        return cls("float32", guarded=False)

    @classmethod
    def bfloat16(cls) -> Precision:
        """Brain floating point: half the memory, about 1.7 times the speed where the processor has it."""
        return cls("bfloat16")

    @classmethod
    def named(cls, name: str) -> Precision:
        """Read a precision from an option: ``auto``, ``float32`` or ``bfloat16``.

        Raises:
            ConfigurationError: there is no such precision.
        """
        known = {"auto": cls.auto, "float32": cls.float32, "bfloat16": cls.bfloat16}
        if name not in known:
            raise ConfigurationError(
                f"no precision is called {name!r}", stage="options", remedy=f"choose from {sorted(known)}"
            )
        return known[name]()

    @property
    def dtype(self) -> torch.dtype:
        """The format as torch has it."""
        return torch.bfloat16 if self.format == "bfloat16" else torch.float32


def _has_bfloat16() -> bool:
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    features = torch.cpu.get_capabilities()
    return bool(features.get("avx512_bf16") or features.get("amx_bf16"))
