"""What the pages share: the shell around each, cached reads, widgets, and how a result is shown."""
