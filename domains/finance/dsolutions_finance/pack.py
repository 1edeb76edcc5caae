"""What the finance domain adds to an installation."""

from pathlib import Path

from dsolutions.registry import Pack

PACK = Pack(
    summary="Entities, entity sentiment, events and alerts for financial news.",
    adapters={
        folder.name: folder
        for folder in sorted((Path(__file__).parent / "adapters").iterdir())
        if folder.is_dir()
    },
)
