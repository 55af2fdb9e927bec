"""Python runs this first where this folder is on its path: every address the process asks for goes into a file."""

import os
import sys

_PLACE = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
_FILE = os.environ.get("LBSDROP_RECORD_CONNECTIONS")


def _record(event: str, given: tuple[object, ...]) -> None:
    if _FILE and event in _PLACE:
        address = given[_PLACE[event]]
        host = address[0] if isinstance(address, tuple) else address
        with open(_FILE, "a") as file:  # noqa: PTH123 (nothing may be imported here)
            file.write(f"{event} {host!s}\n")


sys.addaudithook(_record)
