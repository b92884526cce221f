"""Units beside one another: ranked, against chance, pinned, by what they need."""
