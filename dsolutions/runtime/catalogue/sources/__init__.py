"""The kinds of places that a model can come from, one class per file."""

from dsolutions.runtime.catalogue.sources.hub import HubSource
from dsolutions.runtime.catalogue.sources.package import PackageSource
from dsolutions.runtime.catalogue.sources.parts import PartsSource
from dsolutions.runtime.catalogue.sources.path import PathSource
from dsolutions.runtime.catalogue.sources.source import Source

__all__ = ["HubSource", "PackageSource", "PartsSource", "PathSource", "Source"]
