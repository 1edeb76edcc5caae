"""How streets are named: the patterns that ``street_address`` puts together.

Sources: USPS Publication 28, appendix C, for suffixes and units in English; the Universal Postal Union's
"Postal addressing systems" for the order of street and number in other countries.
"""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.word_lists import CAPITALISED, any_of, words

# With a number before it, a name that ends so is an address ...
_WITH_NUMBER = any_of(words("street_suffixes"))
# ... and one that ends so needs no number; streets that stand for something else are left out.
_ALONE = "Avenue|Boulevard|Blvd|Crescent|Drive|Lane|Road|Rd|Street"
_METONYMS = r"(?!(?:Wall|Main|High|Fleet|Downing|Sesame|Silk|Rail|Back)\s(?:Street|Road))"

# Other languages: the word for a street stands in front, is grown together with the name, or stands behind
# it.
_IN_FRONT = (
    r"rue|avenue|av\.?|allée|chemin|impasse|quai|place|boulevard|via|viale|corso|piazza|largo|calle|c/|avda\.?|"
    r"avenida|paseo|plaza|camino|ronda|carrer|rua|travessa|praça|estrada|ulica|ul\.|aleja|al\.|os\.|plac|strada|"
    r"str\.|bulevardul|ulitsa|улица|jalan|jl\.|rruga"
)
_OF = r"(?:(?:de|du|des|la|le|les|della|del|dei|dos|da|do|di|las|los|el|l['’])[ ]?){0,2}"
_GROWN = (
    r"straße|strasse|str\.|weg|gasse|platz|allee|ufer|damm|ring|straat|laan|plein|gracht|kade|dijk|singel|steeg|"
    r"gade|vej|vænget|parken|stræde|torv|allé|gata|gaten|gatan|veien|vegen|veg|vei|vägen|väg|gränd|torget|plass|"
    r"katu|tie|kuja|polku|tori|raitti|stígur|braut|götu|gate|stræti|bakken|haven"
)
_BEHIND = (
    r"utca|u\.|út|útja|tér|tere|körút|krt\.|köz|sétány|sor|caddesi|cad\.|sokak|sok\.|bulvarı|iela|gatvė|tänav|"
    r"náměstí|nám\.|ulice|třída|gate|gata|väg|vej|vei"
)

NUMBER = r"(?:\d{1,6}(?:[-–/]\d{1,5})?[A-Za-z]?)"
_WORD = rf"(?:{CAPITALISED}|\d{{1,3}}(?:st|nd|rd|th))"
_SHORT = r"(?:[ ](?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?(?![\w]))?"

_UNITS = "apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|building|bldg|no|door|stairs|lot"
UNIT = rf"(?:(?i:{_UNITS})\.?\s?\#?\d{{1,5}}[A-Za-z]?|\#\s?\d{{1,5}})(?!\w)"
_BOXES = (
    r"p\.?\s?o\.?\s?box|post\s?(?:office\s)?box|postbox|postboks|postfach|casilla|apartado(?:\sde\scorreos)?|"
    r"boîte\spostale|bp|locked\sbag|gpo\sbox"
)
BOX = rf"(?:(?i:{_BOXES})\s?(?:no\.?\s?)?\d{{1,6}}(?!\w))"
# Military mail of the USA: Publication 28, sections 225 and 238.
_ARMY = r"(?i:[,\s]{1,3}(?:APO|FPO|DPO),?\s(?:AA|AE|AP)\s\d{5}(?:-\d{4})?)"
MILITARY = (
    rf"(?:(?i:(?:PSC|CMR|Unit)\s\d{{1,5}},?\sBox\s\d{{1,5}}){_ARMY}?|(?i:US(?:NS|S|NV|CGC))\s\w{{2,30}}{_ARMY}|"
    rf"US(?:NS|S|NV|CGC)\s[A-Z]\w{{1,30}})"
)

_SEVERAL = rf"{CAPITALISED}(?:[ ]{CAPITALISED})"  # times {{0,n}}
_BEFORE = rf"(?:{NUMBER}[ ,]{{1,2}})"  # times {{0,2}}: a house and a flat
_ENGLISH = rf"(?:{_WITH_NUMBER})(?!\w)"

STREET = re.compile(
    rf"""(?<![\w.,/\-])(?:
        {MILITARY}
      | {BOX}
      | {_BEFORE}{{1,2}}(?:{_WORD}[ ]){{1,4}}?{_ENGLISH}\.?{_SHORT}(?:[ ]{_WORD}[ ]{_ENGLISH})?
        (?:[ ]{NUMBER}(?!\w))?
      | {_BEFORE}{{0,2}}(?i:{_IN_FRONT})[ ]{_OF}{_SEVERAL}{{0,3}}(?:,?[ ]?{NUMBER})?(?!\w)
      | {_BEFORE}{{0,2}}(?:{CAPITALISED}[ \-]){{0,2}}[^\W\d_][^\W_]{{1,25}}(?:{_GROWN})[ ]{NUMBER}(?!\w)
      | {_BEFORE}{{0,2}}(?:{CAPITALISED}[ \-]){{0,2}}{CAPITALISED}[ ](?i:{_GROWN})[ ]{NUMBER}(?!\w)
      | {_BEFORE}{{0,2}}{_SEVERAL}{{0,2}}(?:[ ][^\W\d_]{{2,20}})?[ ](?i:{_BEHIND})[ ]{NUMBER}(?!\w)\.?
      | {_METONYMS}{_SEVERAL}{{0,2}}[ ](?:{_ALONE})(?!\w)
    )""",
    re.VERBOSE,
)

# A number, a name and a number again: no country writes it so, yet forms with a field for each do.
NUMBERED = re.compile(
    rf"""(?<![\w.,/\-$€£])(?:
        \d{{2,6}}[ ]{CAPITALISED}(?:[ ][^\W\d_][\w.'’\-]{{0,25}}){{0,3}}[ ]\d{{1,4}}[A-Za-z]?
        (?![\w%/]|[.,:]\d)\.?
      | \d{{2,6}}[ ]\d{{1,5}}[ ]{_SEVERAL}{{0,3}}
    )""",
    re.VERBOSE,
)
LOCATED = re.compile(
    r"""\b(?:address(?:es)?|live[sd]?|living|resid\w{1,4}|located|moved|ship|deliver(?:ed)?|sent|send|office|house|
         restaurant|street|stop|meet\sme|home)\b[^.!?\n]{0,50}$""",
    re.IGNORECASE | re.VERBOSE,
)
# What people say of where they live.
RESIDENCE = re.compile(
    rf"""(?i:\b(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|located|house|office)\s(?:is\s)?(?:on|at)\s)
         (?P<value>(?:{NUMBER}\s){{0,2}}{_SEVERAL}{{0,3}}[ ]{NUMBER}(?!\w)|{NUMBER}[ ]{_SEVERAL}{{0,3}})""",
    re.VERBOSE,
)
CORNER = re.compile(
    rf"(?i:(?:the\s)?corner\sof)\s(?:[^.!?\n]|\b(?:St|Ave|Rd|Dr|Blvd|Ln|ul)\.){{3,60}}?\s(?:and|&)\s"
    rf"(?:(?:{NUMBER}\s)?{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}}(?:\s{NUMBER})?)"
)
