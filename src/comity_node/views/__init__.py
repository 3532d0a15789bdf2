"""Pages. A view parses, calls one action or access function, and renders."""
