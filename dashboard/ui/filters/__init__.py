"""What the reader chooses: each choice is kept in the address and shared by the pages."""
