"""A pipeline's own options on the command line, read off its ``__init__``.

``--gazetteer companies.csv`` becomes ``gazetteer="companies.csv"``; a parameter that takes a sequence becomes
an option that can be repeated, in the singular: ``--adapter ours --adapter theirs`` gives ``adapters=["ours",
"theirs"]``. So the command line knows no domain, and a new pipeline brings its options and their help.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from typer.core import TyperCommand

from dsolutions.component import Pipeline
from dsolutions.errors import ConfigurationError
from dsolutions.registry import pipeline_class

# Where the pipeline's name and the options given for it wait between parsing and running.
NAMED, GIVEN = "dsolutions.pipeline", "dsolutions.pipeline_options"
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True)
class PipelineOption:
    """One parameter of a pipeline's ``__init__`` as an option.

    Args:
        parameter: its name.
        kind: type of one value.
        repeatable: whether it takes several.
        help: what the class's docstring says of it.

    >>> PipelineOption("alert_rules", str, False, "").flag
    '--alert-rules'
    """

    parameter: str
    kind: type
    repeatable: bool
    help: str

    @property
    def flag(self) -> str:
        """The option as it is typed."""
        name = self.parameter.removesuffix("s") if self.repeatable else self.parameter
        return "--" + name.replace("_", "-")

    def value(self, typed: str) -> Any:
        """Read one value.

        Raises:
            ConfigurationError: it is no value of this kind.
        """
        try:
            return TRUTH[typed.lower()] if self.kind is bool else self.kind(typed)
        except (ValueError, KeyError) as error:
            wanted = "true or false" if self.kind is bool else f"a value of type {self.kind.__name__}"
            raise ConfigurationError(f"{typed!r} is not {wanted}", stage="options", item=self.flag) from error


def options_of(pipeline: type[Pipeline[Any]]) -> dict[str, PipelineOption]:
    """Return a pipeline's options by flag.

    >>> from dsolutions.testing import Shouter
    >>> options_of(Shouter)["--punctuation"].help
    'added to every answer.'
    """
    described = _described(inspect.getdoc(pipeline) or "")
    options = {}
    for name, parameter in inspect.signature(pipeline).parameters.items():
        # Read as text: names that a module imports for type checking only cannot be evaluated.
        annotation = inspect.formatannotation(parameter.annotation)
        words = set(re.findall(r"\w+", annotation))
        option = PipelineOption(
            parameter=name,
            kind=next((k for k in (str, bool, int, float) if k.__name__ in words), str),
            repeatable=bool(words & {"Sequence", "Iterable", "list", "tuple"}),
            help=described.get(name, ""),
        )
        options[option.flag] = option
    return options


def _described(docstring: str) -> dict[str, str]:
    """Read the ``Args:`` section of a docstring."""
    section = re.search(r"^Args:\n((?:(?: {4}.*)?\n)*)", docstring + "\n", re.MULTILINE)
    entries = re.findall(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", section.group(1) if section else "", re.MULTILINE)
    return {name: " ".join(text.replace("``", "").split()) for name, text in entries}


class PipelineCommand(TyperCommand):
    """A command whose first argument names a pipeline, and which takes that pipeline's options too."""

    def named(self, words: Sequence[str]) -> str | None:
        """Return the pipeline's name from the words that are the command's, ``None`` where there is none."""
        return words[0] if words and not words[0].startswith("-") else None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Set the pipeline's options aside, checked, and let typer parse the rest."""
        flags = {flag for param in self.params for flag in (*param.opts, *param.secondary_opts)}
        flags |= {*ctx.help_option_names}
        ours, theirs = _split(args, flags)
        named = self.named(ours)
        ctx.meta[NAMED] = named
        ctx.meta[GIVEN] = _read(named, theirs, flags) if theirs else {}
        return super().parse_args(ctx, ours)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Show the command's help and, where a pipeline is named, that of its options."""
        super().format_help(ctx, formatter)
        if named := ctx.meta[NAMED]:
            _print_help(named)


def build_pipeline(ctx: Any, name: str) -> Pipeline[Any]:
    """Build the pipeline called ``name`` with the options that were given on the command line.

    Raises:
        ConfigurationError: no installed pack has it.
    """
    return pipeline_class(name)(**ctx.meta[GIVEN])


def _split(args: Sequence[str], flags: AbstractSet[str]) -> tuple[list[str], list[tuple[str, str | None]]]:
    """Part the words that are the command's from ``--name value`` pairs that are not."""
    ours: list[str] = []
    theirs: list[tuple[str, str | None]] = []
    words = iter(args)
    for word in words:
        flag, given, value = word.partition("=")
        if not flag.startswith("--") or flag == "--" or flag in flags:
            ours.append(word)
        else:
            theirs.append((flag, value if given else next(words, None)))
    return ours, theirs


def _read(
    name: str | None, theirs: Sequence[tuple[str, str | None]], flags: AbstractSet[str]
) -> dict[str, Any]:
    options = options_of(pipeline_class(name)) if name else {}
    read: dict[str, Any] = {}
    for flag, typed in theirs:
        if flag not in options:
            raise ConfigurationError(
                f"{name} has no option {flag}" if name else f"there is no option {flag}",
                stage="options",
                item=flag,
                remedy=_remedy(flag, options, flags),
            )
        if typed is None:
            raise ConfigurationError("this option needs a value", stage="options", item=flag)
        option = options[flag]
        value = option.value(typed)
        read[option.parameter] = [*read.get(option.parameter, []), value] if option.repeatable else value
    return read


def _remedy(flag: str, options: Mapping[str, PipelineOption], flags: AbstractSet[str]) -> str:
    if near := get_close_matches(flag, [*options, *flags], n=1, cutoff=0.8):
        return f"did you mean {near[0]}?"
    if options:
        return f"its options are {', '.join(options)}"
    return "a pipeline's own options are known when its name comes first"


def _print_help(name: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    rows = Table(box=None, show_header=False, pad_edge=False)
    for flag, option in options_of(pipeline_class(name)).items():
        note = f"{option.help} (repeatable)" if option.repeatable else option.help
        rows.add_row(Text(flag, "bold cyan"), Text(option.kind.__name__.upper(), "bold yellow"), Text(note))
    Console().print(
        Panel(rows, title=f"Options of {name}", title_align="left", box=box.ROUNDED, border_style="dim")
    )
