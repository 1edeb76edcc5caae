"""Watching decisions over time: a local log of counts and samples, and a check for drift."""

from dsolutions.safety.monitor.drift import Drift, compare_windows
from dsolutions.safety.monitor.log import Monitor
from dsolutions.safety.monitor.window import Window

__all__ = ["Drift", "Monitor", "Window", "compare_windows"]
