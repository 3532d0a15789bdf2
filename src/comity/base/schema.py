"""How a raw row becomes a value of its dataclass: one converter per field, made once per class."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from comity.base.dates import DayForm
from comity.base.source import Source
from comity.base.words import Words, did_you_mean

Row = TypeVar("Row")
Vocabularies = Mapping[str, Collection[str]]
_Convert = Callable[[Any, Vocabularies], Any]


class Refused(Exception):
    """Why a row cannot be read, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    convert: _Convert
    required: bool


def build_row(kind: type[Row], values: Mapping[str, Any], words: Vocabularies) -> Row:
    """One value of the dataclass.

    A field of type ``Source`` takes the keys ``source``, ``as_of`` and ``confidence`` of the row.

    Raises:
        Refused: a key is unknown or missing, or a value does not fit.
    """
    known, keys = _fields(cast("Any", kind))
    for key in values.keys() - keys:
        raise Refused(f'unknown key "{key}".', did_you_mean(key, keys))
    built: dict[str, Any] = {}
    for field in known:
        if field.convert is _source:
            built[field.name] = _source(values, words)
        elif field.name in values:
            built[field.name] = _converted(field, values[field.name], words)
        elif field.required:
            raise Refused(f'missing key "{field.name}".', "Add it; unknown is a value.")
    return kind(**built)


def _converted(field: _Field, value: Any, words: Vocabularies) -> Any:
    try:
        return field.convert(value, words)
    except Refused as refusal:
        raise Refused(f'"{field.name}": {refusal.reason}', refusal.remedy) from None


@cache
def _fields(kind: type[object]) -> tuple[tuple[_Field, ...], frozenset[str]]:
    hints = get_type_hints(kind, include_extras=True)
    known = tuple(
        _Field(
            field.name,
            _converter(hints[field.name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(cast("Any", kind))
    )
    keys = {field.name for field in known if field.convert is not _source}
    if any(field.convert is _source for field in known):
        keys |= {"source", "as_of", "confidence"}
    return known, frozenset(keys)


def _converter(hint: Any) -> _Convert:
    if get_origin(hint) is Annotated:
        inner, mark = get_args(hint)[:2]
        return _worded(inner, mark) if isinstance(mark, Words) else _dated(mark)
    if hint is Source:
        return _source
    if get_origin(hint) is tuple:
        return _listed(_converter(get_args(hint)[0]))
    if get_origin(hint) is Mapping:
        return _table_of_texts
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _chosen(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _nested(hint)
    return _plain(hint)


def _plain(kind: type[Any]) -> _Convert:
    names = {str: "a text", int: "a whole number", bool: "true or false"}
    wanted = names[kind]

    def convert(value: Any, _: Vocabularies) -> Any:
        if type(value) is not kind:  # a bool is an int to isinstance
            raise Refused(f"{value!r} is not {wanted}.", f"Write {wanted}.")
        return value

    return convert


_as_text = _plain(str)


def _dated(form: DayForm) -> _Convert:
    def convert(value: Any, words: Vocabularies) -> Any:
        if not form.accepts(_as_text(value, words)):
            raise Refused(f'"{value}" is no such date.', f"Write {form}.")
        return value

    return convert


def _chosen(kind: type[StrEnum]) -> _Convert:
    values = {member.value: member for member in kind}

    def convert(value: Any, words: Vocabularies) -> Any:
        if _as_text(value, words) not in values:
            raise Refused(f'unknown word "{value}".', did_you_mean(value, values))
        return values[value]

    return convert


def _listed(item: _Convert) -> _Convert:
    def convert(value: Any, words: Vocabularies) -> Any:
        if not isinstance(value, list):
            raise Refused(f"{value!r} is not a list.", "Write [ ... ].")
        return tuple(item(one, words) for one in value)

    return convert


def _worded(inner: Any, mark: Words) -> _Convert:
    read = _converter(inner)

    def convert(value: Any, words: Vocabularies) -> Any:
        result = read(value, words)
        known = words[mark.vocabulary]
        for word in (result,) if isinstance(result, str) else result:
            if word not in known:
                raise Refused(f'unknown word "{word}".', did_you_mean(word, known))
        return result

    return convert


def _nested(kind: type[Any]) -> _Convert:
    def convert(value: Any, words: Vocabularies) -> Any:
        if not isinstance(value, dict):
            raise Refused(f"{value!r} is not a table.", "Write { ... } or a sub-table.")
        return build_row(kind, value, words)

    return convert


def _table_of_texts(value: Any, words: Vocabularies) -> Any:
    if not isinstance(value, dict):
        raise Refused(f"{value!r} is not a table.", "Write key = text, line by line.")
    return MappingProxyType({key: _as_text(text, words) for key, text in value.items()})


def _source(values: Mapping[str, Any], words: Vocabularies) -> Source:
    built: dict[str, Any] = {}
    for name, convert in _SOURCE_FIELDS:
        if not values.get(name):
            raise Refused(f'missing "{name}".', "Say where the row comes from, when, how sure.")
        built[name] = _converted(_Field(name, convert, True), values[name], words)
    return Source(**built)


_SOURCE_FIELDS = tuple(
    (name, _converter(hint)) for name, hint in get_type_hints(Source, include_extras=True).items()
)
