"""What a page shows first: its numbers in the first HTML, before Streamlit's scripts have come and run."""
