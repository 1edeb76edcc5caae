"""Rows on which a faster number format must agree with float32 before it is used."""

from dsolutions.runtime.rows import Row

_SENTENCES = (
    "Northwind Bank posts record quarterly profit",
    "Shares of Halden Motors plunge 18% after the regulator opens an inquiry",
    "The board meets on Thursday",
    "Please cancel my second card, the one that ends in 4410",
    "No acute abnormality is seen in the lungs or the pleural space",
    "Either party may terminate this agreement on thirty days' written notice",
    "Copper steady; traders wait for inventory data",
    "Thanks, that solved it!",
    "Why was I charged twice for the same order?",
    "Patient reports mild headache for three days, no fever",
    "The supplier shall indemnify the customer without limit",
    "Veridian cuts its outlook as orders dry up and two plants close",
)

PROBE = [Row.about(sentence, 0, sentence.index(" ")) for sentence in _SENTENCES] + [
    Row(s) for s in _SENTENCES
]
