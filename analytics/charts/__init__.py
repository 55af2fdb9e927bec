"""Figures: a frame or a result in, a plotly Figure out, and beside each figure the table of what it draws."""
