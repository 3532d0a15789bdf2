"""The harmonisation matrix: what the treaties ask, what each State's law has, where two differ.

Pure. A cell is computed from a State's offences in force on a day, or recorded with its source; a
cell that is neither is not checked, which is never no. Nothing here says that a State breaches a
treaty, and no lawyer has reviewed a row.
"""

from comity.law.harmonisation.articles import model_law_articles, offence_articles
from comity.law.harmonisation.cells import Cell, cell
from comity.law.harmonisation.differences import Difference, differences
from comity.law.harmonisation.duties import (
    Computed,
    Force,
    ModelArticle,
    Obligation,
    Obligations,
    RecordedCell,
    Value,
    load_obligations,
)
from comity.law.harmonisation.matrix import Count, Matrix, matrix

__all__ = [
    "Cell",
    "Computed",
    "Count",
    "Difference",
    "Force",
    "Matrix",
    "ModelArticle",
    "Obligation",
    "Obligations",
    "RecordedCell",
    "Value",
    "cell",
    "differences",
    "load_obligations",
    "matrix",
    "model_law_articles",
    "offence_articles",
]
