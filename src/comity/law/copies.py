"""Somebody's copy of the law data, read as strictly as our own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from comity.base.reader import DataError, package_data
from comity.law.addresses import Address
from comity.law.data import FILES, LawData, read_files
from comity.law.declarations import read_declarations
from comity.law.harmonisation.duties import FILES as DUTIES
from comity.law.harmonisation.duties import read_obligations
from comity.law.statutes import read_statute
from comity.law.texts import load_texts, read_text
from comity.states import load_states

DECLARATIONS = "declarations.toml"


@dataclass(frozen=True, slots=True)
class Copy:
    """Law data read from a folder: which files were read there, which are none of ours."""

    law: LawData
    files: tuple[str, ...]
    not_read: tuple[str, ...]


def read_copy(folder: Traversable) -> Copy:
    """The law data of a folder; a file that is not in it is taken from the package.

    Raises:
        DataError: the folder has no file of the law data, a row is broken, an id points nowhere.
    """
    inside = {file.name: file for file in folder.iterdir()}
    own = package_data() / "law"

    def file(name: str) -> Traversable:
        return inside.get(name) or own / name

    known = (*FILES, DECLARATIONS, *DUTIES)
    found = [name for name in known if name in inside]
    law = read_files({name: file(name) for name in FILES}, load_states())
    if DECLARATIONS in inside:
        said = read_declarations(inside[DECLARATIONS], law)
        _check_places(DECLARATIONS, ((one.id, one.about) for one in said))
    if any(name in inside for name in DUTIES):
        duties = read_obligations({name: file(name) for name in DUTIES}, law)
        _check_places(DUTIES[0], ((one.id, one.at) for one in duties.all))
    for name, read in _FOLDERS.items():
        found += _each(inside.get(name), name, read, law)
    if not found:
        reason = "no file of the law data is in it."
        raise DataError(folder.name, "", "", reason, f"Put one there: {', '.join(known)}.")
    rest = (name for name in sorted(inside) if name not in known and name not in _FOLDERS)
    return Copy(law, tuple(found), tuple(rest))


def _check_places(file: str, places: Iterable[tuple[str, Address]]) -> None:
    """A place in a text that is held is one of its provisions."""
    texts = load_texts()
    for row, address in places:
        held = texts.text(address.treaty)
        if held is not None and address.article and address not in held.provisions:
            reason = f"{address} is no provision of the text that is held."
            raise DataError(file, "", row, reason, "Correct the address.")


def _each(
    folder: Traversable | None,
    name: str,
    read: Callable[[Traversable, LawData], object],
    law: LawData,
) -> list[str]:
    """The names of the texts of a folder, each read."""
    if folder is None or not folder.is_dir():
        return []
    files = sorted(folder.iterdir(), key=lambda one: one.name)
    for one in files:
        read(one, law)
    return [f"{name}/{one.name}" for one in files]


_FOLDERS: dict[str, Callable[[Traversable, LawData], object]] = {
    "texts": read_text,
    "statutes": read_statute,
}
