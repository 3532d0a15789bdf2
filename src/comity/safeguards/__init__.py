"""Rights at every stage: the rules HR-01 … HR-28 that this version enforces.

Under every procedure, so that no room that acts on a person can be written without them.
"""
