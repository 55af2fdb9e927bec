"""How often the answers are wrong, on made-up data whose truth is known."""
