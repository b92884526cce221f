"""What every page stands in: its session, frame, navigation, filters, style, and the server that serves it."""
