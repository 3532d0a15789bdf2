"""The core: what treaties, statutes and methods say. Values in, findings out.

Pure: it opens no file beyond its own package data, no connection, and reads no clock.
"""
