"""Names that news text uses: of parties, offices, places and the words around persons' names."""

from extractors.gazetteers.holders import Holder, find_holder
from extractors.gazetteers.model import Name, OfficeTitle, Party, PlaceRecord
from extractors.gazetteers.offices import office_titles
from extractors.gazetteers.parties import members, not_parties, parties, party, party_names
from extractors.gazetteers.people import (
    family_name_first,
    family_names,
    honorifics,
    is_first_name,
    name_particles,
)
from extractors.gazetteers.places import ambiguous_city_names, find_place, is_place

__all__ = [
    "Holder",
    "Name",
    "OfficeTitle",
    "Party",
    "PlaceRecord",
    "ambiguous_city_names",
    "family_name_first",
    "family_names",
    "find_holder",
    "find_place",
    "honorifics",
    "is_first_name",
    "is_place",
    "members",
    "name_particles",
    "not_parties",
    "office_titles",
    "parties",
    "party",
    "party_names",
]
