"""The shell: one Django project that runs the node of one State, or of the secretariat."""
