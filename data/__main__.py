"""python -m data COMMAND (see data.commands)."""

import signal
import sys

from data.commands import main

if hasattr(signal, "SIGPIPE"):
    # A reader such as `head` may stop listening: end quietly, as other commands do.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
sys.exit(main())
