"""Pages for people: what the HTML reports of all domains have in common."""

from dsolutions.pages.marking import Mark, Run, marked
from dsolutions.pages.template import made_with, page_environment, paired, rendered

__all__ = ["Mark", "Run", "made_with", "marked", "page_environment", "paired", "rendered"]
