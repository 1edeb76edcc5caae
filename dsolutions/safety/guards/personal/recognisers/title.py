"""Forms of address, and posts where the text gives somebody one."""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

# Forms of address of English, and those of its neighbours that are never another word in English.
HONORIFICS = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Sir|Dame|Lady|Lord|Rev|Reverend|Hon|Judge|Justice|Senator|Sen|Rep|Gov|Capt|Captain|"
    "Col|Colonel|Gen|General|Lt|Lieutenant|Maj|Major|Sgt|Sergeant|Cpl|Fr|Father|Sister|Brother|Rabbi|Imam|Pastor|Sheikh|"
    "Herr|Frau|Monsieur|Madame|Mme|Mlle|Señor|Señora|Sr|Sra|Signor|Signora|Sig|Madam|President|Chancellor|Ambassador"
)

_HONORIFIC = re.compile(
    r"(?<![\w.])(?P<value>(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]x|[Dd]r|[Pp]rof|Rev|Hon|Fr|Mme|Mlle|Sra|Herr|Frau|Monsieur|Madame|Madam|Signora?|Señora?|Sir|Dame|"
    r"Professor|Doctor|Reverend|Senator|Captain|Colonel|Lieutenant|Sergeant|Rabbi|Imam|Pastor|Sheikh|MR|MRS|MS|DR)\b\.?)(?=\s{1,2}[^\W\d_a-z][\w.'’\-])"
)

# Last words of posts; what stands before them narrows the post down.
_POSTS = (
    "accountant|actor|actress|adviser|advisor|agent|analyst|architect|artist|assistant|associate|attendant|attorney|auditor|baker|banker|barber|biologist|"
    "bookkeeper|broker|builder|buyer|captain|caretaker|carpenter|cashier|chair|chairman|chairperson|chairwoman|chef|chemist|chief|cleaner|clerk|"
    "coach|collector|commissioner|conductor|consultant|contractor|controller|cook|coordinator|counselor|counsellor|crew|curator|dealer|dentist|designer|"
    "developer|director|dispatcher|doctor|driver|economist|editor|electrician|engineer|estimator|examiner|executive|farmer|fighter|filler|firefighter|fisher|"
    "gardener|geologist|governor|grader|guard|guide|hairdresser|handler|head|helper|hygienist|inspector|installer|instructor|interpreter|investigator|"
    "janitor|jeweler|journalist|judge|laborer|labourer|lawyer|lead|leader|lecturer|librarian|machinist|maid|maker|manager|mason|mechanic|midwife|minister|"
    "model|musician|nurse|officer|operator|optician|organizer|owner|packager|packer|painter|paralegal|paramedic|partner|pathologist|pharmacist|"
    "photographer|physician|physicist|physiotherapist|pilot|planner|plumber|politician|porter|practitioner|president|printer|processor|producer|professor|"
    "programmer|psychiatrist|psychologist|receptionist|recruiter|repairer|reporter|representative|researcher|roofer|sailor|scientist|secretary|"
    "sergeant|servant|server|setter|shampooer|singer|solicitor|specialist|statistician|steward|stewardess|superintendent|supervisor|surgeon|surveyor|"
    "tailor|teacher|technician|technologist|teller|tender|therapist|trader|trainer|translator|treasurer|tutor|veterinarian|waiter|waitress|weaver|welder|"
    "worker|writer|CEO|CFO|COO|CTO|CIO|founder|cofounder|co-founder|trustee|warden|marshal|detective|constable"
)
_POST = rf"(?:[\w/&'’\-]+,?\s){{0,5}}?(?:{_POSTS})s?(?:\s(?:of|for)\s[\w&]+(?:\s(?:and|&)\s[\w&]+)?)?"

_AS = re.compile(
    r"\b(?i:work(?:s|ed|ing)?)\s(?i:for|at)\s[^.,\n]{2,40}?\sas\s(?:an?\s|the\s)?"
    r"(?P<value>[A-Z][\w\-/]+(?:\s[\w\-/]+){0,4}?)(?=[,.!?\n]|\s(?:but|and|until|since|for|in)\b)"
)
_THE = re.compile(r"(?<=,\sthe\s)(?P<value>[A-Z][\w\-/]*(?:\s[\w\-/]+){0,3}),\s(?:said|says|told|added)")
_IN_SMALL_LETTERS = re.compile(r"(?<![\w.])(?:mrs?|ms|dr|prof)\.(?=\s[a-zß-ÿ]{2})")

TITLE = PatternRecogniser(
    "TITLE",
    (
        Rule(_IN_SMALL_LETTERS, score=0.95, reason="a form of address before a name"),
        Rule(_HONORIFIC, score=0.97, reason="a form of address before a name"),
        Rule(
            re.compile(
                rf"\b(?i:work(?:s|ed|ing)?|job|hired|employed|position|career|role)\b[^.!?\n]{{0,60}}?\bas\s(?:an?\s|the\s)?(?P<value>(?i:{_POST}))\b"
            ),
            score=0.9,
            reason="a post after words for work",
        ),
        Rule(
            re.compile(
                rf"(?<=[\w’'.\-],\s)(?:the\s|an?\s|our\s|its\s)?(?P<value>(?i:{_POST}))(?=,|\sat\s|\sof\s|\sfor\s|\sin\s)"
            ),
            score=0.85,
            reason="a post after a name, between commas",
        ),
        Rule(_AS, score=0.9, reason="what somebody works as"),
        Rule(_THE, score=0.85, reason="a post after a name, between commas"),
        Rule(
            re.compile(
                rf"\b(?i:i['’]?\s?a?m|he\sis|she\sis|he['’]s|she['’]s|became|appointed|promoted\sto|named)\s(?:an?\s|the\s|our\s|their\s)?(?P<value>(?i:{_POST}))(?=[.,!?\n]|\sat\s|\sof\s|\sfor\s|\sin\s|\swith\s|$)"
            ),
            score=0.8,
            reason="somebody is or becomes one",
        ),
        Rule(
            re.compile(
                rf"(?i:\b(?:job\stitle|position|occupation|profession|title|role)\s?[:=]\s?)(?P<value>(?i:{_POST}))\b"
            ),
            score=0.9,
            reason="a post after a word for it",
        ),
        Rule(
            re.compile(
                rf"(?m)^[ >]*(?P<value>(?:[A-Z][\w&'’/\-]+,?\s){{0,4}}(?:{'|'.join(p.capitalize() if p.islower() else p for p in _POSTS.split('|'))}))[ ]*$"
            ),
            score=0.8,
            reason="a post on a line of its own",
        ),
    ),
    hint=re.compile(
        rf"(?i:\b(?:mrs?|ms|miss|mx|dr|prof|rev|hon|fr|mme|mlle|sra?|herr|frau|monsieur|madame?|signora?|señora?|sir|dame)\b)|(?i:(?:{_POSTS})s?\b)|\b(?:Professor|Doctor|Reverend|Senator|Captain|Colonel|Lieutenant|Sergeant|Rabbi|Imam|Pastor|Sheikh)\b"
    ),
)
