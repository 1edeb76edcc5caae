import pytest

from dsolutions_finance.contracts.absent import KINDS, UsualClauses, kind_of


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
        ("AGREEMENT", None),
    ],
)
def test_the_kind_is_read_off_the_title(title, kind):
    assert kind_of(title) == kind


def test_every_kind_was_counted():
    usual = UsualClauses.builtin()
    assert {kind for kind in KINDS if kind not in usual.contracts} == {"License and Maintenance"}
    shares = [usual.share("Source Code Escrow", kind) for kind in ("License and Maintenance", "Maintenance")]
    assert shares[0] == shares[1] != usual.share("Source Code Escrow", None)
