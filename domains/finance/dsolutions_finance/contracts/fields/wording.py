"""Lists of phrases as patterns, so that rules read like what they look for."""

from __future__ import annotations

import re

_SPACE = re.compile(r" +(?![^\[]*\])")  # but not inside a character class


def any_of(phrases: str) -> str:
    r"""Write phrases as one pattern that matches any of them as whole words.

    Args:
        phrases: regular expressions, parted by line breaks or semicolons; a space stands for white space.

    >>> re.findall(any_of("in (?:full )?force; ends?"), "It is in  force and ends.")
    ['in  force', 'ends']
    """
    listed = [phrase.strip() for phrase in re.split(r"[;\n]", phrases) if phrase.strip()]
    return r"\b(?:" + "|".join(_SPACE.sub(r"\\s+", phrase) for phrase in listed) + r")\b"
