"""python -m analytics COMMAND (see analytics.commands)."""

import signal
import sys

from analytics.commands import main

if hasattr(signal, "SIGPIPE"):
    # A reader such as `head` may stop listening: end quietly, as other commands do.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
sys.exit(main())
