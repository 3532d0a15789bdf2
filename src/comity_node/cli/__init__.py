"""The command line ``comity``. Django is loaded only by the commands that need a node."""
