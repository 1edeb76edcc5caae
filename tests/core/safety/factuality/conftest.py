from __future__ import annotations

import pytest

from dsolutions.safety.rewards.factuality.reading import read


@pytest.fixture
def found():
    """Ask a check about the only sentence of an output; return the certain conflicts' words."""

    def ask(check, source, output):
        known = read(source)
        [said] = read(output).sentences
        conflicts = check(said, known, known.nearest(said, 3))
        return [output[conflict.start : conflict.end] for conflict in conflicts if conflict.certain]

    return ask
