"""A sheet as cells and as blocks of a head, rows and numbers; knows no words."""
