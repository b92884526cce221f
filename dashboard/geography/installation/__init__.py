"""An operator's boundary files: read, matched with the units, made sound, and put in the schematic's place."""
