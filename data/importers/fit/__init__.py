"""FIT files: bytes -> messages and samples -> runs, sets and streams.

`walk` finds the messages, `layout` is what it finds; `records` reads the samples as tables, `messages` all else,
field by field where it lies (`fields`) or by fitparse; `clock`, `sessions`, `samples`, `runs`, `sets`, `recovery` and
`words` say what it means.
"""
