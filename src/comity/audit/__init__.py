"""What a node writes down about itself, and how anybody can check that nothing was changed."""
