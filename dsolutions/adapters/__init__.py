"""Adapters: deltas, heads and a card on one frozen encoder."""

from dsolutions.adapters.adapter import Adapter
from dsolutions.adapters.card import BaseModelRef, Card, DataSource
from dsolutions.adapters.deltas import Deltas
from dsolutions.adapters.find import find_adapter, installed_for
from dsolutions.adapters.heads import ClassificationHead, HeadSpec

__all__ = [
    "Adapter",
    "BaseModelRef",
    "Card",
    "ClassificationHead",
    "DataSource",
    "Deltas",
    "HeadSpec",
    "find_adapter",
    "installed_for",
]
