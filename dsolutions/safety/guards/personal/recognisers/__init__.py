"""One recogniser of personal data per file; a new one is added to ``RECOGNISERS``."""

from __future__ import annotations

from dsolutions.safety.guards.personal.recogniser import Recogniser
from dsolutions.safety.guards.personal.recognisers.age import AGE
from dsolutions.safety.guards.personal.recognisers.credit_card import CreditCardRecogniser
from dsolutions.safety.guards.personal.recognisers.date_time import DATE_TIME
from dsolutions.safety.guards.personal.recognisers.domain_name import DOMAIN_NAME
from dsolutions.safety.guards.personal.recognisers.email_address import EMAIL_ADDRESS
from dsolutions.safety.guards.personal.recognisers.iban_code import IbanRecogniser
from dsolutions.safety.guards.personal.recognisers.ip_address import IP_ADDRESS
from dsolutions.safety.guards.personal.recognisers.national_number import NATIONAL_NUMBERS, PresidioRecogniser
from dsolutions.safety.guards.personal.recognisers.nrp import GroupRecogniser
from dsolutions.safety.guards.personal.recognisers.organisation import OrganisationRecogniser
from dsolutions.safety.guards.personal.recognisers.person import PersonRecogniser
from dsolutions.safety.guards.personal.recognisers.phone_number import PhoneRecogniser
from dsolutions.safety.guards.personal.recognisers.place import PlaceRecogniser
from dsolutions.safety.guards.personal.recognisers.street_address import AddressRecogniser
from dsolutions.safety.guards.personal.recognisers.title import TITLE
from dsolutions.safety.guards.personal.recognisers.us_driver_license import US_DRIVER_LICENSE
from dsolutions.safety.guards.personal.recognisers.us_ssn import US_SSN
from dsolutions.safety.guards.personal.recognisers.zip_code import ZIP_CODE

RECOGNISERS: tuple[Recogniser, ...] = (
    AGE,
    CreditCardRecogniser(),
    DATE_TIME,
    DOMAIN_NAME,
    EMAIL_ADDRESS,
    IbanRecogniser(),
    IP_ADDRESS,
    GroupRecogniser(),
    OrganisationRecogniser(),
    PersonRecogniser(),
    PhoneRecogniser(),
    PlaceRecogniser(),
    AddressRecogniser(),
    TITLE,
    US_DRIVER_LICENSE,
    US_SSN,
    ZIP_CODE,
    *NATIONAL_NUMBERS,
)

__all__ = ["RECOGNISERS", "PresidioRecogniser"]
