"""What the briefing room's wall shows, and by which address."""

from dashboard.ui.room import address
from dashboard.ui.shell import session, view

text, chosen = session.text(), session.selected()
view.show_title("room", chosen, text)

address.show_link(address.choose_wall(chosen, text), chosen, text)
