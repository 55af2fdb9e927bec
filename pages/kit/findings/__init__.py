"""What goes together: pairs, dates of review, how far to trust it."""
