"""Mutual legal assistance and every other request: what it must contain, and the whole answer."""

from comity.assistance.assess import Assessment, assess
from comity.assistance.completeness import MissingItem, missing_items

__all__ = ["Assessment", "MissingItem", "assess", "missing_items"]
