"""Write the rows of CLINC150 that assistant.toml trains on: ``python assistant_data.py DATA ROWS``."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

PARTS = {"train": "train", "val": "validation", "test": "test"}  # turns out of scope have no intent to learn


def main(data: str, rows: str) -> None:
    """Write ``ROWS/clinc150.jsonl`` from ``DATA/support/clinc150``."""
    source = Path(data) / "support" / "clinc150" / "data_full.json.gz"
    parts = json.loads(gzip.decompress(source.read_bytes()))
    target = Path(rows) / "clinc150.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8") as file:
        for name, part in PARTS.items():
            for text, intent in parts[name]:
                file.write(json.dumps({"text": text, "label": intent, "split": part}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
