"""How often does the dose curve hold the truth? Simulated runners whose pain bends with the dose in known ways."""
