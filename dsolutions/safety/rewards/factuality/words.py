"""Words as checks compare them: without endings, and with the clause that they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

_WORD = re.compile(
    r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))*n['’]t\b|[^\W\d_](?:[^\W_]|['’](?=[^\W_]))*|\d[\d.,]*|[,;:.()–—!?]"
)
_BREAKS = frozenset(",;:.()–—!?")
# Words that begin a clause of their own.
_LINKS = frozenset((
    "and", "or", "but", "while", "whereas", "although", "though", "however", "because", "since",
    "which", "who",
    "whom", "that", "if", "unless", "when", "after", "before", "until", "versus", "against", "yet",
    "then", "so",
    "with",
))  # fmt: skip
# Words of the usual stop-word list that say something here.
_TELLING = {
    "always", "all", "every", "more", "less", "least", "most", "few", "many", "above", "below",
    "before", "after",
    "up", "down", "over", "under", "first", "last", "full", "empty", "fire", "bill", "call", "interest",
    "front",
    "back", "bottom", "top", "both", "amount", "name", "serious", "system", "detail", "find", "found", "give",
    "show", "put", "take", "made",
}  # fmt: skip
STOP = (
    frozenset(
        ENGLISH_STOP_WORDS
        | {"'s", "mr", "mrs", "ms", "dr", "said", "says", "say", "did", "does", "doe", "do", "don"}
    )
    - _TELLING
)
_IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow",
    "paid": "pay", "sold": "sell", "bought": "buy", "lost": "lose", "won": "win", "began": "begin",
    "begun": "begin", "gave": "give", "given": "give", "took": "take", "taken": "take", "shown": "show",
    "found": "find", "kept": "keep", "left": "leave", "held": "hold", "made": "make", "met": "meet",
    "sent": "send", "spent": "spend", "built": "build", "felt": "feel", "shrank": "shrink",
    "shrunk": "shrink", "sank": "sink", "wrote": "write", "written": "write", "drew": "draw",
    "withdrew": "withdraw", "withdrawn": "withdraw", "denied": "deny", "chose": "choose",
    "chosen": "choose", "broke": "break", "broken": "break", "came": "come", "went": "go", "gone": "go",
    "ran": "run", "saw": "see", "seen": "see", "knew": "know", "known": "know", "lower": "low",
    "higher": "high", "lowest": "low", "highest": "high", "worse": "bad", "better": "good",
    "approval": "approve", "refusal": "refuse", "denial": "deny", "loss": "lose", "growth": "grow",
    "payment": "pay", "arrival": "arrive", "admission": "admit", "children": "child", "women": "woman",
    "men": "man", "people": "person", "permission": "permit",
}  # fmt: skip
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ations?|ions?|ments?|ings?|ied|ies|edly|ed|es|s|ly)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Args:
        text: in lower case.
        stem: without its ending.
        start: offset of its first character in the whole text.
        end: offset after its last.
        clause: number of the clause that it stands in.
        telling: whether it says what the sentence is about.
    """

    text: str
    stem: str
    start: int
    end: int
    clause: int
    telling: bool


def words(text: str, start: int, end: int) -> list[Word]:
    """Return the words of ``text[start:end]``, punctuation left out.

    >>> [(word.stem, word.clause) for word in words("Sales rose, but costs didn't.", 0, 29)]
    [('sal', 0), ('ris', 0), ('but', 2), ('cost', 2), ("didn't", 2)]
    """
    found: list[Word] = []
    clause = 0
    for hit in _WORD.finditer(text, start, end):
        written = hit[0].lower().replace("’", "'")
        if written in _BREAKS:
            clause += 1
            continue
        if written in _LINKS:
            clause += 1
        bare = written.removesuffix("'s")
        telling = bare not in STOP and not (len(bare) == 1 and bare.isalpha())
        found.append(Word(bare, stem(bare), hit.start(), hit.end(), clause, telling))
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word in lower case without its ending; forms of one word mostly share it.

    >>> [stem(word) for word in ("increased", "increasing", "stopped", "studies", "rose", "payments")]
    ['increas', 'increas', 'stop', 'study', 'ris', 'pay']
    """
    word = _IRREGULAR.get(word, word)
    if word.endswith(("ss", "us", "is")) or not word.isascii() or len(word) < 4:
        return word
    cut = _ENDING.sub("", word)
    if word.endswith(("ies", "ied")) and cut != word:
        return cut + "y"
    if cut != word and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
        cut = cut[:-1]  # "stopped"
    return cut.removesuffix("e") if len(cut) > 3 else cut
