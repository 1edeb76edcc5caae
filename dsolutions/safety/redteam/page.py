"""The page of a replay: one HTML file that needs nothing else."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from dsolutions.safety.redteam.report import RedTeamReport


def page(report: RedTeamReport) -> str:
    """Render a report as HTML; every excerpt is escaped, because attacks are written to be run."""
    environment = Environment(
        loader=PackageLoader("dsolutions.safety.redteam", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        report=report,
        groups=(
            ("Jailbreaks and injections that pass", "jailbreak", report.jailbreak_pass),
            ("Plain harmful requests that pass", "request", report.request_pass),
            ("Benign texts that are stopped", "benign", report.over_block),
        ),
    )
