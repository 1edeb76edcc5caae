"""What the shared model can say of a text; each judge asks for some of it."""

from __future__ import annotations

from typing import Literal, get_args

Label = Literal["harmful_request", "refusal", "harm", "discrimination", "privacy", "deception"]

#: In the order of the model's columns.
LABELS: tuple[Label, ...] = get_args(Label)
