"""What several analyses share: the autocorrelated-noise model, proportions."""
