"""Who a text is about: names found, cleaned and linked to one entity per actor."""

from dsolutions_finance.entities.entry import GazetteerEntry
from dsolutions_finance.entities.gazetteer import Gazetteer, GazetteerMatch
from dsolutions_finance.entities.linker import LinkedEntity
from dsolutions_finance.entities.recogniser import EntityRecogniser

__all__ = ["EntityRecogniser", "Gazetteer", "GazetteerEntry", "GazetteerMatch", "LinkedEntity"]
