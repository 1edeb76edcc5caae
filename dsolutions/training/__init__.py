"""Recipe file and data in, adapter out."""

from dsolutions.training.recipe import Recipe
from dsolutions.training.train import train

__all__ = ["Recipe", "train"]
