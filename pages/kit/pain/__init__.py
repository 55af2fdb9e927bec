"""The check-in, places, mornings."""
