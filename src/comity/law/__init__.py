"""What the law data say: who is bound when, what is an offence where, on which basis to ask.

Pure: data and a question in, an answer out. Every answer carries the rows it rests on, with their
source, date and confidence. No lawyer has reviewed any row, and nothing here is legal advice.
It does not test intent, attempt, jurisdiction, immunity or minimum penalties.
"""

from comity.law.assess import Answer, answer
from comity.law.data import LawData, load
from comity.law.fiche import Fiche, FicheEntry, fiche
from comity.law.question import Facts, Question, QuestionError, StartedClock, read_question
from comity.law.status import Pair, Standing, pair, standing

__all__ = [
    "Answer",
    "Facts",
    "Fiche",
    "FicheEntry",
    "LawData",
    "Pair",
    "Question",
    "QuestionError",
    "Standing",
    "StartedClock",
    "answer",
    "fiche",
    "load",
    "pair",
    "read_question",
    "standing",
]
