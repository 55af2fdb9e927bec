"""Many sessions at once, as the server sees them: each speaks to it as the browser's half of Streamlit would.

Twenty browsers on one machine would time the browsers. So these sessions draw nothing: what is timed is a page's run,
from asking for it to the server's word that it has finished.
"""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

# A reader looks at a page for some seconds before the next.
LOOKS_S = 5.0
ADDRESSES = ("", "Log", "Running", "Lifting", "Pain", "Findings", "Blocks")
LIMIT_S = 120


def at_once(
    address: str, n_sessions: int, n_pages: int, *, looks_s: float = LOOKS_S, seed: int = 1
) -> tuple[float, ...]:
    """Milliseconds of every page that `n_sessions` readers open, each `n_pages` of them, one every `looks_s` seconds
    on average, at times of their own.

    The first page of each session, which nobody switches to, is not among them.
    """
    with ThreadPoolExecutor(n_sessions) as readers:
        reads = [readers.submit(_read, address, n_pages, looks_s, random.Random(seed + n)) for n in range(n_sessions)]
        return tuple(ms for read in reads for ms in read.result())


def _read(address: str, n_pages: int, looks_s: float, rng: random.Random) -> list[float]:
    socket = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(socket, origin=address, max_size=None, subprotocols=["streamlit"]) as session:  # type: ignore[list-item, arg-type]
        time.sleep(rng.uniform(0, looks_s))
        _run(session, "")
        found = []
        for _ in range(n_pages):
            time.sleep(rng.uniform(0, 2 * looks_s))
            found.append(_run(session, rng.choice(ADDRESSES)))
    return found


def _run(session: ClientConnection, page: str) -> float:
    """Milliseconds of one run of a page. Raises TimeoutError where the server does not answer."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    began = time.perf_counter()
    session.send(asked.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(session.recv(timeout=LIMIT_S)))  # type: ignore[arg-type]
        if answer.WhichOneof("type") == "script_finished":
            return 1000 * (time.perf_counter() - began)
