"""What the finance domain adds to an installation."""

from pathlib import Path

from dsolutions.registry import Pack

_HERE = Path(__file__).parent

PACK = Pack(
    summary="Financial news: entities, sentiment, events, alerts. Contracts: clauses, fields, gaps, risks.",
    adapters={folder.name: folder for folder in sorted((_HERE / "adapters").iterdir()) if folder.is_dir()},
    files={
        "alert-rules": _HERE / "alerts" / "rules.toml",
        "event-rules": _HERE / "events" / "rules.toml",
        "gazetteer": _HERE / "entities" / "gazetteer.csv",
        "risk-rules": _HERE / "contracts" / "risks" / "rules.toml",
    },
)
