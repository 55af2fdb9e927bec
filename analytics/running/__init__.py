"""Questions about running: easy pace, long runs, hills, hard minutes."""
