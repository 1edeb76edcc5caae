"""What a turn does, read off its wording: agree, refuse, correct, deny, ask, leave open.

All texts here are in lower case, as ``words.lowered`` makes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsolutions_support.state.words import lowered


def _phrases(*phrases: str) -> str:
    """Whole words of which any may stand there; "N'T" is "not" in every spelling, tokenised ones included."""
    return rf"\b(?:{'|'.join(phrases)})\b".replace("N'T", r"(?: ?n'?t| not)")


_FIRST = r"^\W*(?:(?:oh|well|hmm|um|actually)\W+)?"  # at the start of the turn, but for hesitation

_YES = re.compile(
    _FIRST + _phrases(
        "yes", "yeah", "yep", "yup", "ya", "sure", "ok", "okay", "alright", "absolutely", "definitely",
        "certainly", "of course", "please do", "go ahead", "do it", "correct", "exactly", "right",
    ) + "|" + _phrases(
        "(?:that|this|it|which)(?:'s| is| will be| would be)? (?:sounds?|works?|fine|good|great|suits)",
        "sounds? (?:good|great|fine|perfect|lovely|nice|like a plan)", "i(?:'ll| will) take (?:it|that|this)",
        "yes please", "let's (?:do|go with) (?:it|that|this)",
        "(?:perfect|great|fine|good|lovely),? (?:thanks|thank you|let's)",
    )
)  # fmt: skip
_NO = re.compile(
    _FIRST + _phrases("no", "nope", "nah", "not really", "not quite", "neither", "don't")
    + "(?! problem)|" + _phrases(
        "i'd rather not", "i don't want (?:that|it|this)",
        "(?:that|it) (?:doesN'T|woN'T|isN'T|is not) (?:work|suit|do|good|right|fine)",
        "that's not (?:good|right|it)",
    )
)  # fmt: skip
_CORRECTION = re.compile(
    _phrases(
        "actually", "instead", "i meant?", "rather", "sorry", "change (?:it|that|this|the|my)",
        "make (?:it|that)", "no wait", "scratch that", "on second thoughts?", "correction", "not",
    ) + r"|^\W*no\b"
)  # fmt: skip
_DENIAL = re.compile(
    _phrases(
        "not", "no", "isn't", "no longer", "never", "neither", "nor", "except", "without", "nothing(?: too)?",
        "instead of", "rather than", "other than", "anything but", "cancel", "forget(?: about)?", "remove",
        "doN'T (?:want|need|like|have|do|care for)", "woN'T", "caN'T", "areN'T", "isN'T",
    )
    + "(?: (?:any|an?|the|in|on|at|to|for|want|need|have|it|that|be|my|really|like|about|with|looking))*"
    + r"\s*$"
)  # fmt: skip
_UNFIT = re.compile(
    " "
    + _phrases(
        "(?:does|wo|is)N'T (?:really )?(?:work|suit|do|good|possible|convenient)", "is no (?:good|use)"
    )
)
_NEGATION = re.compile(r"\b(?:not?|never|nobody|nothing|away)\b|n't\b")
_OPEN = re.compile(
    _phrases(
        "do(?:es)?N'T (?:really |particularly )?(?:care|matter|mind)",
        r"do(?:es)?N'T have (?:an?|any|any ?particular) (?:\w+ )?(?:preference|particular)",
        r"no (?:\w+ )?(?:preference|pref|particular)",
        "not (?:picky|important|particular|fussy|too concerned)",
        "whatever", "whichever", "anywhere(?! else)", "any time",
        "anytime",
        "either(?: one| way| is)?", "up to you", "surprise me", "flexible", "open to (?:any|all)",
        "all (?:areas|price|types)", "makes? no difference", "no matter",
    )
)  # fmt: skip
_ANY = re.compile(
    r"\bany(?:thing)?\b"
    "(?! (?:but|except|other|more|else|further|information|additional|chance|of (?:them|those|these)))"
)
_BARE_ANY = re.compile(
    r"^\W*(?:any|anything(?! but)|either)\b(?: (?:one|is fine|will do|kind|type|of them|works))*\W*"
)
_ASKING = re.compile(
    _phrases(
        "what", "which", "where", "when", "how much", "how many", "(?:can|could|may|might) (?:i|you|we)",
        "give",
        "tell", "get", "need", "know", "want", "provide", "looking for", "find", "have", "please", "pls",
        "send",
        "is there", "are there", "do you", "does", "about", "also", "its", "their", "and", "info",
    ) + r"|\?"
)  # fmt: skip
_REQUEST = re.compile(
    r"\?|"
    + _phrases(
        "please", "i(?:'d| would) like", "i (?:want|need)", "(?:can|could|would) you", "(?:can|could) i",
        "let me", "how do i", "where do i",
    )
)  # fmt: skip
_PAST = re.compile(
    _phrases(
        "was", "were", "did", "didn't", "had", "have", "has", "yesterday", "last", "ago", r"\w{2,}ed",
        "bought", "sent", "paid", "got", "came", "made", "went", "took", "lost", "told", "said", "gave",
    )
)  # fmt: skip
_FOR_IT = re.compile(
    _phrases(
        "what(?:'s)?", "which", "when", "how much", "tell me", "give me", "know", "need", "get", "send me",
        "provide", "(?:can|could|may) i (?:also )?have", "do (?:you|they) have",
    ) + r"(?:,? ?[\w']+){0,9}\W*$"
)  # fmt: skip
_WONDERS = re.compile(r"^\W*(?:and |but |so )?(?:what|how|why|when|where)\b(?! about)[^?]*\?")
_AGENT_ASKS = re.compile(
    _phrases(
        "what", "which", "where", "when", "how many", "do you", "would you", "are you", "any particular",
        "preference",
        "prefer", "please (?:tell|give|confirm|provide)", "may i", "(?:can|could) i have", "let me know",
        "i(?:'ll)? need",
    ) + r"|\?"
)  # fmt: skip
_OFFER = re.compile(
    _phrases(
        "how about", "what about", "would you (?:like|prefer|be interested)", "do you (?:want|prefer)",
        "(?:shall|should) i", "(?:can|could|would) (?:i )?(?:offer|suggest|recommend|do|book)",
        "may i suggest",
        "i(?:'d| would)? (?:recommend|suggest|propose)", r"(?:i|we) have (?:an?|the|one|some|\d+)",
        "there(?:'s| is)",
        "is (?:that|this|it) (?:ok|okay|fine|right|correct)",
        "would .{1,60} (?:work|suit|do|be ok|be okay|be fine)",
        "available", "free(?! of)", "next (?:slot|one)", "earliest", "interested in",
    )
)  # fmt: skip
_LACK = re.compile(
    _phrases(
        "no", "not", "none", "sorry", "unfortunately", "unable", "cannot", "doN'T", "areN'T", "isN'T",
        "caN'T",
    )
)  # fmt: skip
_INFORMATION = re.compile(
    _phrases("information", "info", "details", "know more", "anything else", "phone", "number", "address")
)
_INVITES = re.compile(
    _phrases("preferences?", "prefer", "particular", "specific", "certain", "any", "mind", "matter")
)
_FALLBACK = re.compile(
    _phrases(
        "if (?:there|that|not|none|nothing|you|it|they)", "if so", "otherwise", "second choice", "or else",
        "alternatively", "willing to", "as well", "or maybe",
    )
)  # fmt: skip
_MERE_THANKS = re.compile(r"\bno,? (?:thank|that)")
_OTHER = re.compile(r"\b(?:the )?other (?:one|[a-z]+)\b")
_SENTENCE = re.compile(r"[^.?!\n]+(?:\.(?=\d)[^.?!\n]+)*[.?!\n]*")


def agrees(text: str) -> bool:
    """Whether the turn says yes.

    >>> agrees("sounds good"), agrees("no, tuesday is fine")
    (True, False)
    """
    return agreement(text) is not None


def agreement(text: str) -> re.Match[str] | None:
    """The words by which the turn says yes."""
    return None if refuses(text) else _YES.search(text)


def refuses(text: str) -> bool:
    """Whether the turn says no."""
    return refusal(text) is not None


def refusal(text: str) -> re.Match[str] | None:
    """The words by which the turn says no."""
    return _NO.search(text)


def corrects(text: str) -> bool:
    """Whether the turn takes back something said before."""
    return bool(_CORRECTION.search(text))


def denied(text: str, start: int, end: int) -> bool:
    """Whether what stands between ``start`` and ``end`` is denied by the words right beside it.

    >>> denied("not in the north", 11, 16), denied("friday doesn't work", 0, 6)
    (True, True)
    """
    return bool(_DENIAL.search(text[max(0, start - 40) : start]) or _UNFIT.match(text[end:]))


def negates(sentence: str) -> bool:
    """Whether a sentence says that something is not so.

    >>> negates("i'm not home on friday"), negates("i come on friday")
    (True, False)
    """
    return bool(_NEGATION.search(sentence))


def open_places(text: str) -> list[tuple[int, int, bool]]:
    """Where the turn leaves something open: start, end, and whether the wording needs a slot beside it."""
    clear = [(*match.span(), False) for match in _OPEN.finditer(text)]
    if match := _BARE_ANY.match(text):
        clear.append((*match.span(), False))
    weak = [(*match.span(), True) for match in _ANY.finditer(text)]
    return clear + [place for place in weak if not any(s <= place[0] < e for s, e, _ in clear)]


def asks(sentence: str) -> bool:
    """Whether a user's sentence can ask for something."""
    return bool(_ASKING.search(sentence))


