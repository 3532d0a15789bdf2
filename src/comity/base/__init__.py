"""What every room of the core stands on: three values, dates, sources, reasons, the strict reader.

Pure: no framework, network, database or clock. It knows no law and no State.
"""
