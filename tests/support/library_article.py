"""A short article of our own, and the settings that tests summarise it with."""

from __future__ import annotations

from support.answers import settings_for

LIBRARY = (
    "Anna Lee opened the new library in Marrow on Monday. It holds 40,000 books. "
    "The council paid 2.1 million euros for the building. The old library will become a school. "
    "Its roof had leaked for years, said Lee. In 2019 the rain ruined 600 maps of the coast. "
    "A local carpenter made the shelves from oak that a storm had felled. Children may borrow "
    "ten books at a time. The reading room is open until nine in the evening, and a bus stops "
    "at its door. Nobody has to pay. The café on the ground floor opens in June."
)
SHORT = settings_for(length="30", cache=False)
