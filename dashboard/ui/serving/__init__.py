"""What stands around Streamlit's server: who is let in, the frame's HTML, files compressed once."""
