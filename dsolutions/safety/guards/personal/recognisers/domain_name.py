"""Web addresses: URLs of RFC 3986 for the web, and host names that end in a top level people write."""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

_HOST = r"(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}"
_REST = r"(?::\d{2,5})?(?:[/?\#][^\s<>\"'()\[\]{}|\\]{0,500}(?<![.,;:!?]))?"

_URL = re.compile(
    rf"(?<!\w)(?:https?|ftp)://(?:{_HOST}|(?:\d{{1,3}}\.){{3}}\d{{1,3}}|localhost){_REST}", re.I
)
_WWW = re.compile(rf"(?<![\w/.@])www\d?\.{_HOST}{_REST}", re.I)

# Top levels under which most sites are (Verisign, Domain Name Industry Brief, 2024). Left out are those that
# are words or endings of files, such as .is, .so, .md and .py.
_TOP = (
    "com|org|net|edu|gov|mil|info|biz|io|ai|app|dev|online|shop|site|store|tech|xyz|cloud|club|eu|us|uk|ca|de|fr|nl|be|"
    "ch|es|it|pt|pl|cz|sk|hu|ro|bg|gr|se|no|dk|fi|ru|ua|tr|il|in|cn|jp|kr|tw|hk|sg|au|nz|br|mx|ar|cl|co|za|ng|ke|"
    "eg|ae|sa|ir|ie|lt|lv|ee|hr|si|rs|lu|tv|me|cc"
)
_BARE = re.compile(
    rf"(?<![\w@./\-])(?=[^\s.]{{2}})(?:[^\W_](?:[\w\-]{{0,61}}[^\W_])?\.){{1,5}}(?:{_TOP})(?![\w@\-])(?!\.\w){_REST}"
)

DOMAIN_NAME = PatternRecogniser(
    "DOMAIN_NAME",
    (
        Rule(_URL, score=0.99, reason="it has the form of a web address"),
        Rule(_WWW, score=0.99, reason="a host that begins with www"),
        Rule(_BARE, score=0.9, reason="a host name under a known top level"),
    ),
    hint=re.compile(r"\w\.[^\W\d_]{2}|://"),
)
