"""The dashboard's one package: what the pages say, how it is done."""
