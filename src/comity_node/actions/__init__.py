"""Every write: one transaction, one audit leaf, send on commit. Nothing else writes."""
