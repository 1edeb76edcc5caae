from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from dsolutions.chat import PanelRow, Proposal
from dsolutions.cli.chat import Talk
from dsolutions.cli.chat_screen import PlainDisplay, ScreenDisplay
from dsolutions.errors import InputError
from dsolutions.registry import Pack
from dsolutions.testing import Shouter


class Echo:
    """A conversation that proposes to say again what the user said, softly or loudly."""

    def __init__(self, said=()):
        self.said = list(said)

    def user(self, text):
        if text == "boom":
            raise InputError("it went off", stage="echo")
        self.said.append(["user", text])

    def agent(self, text):
        self.said.append(["agent", text])

    def proposals(self):
        if not self.said or self.said[-1][0] == "agent":
            return []
        text = self.said[-1][1]
        return [Proposal(text.lower(), "softly"), Proposal(text.upper(), "loudly")]

    def panel(self):
        return [PanelRow("state", "turns", str(len(self.said)), "counted", alarm=len(self.said) > 2)]

    def save(self, path):
        Path(path).write_text(json.dumps(self.said), encoding="utf-8")


class Valley(Shouter):
    """A pipeline that holds conversations."""

    name = "valley"

    def chat(self, saved=None):
        return Echo(json.loads(Path(saved).read_text(encoding="utf-8")) if saved else ())


@pytest.fixture
def talk(cli, monkeypatch):
    pack = Pack(
        "for tests", pipelines={"valley": f"{__name__}:Valley", "shouter": "dsolutions.testing:Shouter"}
    )
    monkeypatch.setattr("dsolutions.registry.packs", lambda: {"tests": pack})

    def run(*lines, words=()):
        done = cli("chat", "valley", *words, input="".join(f"{line}\n" for line in lines))
        return done.exit_code, [line for line in done.output.splitlines() if not line.startswith("  ")]

    return run


def test_the_best_proposal_counts_as_said_when_the_user_goes_on(talk):
    assert talk("Hello", "Bye") == (0, ["user: Hello", "agent: hello", "user: Bye", "agent: bye"])


def test_the_operator_may_choose_another_or_say_it_differently(talk):
    _, lines = talk("Hello", "/2", "And now", "/say That depends", "Bye", "/quit", "never read")

    assert lines == [
        "user: Hello", "agent: HELLO", "user: And now", "agent: That depends", "user: Bye", "agent: bye",
    ]  # fmt: skip


def test_an_empty_line_lets_the_agent_speak(talk):
    assert talk("Hello", "", "/state")[1] == ["user: Hello", "agent: hello", "state | turns: 2"]


def test_panel_and_proposals_are_shown_with_each_turn_of_the_user(cli, talk):
    output = cli("chat", "valley", input="Hello\n").output

    assert "  state | turns: 1 (counted)" in output
    assert "  /1 hello" in output
    assert "  /2 HELLO" in output


def test_a_saved_conversation_goes_on(talk):
    _, first = talk("Hello", "/save talk.json")
    _, loaded = talk("/load talk.json", "/state")
    _, given = talk("/state", words=["--load", "talk.json"])

    assert first == ["user: Hello", "agent: hello", "saved to talk.json"]
    assert loaded == given == ["going on with talk.json", "state | turns: 2"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/sing", "there is no command /sing"),
        ("/3", "there are 0 proposals now"),
        ("/say", "there are no words to say"),
        ("/save", "no file is named"),
        ("/save no/such/folder/x.json", "it cannot be saved"),
        ("boom", "it went off"),
    ],
)
def test_a_mistake_is_explained_and_the_chat_goes_on(talk, line, says):
    code, lines = talk(line, "Hello")

    assert code == 0
    assert says in lines[0]
    assert lines[1:] == ["user: Hello", "agent: hello"]


def test_a_pipeline_without_conversations_says_so(talk, cli):
    done = cli("chat", "shouter")

    assert done.exit_code == 2
    assert "shouter holds no conversations" in done.output


def test_ctrl_c_ends_it_cleanly(talk, cli, monkeypatch):
    def stop(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(PlainDisplay, "ask", stop)
    done = cli("chat", "valley")

    assert (done.exit_code, done.exception and type(done.exception)) == (130, SystemExit)
    assert "Stopped." in done.output


@pytest.mark.parametrize("width", [120, 60])
def test_the_screen_shows_panel_and_proposals_beside_the_conversation(monkeypatch, width):
    lines = iter([f"Turn {number}" for number in range(20)])
    console = Console(width=width, height=24, record=True, force_terminal=True, file=StringIO())
    display = ScreenDisplay(console, "valley")
    monkeypatch.setattr(ScreenDisplay, "ask", lambda self: next(lines, None))
    Talk(lambda saved: Echo(), display).run()
    monkeypatch.undo()
    shown = console.export_text().rsplit("valley", 1)[1]

    assert "agent  turn 19" in shown
    assert "agent  turn 2\n" not in shown
    assert "counted" in shown


def test_the_end_of_input_ends_it(monkeypatch):
    def end(self, prompt):
        raise EOFError

    monkeypatch.setattr(Console, "input", end)

    assert ScreenDisplay(Console(quiet=True), "valley").ask() is None
