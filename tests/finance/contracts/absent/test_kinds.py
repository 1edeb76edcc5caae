import pytest

from dsolutions_finance.contracts.absent import KINDS, UsualClauses, kind_of
from dsolutions_finance.contracts.absent.kinds import UNCOUNTED
from dsolutions_finance.contracts.absent.usual import EXPECTED


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("SOFTWARE LICENSE AGREEMENT", "License"),
        ("Software License and Maintenance Agreement", "License and Maintenance"),
        ("Maintenance Agreement", "Maintenance"),
        ("Exclusive Distribution Agreement", "Distributor"),
        ("CO-BRANDING AGREEMENT", "Co-Branding"),
        ("Master Services Agreement", "Service"),
        ("Joint Filing Agreement", "Joint Filing"),
        ("Mutual Non-Disclosure Agreement", "Non-Disclosure"),
        ("Executive Employment Agreement", "Employment"),
        ("LEASE", "Lease"),
        ("Share Purchase Agreement", "Acquisition"),
        ("Purchase Agreement", "Supply"),
        ("Acme Cloud Terms of Service", "Terms of Service"),
        ("AGREEMENT", None),
    ],
)
def test_the_kind_is_read_off_the_title(title, kind):
    assert kind_of(title) == kind


def test_every_kind_was_counted_or_is_known_not_to_be():
    usual = UsualClauses.builtin()
    assert {kind for kind in KINDS if kind not in usual.contracts} == {"License and Maintenance", *UNCOUNTED}
    shares = [usual.share("Source Code Escrow", kind) for kind in ("License and Maintenance", "Maintenance")]
    assert shares[0] == shares[1] != usual.share("Source Code Escrow", None)


def test_of_kinds_that_were_not_counted_only_what_nearly_all_have_is_expected():
    shares = {type: UsualClauses.builtin().share(type, "Employment") for type in UsualClauses.builtin().types}
    assert {"Parties", "Governing Law"} <= {type for type, share in shares.items() if share > EXPECTED}
    assert max(shares["License Grant"], shares["Cap On Liability"]) < EXPECTED
