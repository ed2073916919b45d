"""English cues of what matters in a document: patterns of aims, findings, advice. Data only.

Edmundson 1969, "New Methods in Automatic Extracting", counted such "bonus words"; what they are
worth is fitted (`benchmarks/salience_fit.py`). Each is a part of a regular expression.
"""

from __future__ import annotations

AIMS = (
    r"(?:in )?(?:this|our|the (?:present|current))"
    r" (?:paper|work|study|article|report|letter|invention|method|approach)"
    r"|we (?:propose|present|introduce|study|investigate|consider|examine|describe|develop|report"
    r"|explore|address|analy[sz]e|derive|evaluate|calculate|compare)"
    r"|(?:is|are) (?:proposed|presented|investigated|studied|described|provided|disclosed"
    r"|discussed|introduced)"
    r"|the (?:aim|purpose|goal)|aims? to|objective"
)
"""What the author set out to do."""

FINDINGS = (
    r"(?:we|study|paper|authors?|results?|findings?|data|analysis|experiments?|report|model|method"
    r"|approach) (?:finds?|found|show(?:s|ed)?|demonstrate[sd]?|suggest(?:s|ed)?"
    r"|indicate[sd]?|reveal(?:s|ed)?|confirm(?:s|ed)?|observed?|outperforms?|achieves?|improves?)"
    r"|results? (?:of|from)|significant(?:ly)?|state[- ]of[- ]the[- ]art"
)
"""What came of it."""

ADVICE = (
    r"recommend(?:s|ed|ations?)?|should|must|propos(?:al|es|ed)|urge[sd]|require[sd]"
    r"|need(?:s|ed)? to|call(?:s|ed)? (?:for|on)"
)
"""What is to be done."""

OUTCOMES = (
    r"to summari[sz]e|in (?:summary|conclusion)|overall,|conclude[sd]?|agreed|decided"
    r"|(?:we|inventors?|authors) (?:have )?(?:also )?(?:found|finds?|proposed?|presented?"
    r"|introduced?|demonstrated?|showed|shown?|show|developed?|reported?)"
    r"|results? (?:shows?|suggests?|indicates?|demonstrates?|reveals?)"
    r"|this (?:paper|work|study|article|report) (?:\w+ )?(?:proposes|presents|shows|introduces"
    r"|examines|provides|describes)"
    r"|we (?:now )?(?:expect|guide|anticipate)|(?:is|are) expected to|guidance|outlook|recommends?"
    r"|jailed for|sentenced to|(?:was|were) (?:convicted|charged|fined|awarded|acquitted)"
    r"|plead(?:s|ed)? (?:not )?guilty|(?:plea|verdict) of (?:not )?guilty|found (?:not )?guilty"
    r"|(?:prepar\w+|lodg\w+|consider\w+|plan\w*|will|to|an) appeal|net loss"
    r"|(?:judge|court|tribunal|jury) (?:has |have )?(?:ruled|found|dismissed|upheld|rejected)"
    r"|den(?:y|ies|ied) (?:the |any |all |\w+ing )"
    r"|trial (?:\w+ )?(?:scheduled|due|set|expected)|is accused of"
    r"|so far (?:they|it|he|she|we) ha(?:ve|s)"
)
"""What a document comes to: a conclusion, a result, a decision, what is expected."""

DECISIONS = (
    r"we(?: (?:have|are|will)|['’](?:ve|re|ll))?"
    r"(?: (?:\w+ly|now|also|do|still|just|then|all)){0,2} "
    r"(?:expect|anticipate|guide|announced|signed|closed|acquired|agreed|sold|completed|launched"
    r"|received|raised|lowered|increased|engaged|decided|reported|introduced|proposed|announcing"
    r"|introducing|launching|proposing|raising|lowering|(?:calling|asking) (?:on|for))"
)
"""What a company or a group says that it expects, or has done."""

AGREEMENTS = (
    r"so (?:we|it|the)(?: just)? (?:say|have to|should|will|use|need)|let['’]?s (?:just )?(?:use|do"
    r"|say|take|keep|make|have|go with)|I suggest|we(?:['’]ll| will) (?:use|go|have|do|make|need)"
    r"|we (?:have|want|need) to|the plan is|going to (?:be|have|use|do|make)|should be"
    r"|the (?:idea|question|problem|point|goal) (?:is|was)"
)
"""What people who talk come to, or want."""

CONTINUATIONS = (
    r"and|but|so|or|because|also|however|moreover|furthermore|then|yes|no|yeah|well|oh"
    r"|for (?:example|instance)|in addition"
)
"""A sentence that begins so goes on from the one before it."""

LEANING = (
    r"such(?! as)|these|those"
    r"|this(?! (?:paper|study|work|report|article|year|week|month|invention))"
    r"|(?:the|an?) (?:same|similar)|another|others?|also|again|then|however|therefore|thus|hence"
    r"|it|they|he|she|him|her|them|his|their|its|former|latter|above|following|previously|instead"
)
"""It is understood by what was said before."""

PROCEDURES = (
    r"(?:is|was|were|are) (?:used|performed|carried|measured|assessed|evaluated|obtained|collected"
    r"|included|added|dissected|stained|prepared|conducted|analy[sz]ed|calculated|computed|recorded"
    r"|heated|mixed|stirred|incubated|trained|set|chosen|selected|applied|placed|positioned|shown"
    r"|illustrated|connected|attached|mounted|defined|denoted|given)|we use|using|consists? of"
)
"""What was done, or how it is built."""

HYPOTHESES = (
    r"may|might|could|would|if|for (?:example|instance)|e\.g\.|perhaps|maybe|possibl[ey]|suppose"
    r"|assume|consider|let us|let['’]?s|optionally|in some|in one embodiment|preferabl[ey]"
)
"""What may be."""

COMPARISONS = (
    r"than|most|compared|versus|(?:higher|lower|larger|smaller|better|worse|more|less|fewer|best)"
    r"|increases?d?|decreases?d?|reduc\w+|improv\w+|outperform\w*|per cent|percent|%|times"
)
"""What is more, less, better, by how much."""

BACKGROUNDS = (
    r"background|related (?:art|works?)|prior art|literature review|state of the art|preliminaries"
)
INTRODUCTIONS = r"introduction|abstract|background|overview|summary|highlights"
METHODS = (
    r"methods?|materials?|methodology|experiment(?:s|al setup)?|related work|appendix|references"
    r"|acknowledge?ments?|detailed description|examples?"
)
CONCLUSIONS = r"conclusions?|concluding|summary|discussion|outlook|closing|results?"
"""Words of headings."""
