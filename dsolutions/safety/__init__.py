"""The place where guards on inputs and rewards on outputs sit."""

from dsolutions.safety.gate import Gate, OpenGate

__all__ = ["Gate", "OpenGate"]
