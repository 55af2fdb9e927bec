"""FIT files: bytes -> messages and samples -> runs, sets and streams.

`walk` finds the messages (`layout`), `records` reads the samples as tables, `messages` gives everything else to fitparse;
`clock`, `runs`, `sets`, `samples` and `words` say what it means.
"""
