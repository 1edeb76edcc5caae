"""Replies in the business's own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dsolutions.safety.rewards.factuality.facts import facts
from dsolutions_support.reply.draft import Draft
from dsolutions_support.reply.policy import PLACEHOLDER, Action, Policy
from dsolutions_support.reply.situation import Situation
from dsolutions_support.results import Claim

_QUESTIONS_AT_ONCE = 2  # of three questions in one message, one usually stays unanswered


def policy_drafts(policy: Policy, situation: Situation) -> Iterator[Draft]:
    """Write what the actions whose conditions hold have to say.

    An action that lacks a slot which it needs asks for it instead.

    >>> policy = Policy(version="1", questions={"order": "Which order is it?"}, actions=(
    ...     Action(name="trace", needs=("order",), templates=("I am looking for {order}.",)),))
    >>> [draft.text for draft in policy_drafts(policy, Situation(turn=0, text="Where is it?"))]
    ['Which order is it?']
    """
    values = situation.state.values()
    for action in policy.actions:
        if not action.when.holds(situation):
            continue
        relevance = action.priority / 100
        if action.when.intent:
            relevance *= situation.certainty
        open_slots = [slot for slot in action.needs if slot not in values]
        if open_slots:
            question = " ".join(policy.questions[slot] for slot in open_slots[:_QUESTIONS_AT_ONCE])
            yield _draft(action, question, values, relevance)
            continue
        for template in action.templates:
            if all(slot in values for slot in PLACEHOLDER.findall(template)):
                yield _draft(action, template, values, relevance)


def _draft(action: Action, template: str, values: dict[str, str], relevance: float) -> Draft:
    """Fill a template; a fact inside a filled slot stands on the state, any other on the policy."""
    text, last = "", 0
    filled: list[tuple[int, int, str]] = []
    for found in PLACEHOLDER.finditer(template):
        text += template[last : found.start()]
        value = _spoken(values[found[1]])
        filled.append((len(text), len(text) + len(value), found[1]))
        text, last = text + value, found.end()
    text += template[last:]
    claims = []
    for fact in (fact for fact in facts(text) if not fact.weak):
        slot = next((slot for start, end, slot in filled if fact.start < end and start < fact.end), None)
        if fact.opens and slot is None:
            continue  # most likely a word that only opens a sentence, and the business's own anyway
        source = f"state:{slot}" if slot else f"policy:{action.name}"
        claims.append(Claim(text=text[fact.start : fact.end], supported=True, source=source))
    return Draft(text=text, origin="policy", relevance=relevance, claims=tuple(claims), action=action.name)


def _spoken(value: str) -> str:
    """Write a canonical value as one says it: a date with its month's name, anything else as it is."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.day} {day:%B} {day.year}" if len(value) == 10 else value
