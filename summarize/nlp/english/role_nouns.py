"""Nouns by which an article speaks again of a body or a person that it has named. Data only."""

from __future__ import annotations

ORGANISATION_NOUNS = frozenset(
    """company firm club council agency bank charity university college school hospital party
    airline airport retailer supermarket newspaper magazine museum union ministry commission
    committee institute church society foundation trust network organisation organization
    startup start-up manufacturer brand supplier carmaker automaker insurer lender broadcaster
    publisher developer operator regulator watchdog think-tank campaign association federation
    corporation group chain studio theatre zoo brewery zoo giant builder housebuilder
    drugmaker""".split()
)
ROLE_NOUNS = frozenset(
    """striker midfielder defender goalkeeper winger forward manager coach actor actress singer
    comedian author writer novelist poet presenter broadcaster director politician senator
    mayor governor congressman congresswoman president chancellor minister mp lawyer barrister
    solicitor judge prosecutor coroner detective inspector officer sergeant professor doctor
    surgeon scientist historian economist astronaut pilot driver racer jockey golfer boxer
    swimmer sprinter cyclist quarterback footballer cricketer batsman bowler teacher
    headteacher headmaster headmistress chef model designer architect photographer journalist
    reporter rapper musician drummer guitarist pianist dancer entrepreneur businessman
    businesswoman billionaire tycoon chairman chairwoman secretary""".split()
)
# Before a noun, these say that it is one of several, or nobody's name.
INDEFINITE_DETERMINERS = frozenset(
    "a an another some any every each no two three four five one other".split()
)
