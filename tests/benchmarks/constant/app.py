"""The same elements as the product's pages with constant data: nothing is asked, reckoned or worded."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import replay

replay.run()
