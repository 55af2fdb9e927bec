"""Questions about pain: the diary as it was kept, the mornings after runs."""
