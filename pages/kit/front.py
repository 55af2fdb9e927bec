"""The server before any page: imports ahead, the guard, uploads on the disk, and what is said where a page fails.

Only what a server needs to answer is imported here: everything else would be waited for before it listens.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

from pages.kit import ahead, assets, at_once, guard
from pages.kit.files import uploads

# In seconds. Python's own 0.005 is what each step of an answer to the browser waits for while a page runs or imports
# are made; a file takes some twenty steps, and a first page some eighty files.
TURN_S = 0.0005


def options() -> dict[str, Any]:
    """What st.App is made with; Streamlit's look-up of this computer's address ends here."""
    gc.set_threshold(ahead.NEW_OBJECTS)
    sys.setswitchinterval(TURN_S)
    guard.stay_at_home()
    guard.ask_no_source()
    uploads.limit()
    return {
        "middleware": (
            *at_once.MIDDLEWARE,
            *guard.MIDDLEWARE,
            *assets.MIDDLEWARE,
            *uploads.MIDDLEWARE,
            *ahead.MIDDLEWARE,
        ),
        "routes": guard.ROUTES,
        "on_script_error": _tell,
    }


def _tell(error: Exception) -> bool:
    from pages.kit import faults

    return faults.tell(error)
