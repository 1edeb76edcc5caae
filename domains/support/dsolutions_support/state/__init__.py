"""Dialogue state: slots, who set them to what by which words, and what is open."""

from dsolutions_support.state.candidate import DONTCARE, Candidate
from dsolutions_support.state.judge import Judge
from dsolutions_support.state.learning import learn_judge, learn_lexicon
from dsolutions_support.state.schema import Slot, StateSchema
from dsolutions_support.state.tracker import Tracker

__all__ = ["DONTCARE", "Candidate", "Judge", "Slot", "StateSchema", "Tracker", "learn_judge", "learn_lexicon"]
