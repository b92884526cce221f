"""What the briefing room's wall shows, and by which address."""

from dashboard.ui.room import address
from dashboard.ui.shell import session, view

text, selection = session.text(), session.selection()
view.show_title("room", selection, text)

address.show_link(address.choose_wall(selection, text), selection, text)
