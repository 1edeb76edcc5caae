"""All fields of a contract."""

from __future__ import annotations

from dsolutions_finance.contracts.fields.agreement_date import agreement_date
from dsolutions_finance.contracts.fields.effective_date import effective_date
from dsolutions_finance.contracts.fields.expiration_date import expiration_date
from dsolutions_finance.contracts.fields.governing_law import governing_law
from dsolutions_finance.contracts.fields.liability_caps import liability_caps
from dsolutions_finance.contracts.fields.money import amounts
from dsolutions_finance.contracts.fields.parties import parties
from dsolutions_finance.contracts.fields.payment_terms import payment_terms
from dsolutions_finance.contracts.fields.renewal import renewal
from dsolutions_finance.contracts.fields.title import title
from dsolutions_finance.contracts.fields.venue import venue
from dsolutions_finance.contracts.results import ContractFields
from dsolutions_finance.contracts.text import ContractText


def find_fields(text: ContractText) -> ContractFields:
    """Find what a reviewer writes on the cover sheet, by rules alone: no model is needed.

    Args:
        text: the contract.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = (
    ...     'SUPPLY AGREEMENT made on May 3, 2021 between Acme Inc. ("Supplier") and Bo LLC ("Buyer"). '
    ...     "WHEREAS the Buyer buys. This Agreement is governed by the laws of Texas."
    ... )
    >>> fields = find_fields(ContractText.of(ContractDocument(id="1", text=said)))
    >>> [party.name for party in fields.parties], fields.agreement_date.value, fields.governing_law.name
    (['Acme Inc.', 'Bo LLC'], '2021-05-03', 'Texas')
    """
    made = agreement_date(text)
    effective = effective_date(text, made)
    renewed = renewal(text)
    return ContractFields(
        title=title(text),
        parties=parties(text),
        agreement_date=made,
        effective_date=effective,
        expiration_date=expiration_date(text, made, effective),
        renewal_term=renewed.term,
        auto_renewal=renewed.automatic,
        notice_period=renewed.notice,
        governing_law=governing_law(text),
        venue=venue(text),
        amounts=tuple(amounts(text)),
        liability_caps=liability_caps(text),
        payment_terms=payment_terms(text),
    )
