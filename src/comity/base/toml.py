"""TOML of anybody's making: read, or refused in one sentence and in bounded time.

The parser of the standard library takes hours for a key of a hundred thousand parts and ends in a
traceback for as many brackets.
"""

import tomllib
from typing import Any

MOST_DOTS = 200  # in a line; a key may have as many parts, and ours have one


class NotToml(ValueError):
    """Why the text is no TOML that can be read, and what to do."""


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises:
        NotToml: it cannot be read.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > MOST_DOTS:
            raise NotToml(f"more than {MOST_DOTS} dots in line {number}. Break the line.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise NotToml(f"not TOML: {fault}. Correct that place.") from None
    except RecursionError:
        raise NotToml("brackets stand too deep in each other. Take them apart.") from None
    except ValueError:
        raise NotToml("a number has too many digits. Correct it.") from None
