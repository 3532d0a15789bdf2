"""What ``node init`` can know of an office from its State's code: time zone, city, language."""

from dataclasses import dataclass

from babel.core import get_global
from babel.dates import get_timezone_location

from comity.states.catalogue import NoSuchState, load_states
from comity_node.cli.fault import Fault
from comity_node.configuration import SECRETARIAT

PAGE_LANGUAGES = ("ar", "en", "it")


@dataclass(frozen=True, slots=True)
class Office:
    """Defaults for a new node; empty where the State has several time zones."""

    code: str
    city: str
    time_zone: str
    language: str


def office(code: str) -> Office:
    """The office of a State, or of the secretariat.

    Raises:
        Fault: no such code; names the nearest.
    """
    if code == SECRETARIAT:
        return Office(code, "", "UTC", "en")
    try:
        load_states().check(code)
    except NoSuchState as fault:
        raise Fault(
            f"--state: {fault} The secretariat's node has the code {SECRETARIAT}."
        ) from fault
    zones = get_global("territory_zones").get(code, [])
    zone = zones[0] if len(zones) == 1 else ""
    city = get_timezone_location(zone, locale="en", return_city=True) if zone else ""
    return Office(code, city, zone, _language(code))


def _language(code: str) -> str:
    described = load_states().described.get(code)
    spoken = described.official_languages if described else ()
    return next((language for language in spoken if language in PAGE_LANGUAGES), "en")
