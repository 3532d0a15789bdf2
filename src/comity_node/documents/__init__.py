"""Letters as PDF and Word, and what can be read back from a signed scan. Needs no Django."""
