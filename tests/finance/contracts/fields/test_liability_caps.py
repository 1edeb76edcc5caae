from dsolutions_finance.contracts.fields.liability_caps import liability_caps


def test_a_sum(read):
    [cap] = liability_caps(
        read("The total liability of Acme shall not exceed one million dollars ($1,000,000).")
    )
    assert (cap.amount.value, cap.amount.currency) == ("1000000", "USD")
    assert cap.evidence.quote.startswith("The total liability")


def test_a_basis(read):
    said = "In no event shall Acme's aggregate liability be more than the fees paid in the preceding year."
    [cap] = liability_caps(read(said))
    assert (cap.amount, cap.basis) == (None, "the fees paid in the preceding year")


def test_what_limits_nothing(read):
    said = (
        "Acme is not liable for consequential damages. Liability includes, but is not limited to, fines. "
        "The total "
        "coverage of the liability insurance shall not exceed $5,000,000."
    )
    assert liability_caps(read(said)) == ()
