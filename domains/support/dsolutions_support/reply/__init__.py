"""What the agent could say next: from the policy, from knowledge, and from a generator if there is one."""

from dsolutions_support.reply.claims import Source, check
from dsolutions_support.reply.generator import Decoding, Generator
from dsolutions_support.reply.knowledge import Knowledge, Passage
from dsolutions_support.reply.policy import Action, Policy, When
from dsolutions_support.reply.ranking import Weights
from dsolutions_support.reply.situation import Situation
from dsolutions_support.reply.snippets import Snippet
from dsolutions_support.reply.transformers_generator import TransformersGenerator
from dsolutions_support.reply.writer import ReplyWriter

__all__ = [
    "Action",
    "Decoding",
    "Generator",
    "Knowledge",
    "Passage",
    "Policy",
    "ReplyWriter",
    "Situation",
    "Snippet",
    "Source",
    "TransformersGenerator",
    "Weights",
    "When",
    "check",
]
