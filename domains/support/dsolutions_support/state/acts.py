"""What a user's turn does, read off its wording: agree, refuse, correct, deny, ask, leave open.

All texts here are in lower case, as ``words.lowered`` makes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsolutions_support.state.words import any_of, lowered

_FIRST = r"^\W*(?:(?:oh|well|hmm|um|actually)\W+)?"  # at the start of the turn, but for hesitation

_YES = re.compile(
    _FIRST + any_of(
        "yes", "yeah", "yep", "yup", "ya", "sure", "ok", "okay", "alright", "absolutely", "definitely",
        "certainly", "of course", "please do", "go ahead", "do it", "correct", "exactly", "right",
        "great", "perfect", "awesome", "excellent", "wonderful", "lovely", "fine", "that one",
    ) + "|" + any_of(
        "(?:that|this|it|which)(?:'s| is| will be| would be)?"
        " (?:sounds?|works?|fine|good|great|ok|okay|suits)",
        "(?:that|this|it)(?:'ll| will| would) do",
        "sounds? (?:good|great|fine|perfect|lovely|nice|like a plan)", "i(?:'ll| will) take (?:it|that|this)",
        "yes please", "let's (?:do|go with) (?:it|that|this)",
        "(?:perfect|great|fine|good|lovely),? (?:thanks|thank you|let's)",
    )
)  # fmt: skip
_NO = re.compile(
    _FIRST + any_of(
        "no", "nope", "nah", "none", "neither", "don't",
        "not (?:really|quite|at all|particularly|specifically|especially)",
    )
    + r"(?! problem)|^\W*i doN'T\W*$|".replace("N'T", "(?:n't| not)") + any_of(
        "i'd rather not", "i don't want (?:that|it|this)",
        "(?:that|it) (?:doesN'T|woN'T|isN'T|is not) (?:work|suit|do|good|right|fine)",
        "that's not (?:good|right|it)",
    )
)  # fmt: skip
_CORRECTION = re.compile(
    any_of(
        "actually", "instead", "i meant?", "rather", "sorry", "change (?:it|that|this|the|my)",
        "make (?:it|that)", "no wait", "scratch that", "on second thoughts?", "correction", "not",
    ) + r"|^\W*no\b"
)  # fmt: skip
_DENIAL = re.compile(
    any_of(
        "not", "no", "less", "least", "isn't", "no longer", "never", "neither", "nor", "except", "without",
        "nothing(?: too)?",
        "instead of", "rather than", r"(?:prefer|rather)(?: \w+){1,6} (?:over|than)",
        "other than", "anything but", "cancel", "forget(?: about)?", "remove",
        "do(?:es)?N'T (?:want|need|like|have(?: to be)?|do|care for)", "woN'T", "caN'T", "areN'T", "isN'T",
    )
    + "(?: (?:any|anything|something|some|an?|the|in|on|at|to|for|want(?:ing)?|need|have|it|that|be|my|really"
    "|particularly|like|about|with|looking|interested|fond|of|keen|feeling|fan|such|too|very))*"
    + r"\s*$"
)  # fmt: skip
# "Are there no ...?" wonders that there are none; it does not turn them down.
_NO_SUCH = re.compile(r"\b(?:no|nothing) (?:\w+ )?$")
_QUESTION_ENDS = re.compile(r"[^.!?\n]*\?")
_UNFIT = re.compile(
    " "
    + any_of("(?:does|wo|is)N'T (?:really )?(?:work|suit|do|good|possible|convenient)", "is no (?:good|use)")
)
_NEGATION = re.compile(r"\b(?:not?|never|nobody|nothing|away)\b|n't\b")
_OPEN = re.compile(
    any_of(
        "do(?:es)?N'T (?:really |particularly )?(?:care|matter|mind)",
        r"do(?:es)?N'T have (?:an?|any) (?:\w+ ){0,2}(?:preference|particular|in mind)", "doN'T have one",
        r"no (?:\w+ )?(?:preference|pref|particular|certain|specific)",
        "(?:not|isN'T|areN'T) (?:picky|(?:that |very |so )?important|particular|fussy|too concerned)",
        "(?:not|isN'T) an? (?:factor|concern)",
        "nothing (?:in )?(?:specific|particular|special)",
        r"any(?:thing|where|one)?(?: \w+){0,3}? (?:is|are|will|would|works?|sounds?)(?: be)?"
        " (?:fine|ok|okay|good|great|alright|do)",
        "(?:both|all)(?: of (?:them|those|these))? (?:is|are|will|would)(?: be)?"
        " (?:fine|ok|okay|good|great|do)",
        r"(?:another|other|any other) (?:\w+ ){1,3}(?:is|are|would be) (?:fine|ok|okay|good)",
        "whatever", "whichever", "anywhere(?! else)", "any time",
        "anytime",
        "either (?:one|way|is|would|will|works)", "up to you", "surprise me", "flexible",
        "i(?:'m| am) (?:open|easy)",
        "open to (?:any(?:thing)?|all)", "you (?:choose|decide|pick)", "your (?:choice|pick|call)",
        "(?:just )?pick (?:one|any)", "take any(?:thing)?", "regardless(?: of)?",
        "all (?:areas|price|types)", "makes? no difference", "no matter",
    )
)  # fmt: skip
_ANY = re.compile(
    r"(?<!there )(?<!you have )(?<!they have )\bany(?:thing)?\b"
    "(?! (?:but|except|other|more|else|further|information|additional|chance|of (?:them|those|these)))"
)
_BARE_ANY = re.compile(
    r"^\W*(?:any|anything(?! but| else| other)|either)\b"
    r"(?: (?:one|is fine|will do|kind|type|of them|works))*\W*"
)
_ASKING = re.compile(
    any_of(
        "what", "which", "where", "when", "how much", "how many", "(?:can|could|may|might) (?:i|you|we)",
        "give",
        "tell", "get", "need", "know", "want", "provide", "looking for", "find", "have", "please", "pls",
        "send",
        "is there", "are there", "do you", "does", "about", "also", "its", "their", "and", "info",
    ) + r"|\?"
)  # fmt: skip
_REQUEST = re.compile(
    r"\?|"
    + any_of(
        "please", "i(?:'d| would) like", "i (?:want|need)", "(?:can|could|would) you", "(?:can|could) i",
        "let me", "how do i", "where do i",
    )
)  # fmt: skip
_PAST = re.compile(
    any_of(
        "was", "were", "did", "didn't", "had", "have", "has", "yesterday", "last", "ago", r"\w{2,}ed",
        "bought", "sent", "paid", "got", "came", "made", "went", "took", "lost", "told", "said", "gave",
    )
)  # fmt: skip
_FOR_IT = re.compile(
    any_of(
        "what(?:'s)?", "which", "when", "how much", "tell me", "give me", "know", "need", "get", "send me",
        "provide", "(?:can|could|may) i (?:also )?have", "do (?:you|they) have",
    ) + r"(?:,? ?[\w']+){0,9}\W*$"
)  # fmt: skip
_ASKS_WHETHER = re.compile(
    r"^\W*(?:(?:yes|ok|okay|and|but|so|well|great|thanks|thank you|sorry)\W+)*"
    r"(?:is|are|was|were) (?:it|this|that|they|those|these)\b"
    r"(?! (?:possible|available|ok|okay|alright|fine)\b)"
)
_ASKS_WHETHER_THE = re.compile(r"^\W*(?:(?:and|but|so)\W+)?(?:is|are|was|were) (?:the|your|their)\b")
_LAST = re.compile(r"^\W*\?")
_ASKS_WHAT_IT_IS = re.compile(
    r"\b(?:how(?: (?:very|really))?|describe|explain|define|what(?:'s| is)) (?:an? )?$"
)
_ASKS_WHICH = re.compile(r"\b(?:what|which)(?: [\w']+)? $")
_COPULA = re.compile(r" (?:is|are|does|do)\b")
_WONDERS = re.compile(r"^\W*(?:and |but |so )?(?:what|how|why|when|where)\b(?! about)[^?]*\?")
_FALLBACK = re.compile(
    any_of(
        "if (?:there|that|not|none|nothing|you|it|they)", "if so", "otherwise", "second", "or else",
        "alternatively", "willing to", "settle for", "failing that", "as well", "or maybe",
    )
)  # fmt: skip
_AFTERTHOUGHT = re.compile(
    r"^,?(?: (?:is|are|would|will|be|works?|do|also|fine|ok|okay|good|as|an?|my))*"
    " (?:too|otherwise|if not|if need be|second choice|alternative)\\b"
)
_OR = re.compile(r"^(?:[^\w']*[\w']+(?![\w'])){0,2}?[^\w']*\bor\b(?! more| less)")
_THANKS = re.compile(r"\b(?:thanks?|thank you|cheers)\b")
_MERE_THANKS = re.compile(r"\bno,? (?:thank|that)")
_MERE_NO = re.compile(
    r"^\W*(?:no|nope|nah|not really|i do(?:n't| not))\b(?:\W|$)(?!\s*\w)|^\W*(?:no|nope)[.,!]"
)
_OVER = re.compile(r",|\b(?:but|as long as|and)\b")
_OTHER = re.compile(r"(?<!any )(?<!what )\b(?:the )?other (?:one|[a-z]+)\b")
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
    before = text[max(0, start - 40) : start]
    if _NO_SUCH.search(before) and _QUESTION_ENDS.match(text, end):
        return False
    return bool(_DENIAL.search(before) or _UNFIT.match(text[end:]))


def negates(sentence: str) -> bool:
    """Whether a sentence says that something is not so.

    >>> negates("i'm not home on friday"), negates("i come on friday")
    (True, False)
    """
    return bool(_NEGATION.search(sentence))


def open_places(text: str) -> list[tuple[int, int, bool]]:
    """Where the turn leaves something open: start, end, and whether the wording needs a slot beside it."""
    clear = [(*match.span(), False) for match in _OPEN.finditer(text)]
    if not clear and (match := _BARE_ANY.match(text)):
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


def asks_about(sentence: str, start: int, end: int) -> bool:
    """Whether the user's sentence asks about a thing on the table by the words that stand there.

    >>> asks_about("is it expensive?", 6, 15), asks_about("how expensive is it", 4, 13)
    (True, True)
    """
    return bool(
        _ASKS_WHETHER.match(sentence)
        or (_ASKS_WHETHER_THE.match(sentence) and _LAST.match(sentence[end:]))
        or _ASKS_WHAT_IT_IS.search(sentence[:start])
    )


def asks_which(sentence: str, start: int, end: int) -> bool:
    """Whether the user's sentence asks which value the thing named there has.

    >>> asks_which("what area is the centre hotel in?", 5, 9)
    True
    """
    return bool(_ASKS_WHICH.search(sentence[:start]) and _COPULA.match(sentence[end:]))


def thanks(text: str) -> bool:
    """Whether the turn says thank you."""
    return bool(_THANKS.search(text))


def waives(text: str) -> bool:
    """Whether a no can mean that there is no preference; "no, thank you" refuses more than that."""
    return not _MERE_THANKS.search(text)


def merely_refuses(text: str) -> bool:
    """Whether the no stands by itself.

    >>> merely_refuses("no, but where is it?"), merely_refuses("no more than two")
    (True, False)
    """
    return bool(_MERE_NO.match(text))


def turns_away(between: str) -> bool:
    """Whether the words between two places lead over to another thought."""
    return bool(_OVER.search(between))


def second_choice(text: str, first: int, start: int, end: int) -> bool:
    """Whether a value is a second choice beside one that ends before it.

    Args:
        text: the turn.
        first: where the other value ends.
        start: where the value begins.
        end: where it ends.

    >>> second_choice("red, otherwise navy", 3, 15, 19), second_choice("red, but navy is ok too", 3, 9, 13)
    (True, True)
    """
    return bool(_FALLBACK.search(text[first:start]) or _AFTERTHOUGHT.match(text[end:]))


def alternative(text: str, start: int, end: int) -> bool:
    """Whether the words between two values offer the later one as well: "red or blue"."""
    return bool(_OR.match(text[start:end]))


def the_other(text: str) -> re.Match[str] | None:
    """Where the turn says "the other one"."""
    return _OTHER.search(text)


def sentences(text: str) -> list[tuple[int, int, str]]:
    """Split into sentences, in lower case: start, end, sentence."""
    return [(*match.span(), match.group()) for match in _SENTENCE.finditer(lowered(text))]


def within(place: int, spans: Sequence[tuple[int, int, str]]) -> int:
    """Which of the spans a character is in."""
    return next((n for n, (start, end, _) in enumerate(spans) if start <= place < end), -1)
