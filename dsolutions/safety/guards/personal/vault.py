"""Where the values that were taken out of texts are kept, so that they can be put back."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from dsolutions.errors import ConfigurationError, InputError
from dsolutions.types import Value

PLACEHOLDER = re.compile(r"<[A-Z][A-Z0-9_]*_[1-9]\d*>")

_KIND = re.compile(r"[A-Z][A-Z0-9_]*")


class _Entry(Value):
    placeholder: str
    kind: str
    value: str


class _Content(Value):
    version: int = 1
    entries: tuple[_Entry, ...] = ()


class Vault:
    """Placeholders and the values they stand for; one vault serves a document, or a whole conversation.

    **A vault is as sensitive as the texts themselves**: whoever has it and the redacted texts has the
    personal data. Its ``repr`` shows no value, nothing here logs one, and ``save`` writes a file that only
    its owner may read; it is not encrypted, so keep it where such data may be kept, apart from the redacted
    texts.

    >>> vault = Vault()
    >>> vault.placeholder("PERSON", "Ana Reyes"), vault.placeholder("PERSON", "Ana Reyes")
    ('<PERSON_1>', '<PERSON_1>')
    >>> vault.restore("Dear <PERSON_1>,")
    'Dear Ana Reyes,'
    >>> vault
    Vault(PERSON: 1)
    """

    def __init__(self) -> None:
        self._values: dict[str, tuple[str, str]] = {}
        self._placeholders: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Vault({', '.join(f'{kind}: {count}' for kind, count in sorted(self._counts.items()))})"

    def placeholder(self, kind: str, value: str) -> str:
        """Return what stands for a value: the same for the same kind and value, a new one for a new value.

        Raises:
            ConfigurationError: the kind is not of capitals, digits and underscores, so no placeholder can
                name it.
        """
        if not _KIND.fullmatch(kind):
            raise ConfigurationError(
                f"{kind!r} cannot be part of a placeholder",
                stage="redact",
                item="kind",
                remedy="name kinds in capitals with underscores, such as CUSTOMER_NUMBER",
            )
        known = self._placeholders.get((kind, value))
        return known or self._keep(f"<{kind}_{self._counts.get(kind, 0) + 1}>", kind, value)

    def restore(self, text: str) -> str:
        """Put the values back; placeholders that the vault does not know stay as they are.

        Args:
            text: a redacted text, or one that was written with the same placeholders, such as an answer to
                it.
        """
        return PLACEHOLDER.sub(lambda match: self._values.get(match[0], ("", match[0]))[1], text)

    def to_json(self) -> str:
        """Write all placeholders and **all values in clear text** as JSON."""
        entries = tuple(
            _Entry(placeholder=placeholder, kind=kind, value=value)
            for placeholder, (kind, value) in self._values.items()
        )
        return _Content(entries=entries).model_dump_json()

    @classmethod
    def from_json(cls, content: str) -> Self:
        """Read what ``to_json`` wrote.

        Raises:
            InputError: it is something else; the message quotes nothing of it.
        """
        vault = cls()
        try:
            entries = _Content.model_validate_json(content).entries
        except ValidationError:
            entries = None
        if entries is None or not all(_numbered(entry) for entry in entries):
            raise InputError(
                "this is no vault",
                stage="restore",
                item="vault",
                remedy="give what Vault.to_json or save wrote",
            )
        for entry in entries:
            vault._keep(entry.placeholder, entry.kind, entry.value)
        return vault

    def save(self, path: str | Path) -> None:
        """Write ``to_json`` to a file that only its owner may read (mode 600 where there are modes)."""
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            Path(path).chmod(0o600)  # it may have existed with other rights
            file.write(self.to_json())

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what ``save`` wrote.

        Raises:
            InputError: the file holds something else.
        """
        return cls.from_json(Path(path).read_text(encoding="utf-8"))

    def _keep(self, placeholder: str, kind: str, value: str) -> str:
        self._values[placeholder] = (kind, value)
        self._placeholders[kind, value] = placeholder
        number = int(placeholder[len(kind) + 2 : -1])
        self._counts[kind] = max(self._counts.get(kind, 0), number)
        return placeholder


def _numbered(entry: _Entry) -> bool:
    return re.fullmatch(rf"<{re.escape(entry.kind)}_[1-9]\d*>", entry.placeholder) is not None
