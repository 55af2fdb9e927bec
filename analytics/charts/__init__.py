"""A frame or a result in, a figure for Plotly (`plot`) out, and beside each figure the table of what it draws."""
