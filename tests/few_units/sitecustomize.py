"""A command that a test starts knows the units of a few provinces, and so do the processes that it starts.

Python reads this file before anything else where its folder is on PYTHONPATH: `tests.warehouse` names it.
With the units of all Vietnam each import of a few rows takes several seconds of a core more.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard import settings

settings.DATA = Path(os.environ["DASHBOARD_TESTS_REFERENCE"])
