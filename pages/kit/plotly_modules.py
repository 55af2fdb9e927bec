"""The modules of a bundled JavaScript library that its last one reaches; the others are left out.

A bundle is one list of statements: `var a=W((exports,module)=>{...});var b=W(...)`, a module each, run when `a()` is
first called. Between two of them may stand modules of the newer kind: functions and names of their own, made ready by
`c=E(()=>{...})` when `c()` is called. So what nothing calls that is kept need not be sent. Maps, globes and solids
are most of Plotly's library.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

# A function that is run when its name (the first group) is called; the second is what wraps it.
WRAPPED = re.compile(rb"([\w$]+)=([\w$]+)\((?:\([\w$,]*\)|[\w$]+)=>\{")
_CALLED = re.compile(rb"([\w$]+)\(\)")
# What braces may stand in without being any: texts, comments, patterns (a slash where no value ends).
_BRACES = re.compile(
    rb"""
    "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `(?:[^`\\]|\\.)*` | /\*.*?\*/
    | (?:(?<=[(,=:\[!&|?{};+\-*%~^<>])|(?<=return)|(?<=typeof)|(?<=case))/(?![*/])
      (?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/
    | [{}]""",
    re.DOTALL | re.VERBOSE,
)
_NEXT = b"var "


@dataclass(frozen=True)
class _Part:
    """What stands at `begin` to `end`; `names` are what it is run by; without any it is kept. A module's function
    begins at `function`."""

    library: bytes
    begin: int
    end: int
    names: frozenset[bytes]
    without: bytes = b""  # what stands in its place where it is left out
    function: int | None = None

    @property
    def kept(self) -> bytes:
        """As it is sent: a function in brackets of its own, which a browser reads once. Else it looks through each
        for where it ends, and reads it when it is called: a third of what the library takes."""
        if self.function is None:
            return self.library[self.begin : self.end]
        return self.library[self.begin : self.function] + b"(" + self.library[self.function : self.end] + b")"

    @cached_property
    def calls(self) -> set[bytes]:
        return set(_CALLED.findall(self.library, self.begin, self.end))


def reached(library: bytes) -> bytes:
    """The library without the modules that are not called, by way of whatever calls them, from its end or from what
    is no module; as it is where it is no such list, or nothing in it is called. Where a module ends is read from its
    braces: one whose end is not found so is kept."""
    parts = list(_parts(library))
    by_name = {name: part for part in parts for name in part.names}
    todo = [part for part in parts if not part.names]
    kept = {id(part) for part in todo}
    while todo:
        found = (by_name[name] for name in todo.pop().calls if name in by_name)
        new = {id(part): part for part in found if id(part) not in kept}
        kept |= set(new)
        todo += new.values()
    if len(kept) == sum(not part.names for part in parts):
        return library
    return b"".join(part.kept if id(part) in kept else part.without for part in parts)


def _parts(library: bytes) -> Iterator[_Part]:
    """All of the library, in order."""
    modules = _modules(library)
    at = 0
    for module, following in pairwise(modules):
        end = _end(library, module.end() - 1, following.start())
        if end is None:
            continue
        yield _Part(library, at, module.start(), frozenset())
        names, function = frozenset({module[1]}), library.index(b"(", module.end(2)) + 1
        yield _Part(library, module.start(), end, names, b"%b=0" % module[1], function)
        between = library[end : following.start()]
        made_ready = frozenset(found[1] for found in WRAPPED.finditer(between))
        if made_ready and between.startswith(b";") and between.endswith(_NEXT):
            yield _Part(library, end, following.start(), made_ready, b";" + _NEXT)
            at = following.start()
        else:
            at = end
    yield _Part(library, at, len(library), frozenset())


def _modules(library: bytes) -> Sequence[re.Match[bytes]]:
    """Where modules begin: of what wraps functions, most are."""
    wrapped = [found for found in WRAPPED.finditer(library) if library.endswith(_NEXT, 0, found.start())]
    most = Counter(found[2] for found in wrapped).most_common(1)
    return [found for found in wrapped if found[2] == most[0][0]]


def _end(library: bytes, begin: int, limit: int) -> int | None:
    """Behind the bracket that closes a module whose first brace is at `begin`; None where it is not found."""
    depth = 0
    for found in _BRACES.finditer(library, begin, limit):
        depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        if depth == 0:
            closing = found.end()
            return closing + 1 if library.startswith(b");", closing) else None
    return None
