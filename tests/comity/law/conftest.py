import shutil
from pathlib import Path

import pytest

import comity.data

PACKAGE = Path(comity.data.__file__).parent


@pytest.fixture
def copy(tmp_path):
    """A copy of the law data, to be broken."""
    for room in ("states", "law"):
        shutil.copytree(PACKAGE / room, tmp_path / room)
    return tmp_path
