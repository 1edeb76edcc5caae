"""What sort of contract it is, by its title."""

from __future__ import annotations

import re

# Kind to the words of a title; the first kind whose words stand in it. More special ones stand before more
# general ones: a "hosting and maintenance agreement" hosts. The kinds are the folders of CUAD (Hendrycks et
# al. 2021), those of one meaning put together; one that holds licences, too, is called so where it does. Of
# the titles found in its train part 356 of 408 name a kind, and 326 of these that of the contract's folder.
#
# Kinds that CUAD has none of come first; a title in their words means nothing else.
_OTHERS = {
    "Non-Disclosure": r"non-?\s?disclosure|confidentiality|secrecy|nda",
    "Employment": r"employment|severance|offer letter|separation",
    "Lease": r"(?:sub-?)?leases?|tenancy",
    "Loan": r"loans?|credit|facility|promissory note|guarant(?:y|ee)|pledge|security",
    "Acquisition": r"(?:shares?|stock|assets?|equity|interests?|business) (?:sale|purchase|transfer)|merger|"
    r"acquisition",
    "Terms of Service": r"terms of (?:service|use)|user agreement|conditions of use",
    "Data Processing": r"data (?:processing|protection|sharing|transfer)",
    "Settlement": r"settlement|release",
}
_WORDS = {
    "Franchise": r"franchis\w*",
    "Non-Compete": r"non-?\s?compet\w*|non-?\s?solicit\w*|restrictive covenants?",
    "Endorsement": r"endorsement|talent|celebrity",
    "Co-Branding": r"co-?\s?brand\w*",
    "Affiliate": r"affiliate|affiliation",
    "Sponsorship": r"sponsor\w*",
    "Hosting": r"hosting|web\s?site",
    "Outsourcing": r"outsourc\w*",
    "Reseller": r"re-?sell\w*|value[- ]added",
    "Joint Filing": r"joint filing",
    "Joint Venture": r"joint venture|shareholders?'? agreement|operating agreement",
    "Strategic Alliance": r"alliance",
    "Distributor": r"distribut\w*|dealer",
    "Manufacturing": r"manufactur\w*",
    "Transportation": r"transport\w*|gathering|shipping|carriage|charter|freight",
    "Agency": r"agency|sales agent|underwriting",
    "Consulting": r"consult\w*|advisory",
    "Collaboration": r"collaborat\w*|co-?\s?operat\w*|co-?\s?promotion",
    "Promotion": r"promot\w*",
    "Marketing": r"market\w*|advertis\w*",
    "License and Maintenance": r"licen[sc]\w*\b.*\b(?:maintenance|support)",
    "Maintenance": r"maintenance|support",
    "Supply": r"supply|purchase",
    "Development": r"develop\w*",
    "Intellectual Property": r"intellectual property|patents?|trademarks?|copyrights?|invention",
    "License": r"licen[sc]\w*",
    "Service": r"services?|servicing|saas|subscription",
}
KINDS = (*_OTHERS, *_WORDS)
#: Kinds that no contracts were counted of.
UNCOUNTED = frozenset(_OTHERS)
#: The folder of those kinds that are part of one.
COUNTED_AS = {"License and Maintenance": "Maintenance"}
_PATTERNS = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.DOTALL)
    for kind, words in (_OTHERS | _WORDS).items()
}


def kind_of(title: str) -> str | None:
    """Tell what sort of contract has this title; ``None`` where the title does not say.

    >>> kind_of("SOFTWARE LICENSE AND MAINTENANCE AGREEMENT"), kind_of("Agreement")
    ('License and Maintenance', None)
    """
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(title)), None)
