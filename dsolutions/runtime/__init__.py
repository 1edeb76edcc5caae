"""Models at work: the encoder, its adapters, batches and number formats."""

from dsolutions.runtime.batching import Batching
from dsolutions.runtime.encoder import Encoder
from dsolutions.runtime.precision import Precision
from dsolutions.runtime.rows import Row
from dsolutions.runtime.runtime import Runtime

__all__ = ["Batching", "Encoder", "Precision", "Row", "Runtime"]
