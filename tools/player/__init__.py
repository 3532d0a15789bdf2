"""A person at a browser, as a program: reads pages, follows links, fills in forms it finds.

Imports neither package of the project: it knows addresses and sign-ins, nothing else.
"""
