"""Will each unit make it: the count on the deadline day with its range, the probability, and what a day needs."""

from dashboard import briefing
from dashboard.ui.forecast import outlook, parts, reminding, work_list
from dashboard.ui.shell import grains, session, view

text, selection = session.text(), session.selection()
view.show_title("forecast", selection, text)

database = session.database()
targets = session.remembered(briefing.forecast.of_unit, database, selection, key=selection)
shown = outlook.chosen(targets, selection)
outlook.show_answer(shown, selection, text)
outlook.show_targets(targets, shown, selection, text)

grain = grains.choose(selection, text)
inside = session.remembered(briefing.forecast.of_parts, database, selection, grain, key=(selection, grain))
parts.show_parts(inside, parts.choose_order(text), selection, text)
parts.show_downloads(inside, selection, text)

listed = work_list.choose(inside, selection, text)
work_list.show(listed, selection, text)
reminding.show_reminders(listed, selection, text)
reminding.show_keep(listed, selection, text)
