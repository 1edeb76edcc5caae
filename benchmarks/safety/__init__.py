"""Scores of guards and judges on public data, and the commands that fit their weights."""
