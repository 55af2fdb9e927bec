"""Rows as importers make them: kept and left out, numbered sets, runs told from other sports, a day's numbers."""
