"""Every error that dsolutions raises on purpose.

The tree::

    DsolutionsError
    ├── ConfigurationError      an option, a rule file or a recipe that cannot be used
    ├── InputError              a document, row or file that cannot be read
    ├── ModelError              a model that is missing or is not what it says it is
    │   └── DigestMismatch      a weight file whose SHA-256 differs from the catalogue
    ├── AdapterError            an adapter that cannot be loaded, saved or composed
    │   └── AdapterMismatch     an adapter made for another base model or other labels
    ├── MissingDependency       an optional package that is not installed
    ├── PredictionError         a pipeline failed on one item
    └── BatchError              a file job that cannot start or finish
        └── ResumeRefused       a half-done job whose input, model or options have changed
"""

from __future__ import annotations


class DsolutionsError(Exception):
    """Root of all deliberate errors; says where it happened, to what, and what to do.

    Args:
        message: what went wrong, one sentence.
        stage: the part of the work that failed, such as ``"read"`` or ``"sentiment"``.
        item: the document, row, file or option that it concerns.
        remedy: what the reader can do about it.

    >>> print(DsolutionsError("no column named 'text'", stage="read", item="in.csv", remedy="rename one"))
    no column named 'text' [stage: read; item: in.csv]. Remedy: rename one
    """

    def __init__(
        self, message: str, *, stage: str | None = None, item: str | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.stage = stage
        self.item = item
        self.remedy = remedy

    def __str__(self) -> str:
        where = "; ".join(f"{k}: {v}" for k, v in (("stage", self.stage), ("item", self.item)) if v)
        text = f"{self.message} [{where}]" if where else self.message
        return f"{text}. Remedy: {self.remedy}" if self.remedy else text


class ConfigurationError(DsolutionsError):
    """An option, a rule file or a recipe that cannot be used."""


class InputError(DsolutionsError):
    """A document, row or file that cannot be read."""


class ModelError(DsolutionsError):
    """A model that is missing or is not what it says it is."""


class DigestMismatch(ModelError):
    """A weight file whose SHA-256 differs from the one in the catalogue."""


class AdapterError(DsolutionsError):
    """An adapter that cannot be loaded, saved or composed."""


class AdapterMismatch(AdapterError):
    """An adapter made for another base model or for other labels."""


class MissingDependency(DsolutionsError):
    """An optional package that is not installed."""


class PredictionError(DsolutionsError):
    """A pipeline failed on one item."""


class BatchError(DsolutionsError):
    """A file job that cannot start or finish."""


class ResumeRefused(BatchError):
    """A half-done job whose input, model, adapter or options have changed."""
