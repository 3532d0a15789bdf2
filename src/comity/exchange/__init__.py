"""Messages between nodes: bytes in, verdict out.

Nothing here opens a connection, a file or a clock. ``seal`` alone draws randomness, inside
HPKE; every other key, nonce and instant is an argument.
"""
