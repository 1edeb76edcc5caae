"""Words by which a disguised text is recognised once the disguise is off."""

from __future__ import annotations

import re
from itertools import pairwise

# What instructions to a model are made of. A disguise is taken for one only where two of these come out, so
# the list may be short, but none of the words may be rare in attacks.
TELLING = frozenset(
    re.findall(
        r"\w+",
        """
    above admin administrator answer anything assistant before behave bypass chatbot code command commands
    conceal confidential content delete describe developer directions directives disable disregard everything
    execute explain filter filters follow following forget from guidelines hidden ignore illegal information
    initial instruction instructions jailbreak language limits message messages mode model never obey output
    override password passwords persona policy pretend previous print prior prompt prompts reply repeat reset
    respond response restrictions reveal roleplay rules safety secret secrets send show system tell token
    unfiltered unrestricted user verbatim warnings what without words write your
        """,
    )
)

# With these in between, letters that stand apart can be read as words again.
COMMON = TELLING | frozenset(
    re.findall(
        r"\w+",
        """
    a about act all an and any are as at be but by can do does for get give given go had has have he her him
    his how i if in into is it its make me my no not now of off on one or our out over please said say she so
    some that the their them then there these they this to up us was we were when which who will with you
        """,
    )
)

LONGEST_WORD = max(map(len, COMMON))


def segmented(letters: str) -> list[str]:
    """Read letters without spaces as words, as few as possible; what is no word stays in single letters.

    >>> segmented("ignoreallrulesx")
    ['ignore', 'all', 'rules', 'x']
    """
    costs: list[tuple[int, int]] = [(0, 0)]  # cost of the best reading of each prefix, and its last cut
    for end in range(1, len(letters) + 1):
        unknown = (costs[end - 1][0] + 3, end - 1)
        known = [
            (costs[start][0] + 1, start)
            for start in range(max(0, end - LONGEST_WORD), end)
            if letters[start:end] in COMMON
        ]
        costs.append(min([unknown, *known]))
    cuts = [len(letters)]
    while cuts[-1]:
        cuts.append(costs[cuts[-1]][1])
    cuts.reverse()
    return [letters[start:end] for start, end in pairwise(cuts)]
