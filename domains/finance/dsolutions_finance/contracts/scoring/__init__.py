"""Contracts whose clauses and fields are known, and what a review of them gets right."""

from dsolutions_finance.contracts.scoring.labelled import LabelledReview, read_reviews
from dsolutions_finance.contracts.scoring.rows import compared, texts_of

__all__ = ["LabelledReview", "compared", "read_reviews", "texts_of"]
