"""The command line: one file per command, what they share beside them."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; what ``dsolutions`` and ``python -m dsolutions`` call."""
    from dsolutions.cli.app import app

    app()
