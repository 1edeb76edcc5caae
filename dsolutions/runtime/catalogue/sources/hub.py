"""A model of the Hugging Face hub: from its cache on this machine, or downloaded."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from dsolutions.errors import ModelError
from dsolutions.runtime.catalogue.sources.source import Say, Source

# What a model needs besides its weights; other frameworks' copies of the same weights stay on the hub.
SETTINGS = ("*.json", "*.txt", "*.model")


class HubSource(Source):
    """A repository of the hub.

    Args:
        repo: ``owner/name``.
        revision: branch, tag or commit.

    >>> str(HubSource(kind="hub", repo="acme/encoder"))
    'hub repository acme/encoder'
    """

    kind: Literal["hub"]
    repo: str = Field(pattern=r"^\w[\w.-]*/\w[\w.-]*$")
    revision: str = "main"

    def __str__(self) -> str:
        return f"hub repository {self.repo}"

    def find(self) -> Path | None:
        """Look in the hub's own cache, without the network."""
        from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

        try:
            return self._snapshot(local_files_only=True)
        except (LocalEntryNotFoundError, HFValidationError):
            return None

    def fetch(self, weight_file: str, scratch: Path, say: Say) -> Path:
        """Download the weight file and the settings."""
        say(f"downloading {self.repo} from the hub")
        model = scratch / "model"
        self._download(local_dir=model, allow_patterns=[weight_file, *SETTINGS])
        shutil.rmtree(model / ".cache", ignore_errors=True)  # the hub's own book-keeping
        return model

    def fetch_into_hub_cache(self, say: Say) -> Path:
        """Download to where ``find`` looks, for a model that no catalogue describes; safetensors only."""
        say(f"downloading {self.repo} from the hub")
        return self._download(allow_patterns=["*.safetensors", "*.safetensors.index.json", *SETTINGS])

    def _download(self, **options: Any) -> Path:
        try:
            return self._snapshot(**options)
        except Exception as error:  # the hub's client raises its transport's errors beside its own
            reason = (str(error) or type(error).__name__).splitlines()[0]
            raise ModelError(
                f"the hub did not give it: {reason}",
                stage="pull",
                item=self.repo,
                remedy="check the network and the name",
            ) from error

    def _snapshot(self, **options: Any) -> Path:
        from huggingface_hub import snapshot_download

        return Path(str(snapshot_download(self.repo, revision=self.revision, **options)))
