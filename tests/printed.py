"""Times as pages and wall print them; how that is, tests/test_formats.py holds alone."""

import datetime as dt

from dashboard import formats

# The newest report of the district, and of the whole campaign.
MAY_DAY = formats.moment(dt.datetime(2024, 5, 1, 23))
NEWEST = formats.moment(dt.datetime(2026, 11, 20, 23))
