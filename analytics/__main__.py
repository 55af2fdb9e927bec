"""python -m analytics COMMAND (see analytics.commands)."""

import sys

from analytics.commands import main

sys.exit(main())
