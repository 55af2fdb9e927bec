"""The server before any page: imports ahead, the guard, uploads on the disk, and what is said where a page fails."""

from __future__ import annotations

import gc
from typing import Any

from pages.kit import ahead, faults, guard
from pages.kit.files import uploads


def options() -> dict[str, Any]:
    """What st.App is made with; Streamlit's look-up of this computer's address ends here."""
    gc.set_threshold(ahead.NEW_OBJECTS)
    guard.stay_at_home()
    uploads.limit()
    return {
        "middleware": (*guard.MIDDLEWARE, *uploads.MIDDLEWARE, *ahead.MIDDLEWARE),
        "routes": guard.ROUTES,
        "on_script_error": faults.tell,
    }
