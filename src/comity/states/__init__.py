"""States: codes, names, languages, groupings, membership of the European Union, working days.

It says nothing of law. A code that exists but has no row is a State of which nothing is known.
"""

from comity.states.catalogue import IsoCode, NoSuchState, State, States, load_states

__all__ = ["IsoCode", "NoSuchState", "State", "States", "load_states"]
