"""Damaged files by the thousand: each gives rows or a reason."""
