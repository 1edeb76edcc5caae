"""Prompt injection and jailbreaks: unveiled first, then looked for with words, patterns and the encoder."""

from dsolutions.safety.guards.injection.guard import InjectionGuard

__all__ = ["InjectionGuard"]
