"""Words as the injection model compares them: lower case, without accents, in the alphabet they imitate."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters of other scripts that look like Latin ones in common typefaces, of those in Unicode's confusables
# table (UTS 39) that fonts everywhere have: Cyrillic, Greek, then IPA, small capitals and Armenian.
_LOOK_ALIKES = (
    ("аеорсухіјѕԁԛԝһӏкмтвнɡґьпгАЕОРСУХІЈЅМТВНКԌ", "aeopcyxijsdqwhlkmtbhgrbnrAEOPCYXIJSMTBHKG"),
    ("αοενιρτυκχγωϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoeviptukxywcjABEZHIKMNOPTYX"),
    ("ıɑɩʟɴʀʏɪꜱᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢʙɢʜօոսցհ", "iailnryisacdejkmoptuvwzbghonugh"),
)
_TO_LATIN = str.maketrans({a: b for ours, theirs in _LOOK_ALIKES for a, b in zip(ours, theirs, strict=True)})

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LATIN = re.compile(r"[A-Za-z]")
# Scripts that are written without spaces: each character is read as a word of its own.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def folded(text: str) -> str:
    """Write a text in lower case, without accents, look-alikes replaced; it keeps its length.

    >>> folded("Ígnоrе")  # with Cyrillic o and e
    'ignore'
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_lower, latinised(text)))


def latinised(text: str) -> str:
    """Replace look-alikes in words that also have Latin letters, and in all words of a mostly Latin text.

    >>> latinised("Pоst от Иры")  # the first word has a Cyrillic o, the others are Russian
    'Post от Иры'
    """
    if text.isascii():
        return text
    alike = sum(ord(character) in _TO_LATIN for character in text)
    if not alike:
        return text
    mostly = len(_LATIN.findall(text)) > 2 * alike

    def replace(word: re.Match[str]) -> str:
        return word[0].translate(_TO_LATIN) if mostly or _LATIN.search(word[0]) else word[0]

    return _WORD.sub(replace, text)


def words(text: str) -> list[str]:
    """Return the words of a folded text, in order.

    >>> words("don't ignore 系统")
    ["don't", 'ignore', '系', '统']
    """
    if text.isascii():
        return _WORD.findall(text)
    found: list[str] = []
    for word in _WORD.findall(text):
        found += list(word) if _UNSPACED.search(word) else [word]
    return found


@lru_cache(maxsize=4096)
def _lower(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    bare = parts[0] if all(map(unicodedata.combining, parts[1:])) else character
    lower = bare.lower()
    return lower if len(lower) == 1 else bare
