"""English words by which a reader asks, and which tell nothing of what is asked for. Data only.

Words stand here as `folding.fold` writes them: lower case, not stemmed.
"""

from __future__ import annotations

# Behind these stands what is asked for: "What does Kim say about the costs?"
TOPIC_PREPOSITIONS = frozenset("about regarding concerning".split())

QUERY_STOP_WORDS = frozenset(
    """article text document report paper story piece author writer summary summarise summarize
    say says said saying tell tells told mention mentions mentioned explain explains state states
    describe describes described discuss discusses discussed know think thinks thought happen
    happens happened concern concerns concerning regarding about everything anything something
    all information details detail facts fact point points part parts view views opinion opinions
    focus topic topics matter matters issue issues question questions aspect aspects please give
    show find list many much long often would could should will may might must can
    role impact effect effects""".split()
)