def requests(text: str) -> bool:
    """Whether a user's turn wants something of the agent, be it in the form of a question or not.

    >>> requests("I'd like my money back"), requests("I am shaking")
    (True, False)
    """
    return bool(_REQUEST.search(lowered(text)))


def is_past(sentence: str) -> bool:
    """Whether a sentence tells what has happened, going by its verbs."""
    return bool(_PAST.search(sentence))


def asks_for(before: str) -> bool:
    """Whether the words of a sentence before a cue ask for what it names."""
    return bool(_FOR_IT.search(before))


def wonders(sentence: str) -> bool:
    """Whether a sentence wants to know something rather than to settle it.

    >>> wonders("what would the repair cost?"), wonders("what about a repair?")
    (True, False)
    """
    return bool(_WONDERS.search(sentence))


def agent_asks(sentence: str) -> bool:
    """Whether an agent's sentence asks the user for something."""
    return bool(_AGENT_ASKS.search(sentence))


def offers(sentence: str) -> bool:
    """Whether an agent's sentence proposes what it mentions."""
    return bool(_OFFER.search(sentence)) and not _LACK.search(sentence)


def offers_information(text: str) -> bool:
    """Whether the agent's turn proposes to tell more, so that a yes is a yes to that."""
    return bool(_INFORMATION.search(text))


def waives(text: str, agent: str) -> bool:
    """Whether a no answers the agent's question for a preference; "no, thank you" refuses more than that."""
    return bool(_INVITES.search(agent)) and not _MERE_THANKS.search(text)


def second_choice(text: str, start: int, end: int) -> bool:
    """Whether the words between two values make the later one a second choice."""
    return bool(_FALLBACK.search(text[start:end]))


def the_other(text: str) -> re.Match[str] | None:
    """Where the turn says "the other one"."""
    return _OTHER.search(text)


def sentences(text: str) -> list[tuple[int, int, str]]:
    """Split into sentences, in lower case: start, end, sentence."""
    return [(*match.span(), match.group()) for match in _SENTENCE.finditer(lowered(text))]


def within(place: int, spans: Sequence[tuple[int, int, str]]) -> int:
    """Which of the spans a character is in."""
    return next((n for n, (start, end, _) in enumerate(spans) if start <= place < end), -1)
