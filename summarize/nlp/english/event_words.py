"""English words that name the same happening, whatever their part in the sentence. Data only.

"Twelve people died", "killing 12", "12 dead": no statement may put one for the other, as these
differ in who does what. They only show that two sentences are about the same figure.
"""

from __future__ import annotations

EVENTS = tuple(
    frozenset(group.split())
    for group in """
    die dead death kill fatal fatality toll perish ; injure injury hurt wound ; miss missing ;
    arrest detain custody ; evacuate evacuation evacuee ; rescue save ;
    cost price worth pay buy purchase acquire acquisition takeover ;
    attend attendance visitor crowd spectator turnout ; vote ballot ; hire recruit ;
    resign resignation quit ; elect election ; open opening ; close closure shut ;
    employ employee staff worker workforce job ; lose loss ; earn earnings profit ;
    derail derailment ; collide collision crash ; capsize sink ; flood flooding ; burn blaze fire ;
    strike quake earthquake ; rise increase climb grow ; fall decrease drop decline
    """.split(";")
)
PEOPLE = frozenset("people person man woman men women victim passenger resident".split())
"""What says of a number alone that it counts people."""

INTENTIONS = frozenset(
    """
    want ask demand seek offer propose proposal hope plan claim expect aim promise request fear
    threaten suggest estimate intend bid target forecast predict
    """.split()
)
"""Words by which a figure is somebody's wish, offer or guess: 9 per cent asked, 5 offered."""
