"""Authorities that execute requests: what each is competent for, and why it is suggested.

Each node keeps its own list; nothing here knows an authority by name.
"""
