"""The dashboard's frame: language, navigation and shared filters around the page that the address asks for."""

from dashboard.ui.shell import frame

frame.run()
