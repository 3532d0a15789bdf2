"""Law and reference data, one folder per room. Read through ``comity.base.reader`` only."""
