"""What the numbers mean, how they are counted, and where they come from."""

from dashboard.ui.about import glossary
from dashboard.ui.shell import session, view

text = session.text()
view.show_title("about", session.selection(), text)

glossary.show_definitions(text)
glossary.show_list("rule", text)
glossary.show_list("source", text)
glossary.show_version(text)
