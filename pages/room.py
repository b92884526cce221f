"""What the briefing room's wall shows, and by which address."""

from dashboard.ui import room, session, view

text, chosen = session.text(), session.selected()
view.show_title("room", chosen, text)

room.show_link(room.choose_wall(chosen, text), chosen, text)
