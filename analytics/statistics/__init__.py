"""What several analyses share: lines with autocorrelated errors, simulated diaries, proportions."""
