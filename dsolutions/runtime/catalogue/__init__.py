"""Every model by name: what it is, where it comes from, and proof that it is what it says it is.

``resolve`` finds a model that is already on this machine, ``pull`` fetches one that is not. Packages that
carry weights are opened as archives or through their installation record; their code is never imported.
"""

from dsolutions.runtime.catalogue.entries import ModelEntry, catalogue
from dsolutions.runtime.catalogue.pull import pull
from dsolutions.runtime.catalogue.resolve import ResolvedModel, resolve

__all__ = ["ModelEntry", "ResolvedModel", "catalogue", "pull", "resolve"]
