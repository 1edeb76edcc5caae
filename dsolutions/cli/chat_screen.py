"""How a chat looks: a screen with the panel beside the conversation, or plain lines where nobody looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from dsolutions.chat import PanelRow, Proposal

Line = tuple[str, str]  # who, and what they say
HELP = (
    "type what the customer says; Enter says the first proposal, /2 the second, /say TEXT your own words; "
    "/state, /save FILE, /load FILE, /quit"
)
# Below this the panel would leave the conversation too little room, and goes under it.
_BESIDE = 90
_PANEL_SHARE = 2 / 5


class Display(Protocol):
    """Where a chat is shown."""

    def ask(self) -> str | None:
        """Wait for the operator's next line; ``None`` at the end of input."""
        ...

    def show(self, said: Sequence[Line], panel: Sequence[PanelRow], proposals: Sequence[Proposal]) -> None:
        """Show where the conversation stands."""
        ...

    def note(self, text: str) -> None:
        """Say something about the chat itself."""
        ...


class PlainDisplay:
    """One line per thing that is new: for pipes, scripts and tests.

    Args:
        lines: what the operator types.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._shown = 0

    def ask(self) -> str | None:
        """Read the next line."""
        return next(self._lines, None)

    def show(self, said: Sequence[Line], panel: Sequence[PanelRow], proposals: Sequence[Proposal]) -> None:
        """Print the turns that are new; after one of the user, what is known and what could be said."""
        new = said[self._shown :]
        for who, text in new:
            typer.echo(f"{who}: {text}")
        self._shown = len(said)
        if new and new[-1][0] == "user":
            self.note(_plain(panel))
            self.note("\n".join(f"  /{n} {proposal.text}" for n, proposal in enumerate(proposals, start=1)))

    def note(self, text: str) -> None:
        """Print it, if there is anything."""
        if text:
            typer.echo(text)


class ScreenDisplay:
    """The conversation on the left, the panel on the right, the proposals below; drawn anew for each turn.

    Args:
        console: the terminal.
        title: what is chatted with.
    """

    def __init__(self, console: Console, title: str) -> None:
        self._console = console
        self._title = title
        self._note = HELP

    def ask(self) -> str | None:
        """Wait for a line at the foot of the screen."""
        try:
            return self._console.input("[bold]customer>[/bold] ")
        except EOFError:
            self._console.print()
            return None

    def show(self, said: Sequence[Line], panel: Sequence[PanelRow], proposals: Sequence[Proposal]) -> None:
        """Draw the screen."""
        from rich.layout import Layout
        from rich.panel import Panel

        console = self._console
        below = [_proposals(proposals), self._noted()]
        height = console.height - sum(len(console.render_lines(part)) for part in below) - 1
        wide = console.width >= _BESIDE
        frame = Layout()
        talk_width = round(console.width * (1 - _PANEL_SHARE)) if wide else console.width
        talk_height = height if wide else height // 2
        talk = Layout(
            Panel(
                _talk(console, said, talk_width - 4, talk_height - 2), title=self._title, title_align="left"
            ),
            ratio=3,
        )
        known = Layout(Panel(_panel(panel), title="state", title_align="left"), ratio=2)
        (frame.split_row if wide else frame.split_column)(talk, known)
        console.clear()
        console.print(frame, height=max(height, 6))
        for part in below:
            console.print(part)
        self._note = ""

    def note(self, text: str) -> None:
        """Keep it for the foot of the screen."""
        self._note = text

    def _noted(self) -> RenderableType:
        from rich.text import Text

        return Text(self._note, style="dim")


def _plain(panel: Sequence[PanelRow]) -> str:
    """Write the panel as indented lines."""
    lines = []
    for row in panel:
        note = f" ({row.note})" if row.note else ""
        lines.append(f"  {row.group} | {row.name}: {row.value}{note}{' !' if row.alarm else ''}")
    return "\n".join(lines)


def _talk(console: Console, said: Sequence[Line], width: int, height: int) -> RenderableType:
    """Return the last turns that fit, each with who says it."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    left = height
    for who, text in reversed(said):
        is_user = who == "user"
        words = Text.assemble(
            (f"{'customer' if is_user else 'agent'}  ", "cyan" if is_user else "green"), text
        )
        part = Padding(words, (0, 0, 1, 0 if is_user else 2))
        left -= len(console.render_lines(part, console.options.update(width=width, height=None)))
        if left < 0 and parts:
            break
        parts.append(part)
    return Group(*reversed(parts))


def _panel(panel: Sequence[PanelRow]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for group, rows in groupby(panel, key=lambda row: row.group):
        table.add_row(Text(group, "bold underline"))
        for row in rows:
            value = Text(row.value, "bold red" if row.alarm else "bold")
            if row.note:
                value.append(f"\n{row.note}", "dim not bold")
            table.add_row(Text(row.name), value)
        table.add_row()
    return table


def _proposals(proposals: Sequence[Proposal]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    for number, proposal in enumerate(proposals, start=1):
        words = Text.assemble((proposal.text, "green" if number == 1 else ""), (f"  {proposal.note}", "dim"))
        table.add_row(Text("Enter" if number == 1 else f"/{number}", "bold"), words)
    return table
