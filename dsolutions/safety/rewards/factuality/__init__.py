"""Factuality: is each sentence of an output supported by its sources?"""
