"""The pipelines that users call."""
