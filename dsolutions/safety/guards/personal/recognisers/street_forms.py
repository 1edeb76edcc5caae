"""How streets are named: the patterns that ``street_address`` puts together.

Sources: USPS Publication 28, appendix C, for suffixes and units in English; the Universal Postal Union's "Postal
addressing systems" for the order of street and number in other countries.
"""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.word_lists import CAPITALISED

# Last words that make a name with a number before it an address ...
_WITH_NUMBER = (
    "Alley|Aly|Annex|Arcade|Av|Ave|Avenue|Bay|Beach|Bend|Bluff|Boulevard|Blvd|Branch|Bridge|Brook|Burg|Bypass|Camp|Canyon|Cape|Causeway|Center|Centre|"
    "Chase|Circle|Circles|Cir|Cliff|Cliffs|Close|Club|Common|Commons|Corner|Corners|Course|Court|Courts|Cove|Creek|Crescent|Cres|Crest|Crossing|Crossroad|Ct|"
    "Curve|Dale|Dam|Divide|Dr|Drive|Drives|Estate|Estates|Expressway|Extension|Extensions|Fall|Falls|Ferry|Field|Fields|Flat|Flats|Ford|Forest|Forge|"
    "Fork|Forks|Fort|Freeway|Garden|Gardens|Gate|Gateway|Glen|Glens|Green|Greens|Grove|Groves|Harbor|Harbors|Haven|Heights|Highway|Hwy|Hill|Hills|"
    "Hollow|Inlet|Island|Islands|Isle|Junction|Junctions|Key|Keys|Knoll|Knolls|Lake|Lakes|Land|Landing|Lane|Ln|Light|Lights|Loaf|Lock|Locks|Lodge|"
    "Loop|Mall|Manor|Manors|Meadow|Meadows|Mews|Mill|Mills|Mission|Motorway|Mount|Mountain|Mountains|Neck|Orchard|Oval|Overpass|Parade|Park|Parks|"
    "Parkway|Parkways|Pkwy|Pass|Passage|Path|Pike|Pine|Pines|Pl|Place|Plain|Plains|Plaza|Point|Points|Port|Ports|Prairie|Quay|Radial|Ramp|Ranch|Rapid|"
    "Rapids|Rd|Rest|Ridge|Ridges|Rise|River|Road|Roads|Route|Row|Rue|Run|Shoal|Shoals|Shore|Shores|Skyway|Spring|Springs|Spur|Square|Squares|Sq|St|"
    "Station|Stravenue|Stream|Street|Streets|Summit|Terrace|Ter|Throughway|Trace|Track|Trafficway|Trail|Trailer|Tunnel|Turnpike|Underpass|Union|Unions|"
    "Valley|Valleys|Via|Viaduct|View|Views|Village|Ville|Vista|Walk|Walks|Wall|Way|Ways|Well|Wells|Wharf"
)
# ... and those that do so without a number; streets that stand for something else are left out.
_ALONE = "Avenue|Boulevard|Blvd|Crescent|Drive|Lane|Road|Rd|Street"
_METONYMS = r"(?!(?:Wall|Main|High|Fleet|Downing|Sesame|Silk|Rail|Back)\s(?:Street|Road))"

# Continental names: the word for a street in front, or grown together with the name.
_IN_FRONT = (
    "rue|avenue|av\\.?|allée|chemin|impasse|quai|place|boulevard|via|viale|corso|piazza|largo|calle|c/|avda\\.?|avenida|paseo|plaza|camino|ronda|carrer|"
    "rua|travessa|praça|estrada|ulica|ul\\.|aleja|al\\.|os\\.|plac|strada|str\\.|bulevardul|ulitsa|улица|jalan|jl\\.|rruga"
)
_GROWN = (
    "straße|strasse|str\\.|weg|gasse|platz|allee|ufer|damm|ring|straat|laan|plein|gracht|kade|dijk|singel|steeg|gade|vej|vænget|parken|stræde|torv|allé|"
    "gata|gaten|gatan|veien|vegen|veg|vei|vägen|väg|gränd|torget|plass|katu|tie|kuja|polku|tori|raitti|stígur|braut|götu|gate|stræti|bakken|haven"
)
_BEHIND = "utca|u\\.|út|útja|tér|tere|körút|krt\\.|köz|sétány|sor|caddesi|cad\\.|sokak|sok\\.|bulvarı|iela|gatvė|tänav|náměstí|nám\\.|ulice|třída|gate|gata|väg|vej|vei"

