"""How fast it is, beside its references."""
