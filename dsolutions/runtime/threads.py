"""As many threads as the process really has processors."""

from __future__ import annotations

import math
import os
from pathlib import Path

import torch

CGROUP_LIMIT = Path("/sys/fs/cgroup/cpu.max")  # version 2: "<quota> <period>" or "max <period>"


def available_processors(limit: Path = CGROUP_LIMIT) -> int:
    """Count the processors that this process may use.

    Containers limit processor time without hiding the processors, and torch starts a thread for each one it
    sees; the surplus threads then wait for each other.

    Args:
        limit: the control group's file.
    """
    seen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = limit.read_text().split()[:2]
        return max(1, min(seen, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):  # no control group, or no limit ("max")
        return seen


def set_threads() -> None:
    """Give torch one thread per available processor, unless ``OMP_NUM_THREADS`` already says how many."""
    if "OMP_NUM_THREADS" not in os.environ and torch.get_num_threads() > available_processors():
        torch.set_num_threads(available_processors())