NUMBER = r"(?:\d{1,6}(?:[-–/]\d{1,5})?[A-Za-z]?)"
_WORD = rf"(?:{CAPITALISED}|\d{{1,3}}(?:st|nd|rd|th))"
_SHORT = r"(?:[ ](?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?(?![\w]))?"

UNIT = r"(?:(?i:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|building|bldg|no|door|stairs|lot)\.?\s?\#?\d{1,5}[A-Za-z]?|\#\s?\d{1,5})(?!\w)"
BOX = (
    r"(?:(?i:p\.?\s?o\.?\s?box|post\s?(?:office\s)?box|postbox|postboks|postfach|casilla|apartado(?:\sde\scorreos)?|boîte\spostale|bp|locked\sbag|gpo\sbox)"
    r"\s?(?:no\.?\s?)?\d{1,6}(?!\w))"
)
# Military mail of the USA: Publication 28, sections 225 and 238.
_ARMY = r"(?i:[,\s]{1,3}(?:APO|FPO|DPO),?\s(?:AA|AE|AP)\s\d{5}(?:-\d{4})?)"
MILITARY = (
    rf"(?:(?i:(?:PSC|CMR|Unit)\s\d{{1,5}},?\sBox\s\d{{1,5}}){_ARMY}?|(?i:US(?:NS|S|NV|CGC))\s\w{{2,30}}{_ARMY}|"
    rf"US(?:NS|S|NV|CGC)\s[A-Z]\w{{1,30}})"
)

STREET = re.compile(
    rf"""(?<![\w.,/\-])(?:
        {MILITARY}
      | {BOX}
      | (?:{NUMBER}[ ,]{{1,2}}){{1,2}}(?:{_WORD}[ ]){{1,4}}?(?:{_WITH_NUMBER})(?!\w)\.?{_SHORT}(?:[ ]{_WORD}[ ](?:{_WITH_NUMBER})(?!\w))?(?:[ ]{NUMBER}(?!\w))?
      | (?:{NUMBER}[ ,]{{1,2}}){{0,2}}(?i:{_IN_FRONT})[ ](?:(?:de|du|des|la|le|les|della|del|dei|dos|da|do|di|las|los|el|l['’])[ ]?){{0,2}}{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}},?[ ]?{NUMBER}?(?!\w)
      | (?:{NUMBER}[ ,]{{1,2}}){{0,2}}(?:{CAPITALISED}[ \-]){{0,2}}(?:[^\W\d_][^\W_]{{1,25}}(?:{_GROWN})|{CAPITALISED}[ ](?i:{_GROWN}))[ ]{NUMBER}(?!\w)
      | (?:{NUMBER}[ ,]{{1,2}}){{0,2}}{CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}}(?:[ ][^\W\d_]{{2,20}})?[ ](?i:{_BEHIND})[ ]{NUMBER}(?!\w)\.?
      | {_METONYMS}{CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}}[ ](?:{_ALONE})(?!\w)
    )""",
    re.VERBOSE,
)

# A number, a name and a number again: no country writes it so, yet forms with a field for each do.
NUMBERED = re.compile(
    rf"(?<![\w.,/\-$€£])(?:\d{{2,6}}[ ]{CAPITALISED}(?:[ ][^\W\d_][\w.'’\-]{{0,25}}){{0,3}}[ ]\d{{1,4}}[A-Za-z]?(?![\w%/]|[.,:]\d)\.?"
    rf"|\d{{2,6}}[ ]\d{{1,5}}[ ]{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}})"
)
LOCATED = re.compile(
    r"\b(?:address(?:es)?|live[sd]?|living|resid\w{1,4}|located|moved|ship|deliver(?:ed)?|sent|send|office|house|restaurant|street|stop|meet\ me|home)\b[^.!?\n]{0,50}$",
    re.I,
)
# What people say of where they live.
RESIDENCE = re.compile(
    rf"(?i:\b(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|located|house|office)\s(?:is\s)?(?:on|at)\s)"
    rf"(?P<value>(?:{NUMBER}\s){{0,2}}{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}}[ ]{NUMBER}(?!\w)|{NUMBER}[ ]{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}})"
)
CORNER = re.compile(
    rf"(?i:(?:the\s)?corner\sof)\s(?:[^.!?\n]|\b(?:St|Ave|Rd|Dr|Blvd|Ln|ul)\.){{3,60}}?\s(?:and|&)\s"
    rf"(?:(?:{NUMBER}\s)?{CAPITALISED}(?:[ ]{CAPITALISED}){{0,3}}(?:\s{NUMBER})?)\.?"
)
