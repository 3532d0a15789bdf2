"""The only way to fetch a row. Who may see it is decided here; not yours reads as not found."""
