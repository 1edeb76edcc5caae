"""Count which clause types contracts of a kind have, on the train part of CUAD.

Writes the table that ships with the absent-clause report::

    python -m benchmarks.contracts.usual "$DSOLUTIONS_DATA"
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks.contracts.cuad import contracts
from dsolutions_finance.contracts.absent.usual import ALL

TABLE = Path(__file__).parents[2] / "domains/finance/dsolutions_finance/contracts/absent/usual.csv"

# The folders of CUAD that have other names than our kinds.
KINDS = {
    "Affiliate_Agreements": "Affiliate",
    "Affiliate Agreement": "Affiliate",
    "Agency Agreements": "Agency",
    "Co_Branding": "Co-Branding",
    "Consulting Agreements": "Consulting",
    "Endorsement Agreement": "Endorsement",
    "IP": "Intellectual Property",
    "Joint Venture _ Filing": "Joint Filing",
    "License_Agreements": "License",
    "Non_Compete_Non_Solicit": "Non-Compete",
}
# Answers that say that there is none.
NONE = ("", "No")


def count(data: Path) -> list[list[str]]:
    """Return the table: a row of counts, then a row per clause type."""
    answers = defaultdict(list)
    for contract in contracts(data, "train"):
        for kind in (ALL, KINDS.get(contract.kind, contract.kind)):
            answers[kind].append(contract.answers)
    kinds = [ALL, *sorted(kind for kind in answers if kind not in (ALL, ""))]
    rows = [["type", *kinds], ["contracts", *(str(len(answers[kind])) for kind in kinds)]]
    for category in answers[ALL][0]:
        shares = [
            sum(answer[category].strip() not in NONE for answer in answers[kind]) / len(answers[kind])
            for kind in kinds
        ]
        rows.append([category, *(f"{share:.3f}" for share in shares)])
    return rows


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(count(Path(sys.argv[1])))
