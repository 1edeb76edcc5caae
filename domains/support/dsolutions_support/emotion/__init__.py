"""How a user feels: GoEmotions labels, a support desk's view of them, and the words that show it."""

from dsolutions_support.emotion.feelings import FeelingTable
from dsolutions_support.emotion.reader import EmotionReader

__all__ = ["EmotionReader", "FeelingTable"]
