"""From what the caller has to documents, sentences and windows, with offsets that lead back."""

from dsolutions.preprocessing.aligned import AlignedText
from dsolutions.preprocessing.document_files import DOCUMENT_SUFFIXES, read_document_file
from dsolutions.preprocessing.documents import DocumentForm, Inputs, each_input
from dsolutions.preprocessing.html import html_text, is_html
from dsolutions.preprocessing.layout import repair_layout
from dsolutions.preprocessing.normalise import normalise
from dsolutions.preprocessing.readers import Row, open_rows, read_rows
from dsolutions.preprocessing.sentences import load_spacy, nlp, parsed, sentences, sentences_of
from dsolutions.preprocessing.windows import windows
from dsolutions.preprocessing.working import working_text

__all__ = [
    "DOCUMENT_SUFFIXES",
    "AlignedText",
    "DocumentForm",
    "Inputs",
    "Row",
    "each_input",
    "html_text",
    "is_html",
    "load_spacy",
    "nlp",
    "normalise",
    "open_rows",
    "parsed",
    "read_document_file",
    "read_rows",
    "repair_layout",
    "sentences",
    "sentences_of",
    "windows",
    "working_text",
]
