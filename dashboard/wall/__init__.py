"""The briefing-room wall: a thin page of our own in the same server, that shows the pages' queries and figures."""
