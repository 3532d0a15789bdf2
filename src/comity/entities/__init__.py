"""People and things of a case: names in their own script, identifiers, roles."""
