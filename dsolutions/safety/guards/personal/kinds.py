"""What kinds of personal data there are, under presidio's names where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Found by reading the text with spaCy's recogniser of names, which costs most.
NAME_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "a person's name",
        "ORGANIZATION": "a company, an authority or another organisation",
        "GPE": "a country, a region, a town",
    }
)

# Found by patterns, checksums and word lists alone.
PATTERN_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "AGE": "how old somebody is",
        "CREDIT_CARD": "number of a payment card",
        "DATE_TIME": "a date, a year, a time of day",
        "DOMAIN_NAME": "a web address",
        "EMAIL_ADDRESS": "an e-mail address",
        "IBAN_CODE": "number of a bank account",
        "IP_ADDRESS": "an address on the internet, version 4 or 6",
        "NRP": "nationality, religious or political group",
        "PHONE_NUMBER": "a telephone or fax number",
        "STREET_ADDRESS": "a street and a house, a post box, a corner; town and code if written with it",
        "TITLE": "a form of address or a post, such as 'Mrs.' or 'Treasurer'",
        "US_DRIVER_LICENSE": "number of a driving licence of a state of the USA",
        "US_SSN": "social security number of the USA",
        "ZIP_CODE": "a postal code",
    }
)

# Numbers of persons in other countries, each with a check digit; presidio's recognisers find them.
NATIONAL_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "AU_TFN": "tax file number of Australia",
        "ES_NIE": "number of a foreigner in Spain",
        "ES_NIF": "tax number of a person in Spain",
        "FI_PERSONAL_IDENTITY_CODE": "personal identity code of Finland",
        "IN_AADHAAR": "identity number of India",
        "IT_FISCAL_CODE": "tax code of a person in Italy",
        "KR_RRN": "resident registration number of Korea",
        "PL_PESEL": "population register number of Poland",
        "SG_NRIC_FIN": "identity number of Singapore",
        "UK_NHS": "number of a patient in the United Kingdom",
    }
)

KINDS: Mapping[str, str] = MappingProxyType({**NAME_KINDS, **PATTERN_KINDS, **NATIONAL_KINDS})
