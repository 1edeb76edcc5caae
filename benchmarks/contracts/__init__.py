"""Contracts on public data: clause types, fields, parties."""
