"""Models at work: the encoder, its adapters, batches and number formats.

Everything is imported on first use: the catalogue beside these needs no torch.
"""

from typing import TYPE_CHECKING

from dsolutions._lazy import lazy

if TYPE_CHECKING:
    from dsolutions.runtime.batching import Batching
    from dsolutions.runtime.encoder import Encoder
    from dsolutions.runtime.precision import Precision
    from dsolutions.runtime.reading import Reading
    from dsolutions.runtime.rows import Row
    from dsolutions.runtime.runtime import Runtime

__all__ = ["Batching", "Encoder", "Precision", "Reading", "Row", "Runtime"]

__getattr__ = lazy(
    __name__,
    {
        "Batching": "dsolutions.runtime.batching",
        "Encoder": "dsolutions.runtime.encoder",
        "Precision": "dsolutions.runtime.precision",
        "Reading": "dsolutions.runtime.reading",
        "Row": "dsolutions.runtime.rows",
        "Runtime": "dsolutions.runtime.runtime",
    },
)
