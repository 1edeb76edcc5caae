"""What the support domain adds to an installation."""

from pathlib import Path

from dsolutions.registry import Pack

_HERE = Path(__file__).parent

PACK = Pack(
    summary="Intents, emotion, dialogue state, escalation and replies for customer support.",
    adapters={folder.name: folder for folder in sorted((_HERE / "adapters").glob("*")) if folder.is_dir()},
    files={
        "escalation-rules": _HERE / "escalation" / "rules.toml",
        "feelings": _HERE / "emotion" / "feelings.toml",
    },
)
