"""The inbox: files that are put into a folder come in by themselves."""
