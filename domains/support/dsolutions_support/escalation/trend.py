"""How a mood moves: one number per turn, and the slope over the last of them."""

from __future__ import annotations

from collections.abc import Sequence

from dsolutions_support.results import Emotion, Feeling

# The order is that of service-recovery practice: anger costs customers, doubt delays them, thanks keep them.
# The numbers are equal steps; nothing is fitted to them, and a slope only needs their order.
DISPLEASURE: dict[Feeling, float] = {
    "angry": 1.0,
    "frustrated": 0.75,
    "anxious": 0.5,
    "confused": 0.25,
    "calm": 0.0,
    "grateful": -0.5,
    "satisfied": -0.5,
}


def displeasure(emotion: Emotion) -> float:
    """Put a feeling on one scale, from -0.5 (pleased) to 1 (angry).

    >>> calm_to_angry = Emotion(feeling="calm", feelings={"calm": 0.6, "angry": 0.4}, labels=(), scores={})
    >>> displeasure(calm_to_angry)
    0.4
    """
    return sum(DISPLEASURE[feeling] * share for feeling, share in emotion.feelings.items())


def slope(values: Sequence[float]) -> float | None:
    """Return the least-squares slope per step, or ``None`` for fewer than two values.

    >>> slope([0.0, 0.5, 1.0])
    0.5
    """
    count = len(values)
    if count < 2:
        return None
    middle = (count - 1) / 2
    spread = count * (count * count - 1) / 12  # sum of squared distances of 0..count-1 from their middle
    return sum((step - middle) * value for step, value in enumerate(values)) / spread
