"""``dsolutions chat``: a live conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dsolutions.cli.chat_screen import HELP, Display, Line, PlainDisplay, ScreenDisplay
from dsolutions.cli.pipeline_options import build_pipeline
from dsolutions.component import Pipeline
from dsolutions.errors import ConfigurationError, DsolutionsError

if TYPE_CHECKING:
    from dsolutions.chat import Chat


def chat(
    ctx: typer.Context,
    pipeline: Annotated[
        str, typer.Argument(help="Name of a pipeline; see: dsolutions packs.", metavar="PIPELINE")
    ],
    load: Annotated[Path | None, typer.Option(help="Go on with a conversation that /save wrote.")] = None,
) -> None:
    """Talk to a pipeline that holds conversations: you type as the customer.

    The best proposal counts as said by the agent when you go on, unless you choose another or write your own.
    Commands: /2 says the second proposal, /say TEXT your own words, /state shows what is known,
    /save FILE and /load FILE keep a conversation and take it up again, /quit ends.
    With standard input from a pipe it reads one line per turn and prints plain lines.

    [bold]Examples[/bold]:

    dsolutions chat support --slots slots.toml --policy policy.toml

    dsolutions chat support --policy policy.toml < turns.txt
    """
    from rich.console import Console

    built = build_pipeline(ctx, pipeline)
    if type(built).chat is Pipeline.chat:
        built.chat()  # raises the error that says so
    with Console(stderr=True).status("loading ..."):
        built.warm_up()
    talk = Talk(built.chat, _display(pipeline))
    if load is not None:
        talk.load(load)
    talk.run()


def _display(title: str) -> Display:
    from rich.console import Console

    console = Console()
    if console.is_terminal and sys.stdin.isatty():
        return ScreenDisplay(console, title)
    return PlainDisplay(line.rstrip("\n") for line in sys.stdin)


class Talk:
    """Takes in what the operator types, line by line.

    Args:
        opened: opens a conversation, or goes on with the one in a file.
        display: where it is shown.
    """

    def __init__(self, opened: Callable[[Path | None], Chat], display: Display) -> None:
        self._opened = opened
        self._display = display
        self._chat = opened(None)
        self._said: list[Line] = []
        self._commands: dict[str, Callable[[str], Any]] = {
            "say": self._speak,
            "save": self._save,
            "load": lambda file: self.load(Path(file)),
            "state": lambda _: self._state(),
            "help": lambda _: self._display.note(HELP),
        }

    def run(self) -> None:
        """Go on until the operator ends it."""
        self._show()
        while (line := self._display.ask()) is not None and line.strip() != "/quit":
            try:
                self._take(line.strip())
            except DsolutionsError as error:
                self._display.note(str(error))
            self._show()
        self._settle()
        self._show()

    def load(self, path: Path) -> None:
        """Go on with a conversation that was saved.

        Raises:
            InputError: the file holds none.
        """
        self._chat, self._said = self._opened(path), []
        self._display.note(f"going on with {path}")

    def _take(self, line: str) -> None:
        if not line.startswith("/"):
            self._settle()
            if line:
                self._said.append(("user", line))
                try:
                    self._chat.user(line)
                except DsolutionsError:
                    self._said.pop()
                    raise
            return
        command, _, rest = line[1:].partition(" ")
        if command.isdigit():
            self._choose(int(command))
        elif command in self._commands:
            self._commands[command](rest.strip())
        else:
            raise ConfigurationError(
                f"there is no command /{command}", stage="chat", remedy="type /help to see what there is"
            )

    def _settle(self) -> None:
        """Let the agent say the best proposal, where it has not spoken yet and there is one."""
        if proposals := self._chat.proposals():
            self._speak(proposals[0].text)

    def _choose(self, number: int) -> None:
        proposals = self._chat.proposals()
        if not 1 <= number <= len(proposals):
            there = "is 1 proposal" if len(proposals) == 1 else f"are {len(proposals)} proposals"
            raise ConfigurationError(f"there {there} now", stage="chat", item=f"/{number}")
        self._speak(proposals[number - 1].text)

    def _speak(self, text: str) -> None:
        if not text:
            raise ConfigurationError("there are no words to say", stage="chat", remedy="write /say TEXT")
        self._chat.agent(text)
        self._said.append(("agent", text))

    def _save(self, file: str) -> None:
        if not file:
            raise ConfigurationError("no file is named", stage="chat", remedy="write /save FILE")
        self._settle()  # what stands first counts as said, and proposals are not saved
        self._show()
        try:
            self._chat.save(file)
        except OSError as error:
            raise ConfigurationError(
                f"it cannot be saved: {error.strerror}", stage="chat", item=file
            ) from error
        self._display.note(f"saved to {file}")

    def _state(self) -> None:
        rows = [f"{row.group} | {row.name}: {row.value}" for row in self._chat.panel()]
        self._display.note("\n".join(rows) or "nothing is known yet")

    def _show(self) -> None:
        self._display.show(self._said, self._chat.panel(), self._chat.proposals())
