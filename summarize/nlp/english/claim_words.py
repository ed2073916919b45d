"""English words and phrases of sentences that say little by themselves. Data only."""

from __future__ import annotations

from summarize.nlp.english import words

# In somebody's words these tell how the speaker feels, not what is the case.
FEELINGS = words(
    """grateful thankful thank thanks proud delighted thrilled pleased honoured honored glad happy
    sad sorry heartbroken devastated gutted shocked stunned horrified disgusted excited amazing
    amazed fantastic brilliant incredible unbelievable awesome wonderful lovely terrible awful
    appalling horrific tragic dream hope hoping hopefully love loved prayers thoughts pray praying
    proudest happiest luckiest lucky blessed privilege joy enjoy enjoyed enjoying emotional upset
    tears fun nice great"""
)
# What a body does in a scene: "June glanced away".
GESTURES = "|".join(
    (
        r"(?:glanc|smil|star|gaz|chuckl|giggl|winc|trembl)(?:ed|es|ing)",
        r"(?:stagger|whirl|trot|crouch|stalk|sprawl|mutter|murmur|whisper|squint|gasp|groan|grunt"
        r"|scowl|smirk|snort|clutch|tug)(?:g?ed|t?ed|s|g?ing|t?ing)",
        r"(?:sigh|frown|blink|shudder|shrug|nod|grin)(?:g?ed|d?ed|n?ed|s)",
        r"look(?:ed|s) (?:away|up|down|around|round|over|back|out|at (?:him|her|them|me|it))",
        r"turn(?:ed|s) (?:away|around|back to|towards?|his|her)",
        r"stepp?(?:ed|s) (?:closer|back|forward|towards?|inside|aside)",
        r"s(?:at|its) (?:down|back|up|still|there)",
        r"st(?:ood|ands) (?:up|there|looking|waiting|watching)",
        r"lean(?:ed|s) (?:back|over|forward|against|in|out)",
        r"(?:said|asked|answered|replied) (?:softly|quietly|slowly|gently|hastily|sharply|dryly)",
    )
)
# The reader is addressed: an appeal to witnesses, a step of a proof, a pointer to the page.
ADDRESSES = "|".join(
    (
        r"(?:[Aa]nyone|[Aa]nybody|[Ww]itnesses|[Tt]hose) (?:with|who|wishing|wanting)\b.{0,80}"
        r"\b(?:contact|call|phone|ring|visit|e-?mail|urged|asked|apply)\b",
        r"(?:(?:[Pp]lease|[Tt]hen|[Nn]ow|[Ss]o|[Hh]ere|[Ff]irst),? )?"
        r"(?:[Nn]ote|[Aa]ssume|[Cc]onsider|[Ll]et|[Rr]ecall|[Ss]uppose|[Ss]ee|[Rr]emember"
        r"|[Ii]magine|[Cc]lick|[Ww]atch|[Rr]ead|[Vv]isit|[Ss]croll|[Tt]hink)"
        r" (?:that|how|the|an?|us|if|at|also|here|for|more|this|our|about|[a-z]+ :)\b",
    )
)
# These go on from what was said, or lead to what will be.
LINKS = (
    r"(?:[Ii]n other words|[Ii]n particular|[Ss]pecifically|[Ss]pecially|[Mm]oreover|[Ff]irstly"
    r"|[Ff]irst(?=,)"
    r"|[Oo]f course|[Ii]n fact|[Ii]ndeed|[Aa]nyway|[Nn]evertheless|[Ii]n short|[Tt]op of the list"
    r"|[Nn]ot even|[Nn]ever mind|[Aa]t least [A-Z]|[Bb]ack (?:in|at)|[Ww]ell|[Cc]ome the|[Oo]dd"
    r"|[Ww]hat[’']s (?:more|worse)|[Ww]hat an?|[Ll]ittle did|[Aa]s with"
    r"|[Tt]he (?:original|corresponding|following|above)(?= [a-z])|[Nn]ext (?:\w+ )?(?:point|step)"
    r"|[Tt]he (?:first|second|third|fourth)(?: and the \w+)? (?:groups?|terms?|cases?|types?"
    r"|options?|steps?|methods?|categor(?:y|ies)|points?|reasons?|questions?|problems?)"
    r"|[Ii]t is (?:also possible|another|a further))\b|[^,]{2,40}, however,"
)
# How somebody answers, or begins to speak.
REPLIES = (
    r"(?:[Nn]o|[Yy]es|[Yy]eah|[Yy]ep|[Aa]lright|[Aa]ll right|[Oo]h|[Oo]kay|OK|[Ss]o|[Bb]ut|[Aa]nd"
    r"|[Ww]ell|[Rr]ight|[Mm]aybe|[Hh]mm|[Uu]h|[Uu]m)\b"
)
# What a picture or a chart shows.
LEGENDS = (
    r".*\bpictured\b|(?:[Tt]he |[Tt]hese |[Aa]n? )?(?:\w+ )?"
    r"(?:bars?|curves?|arrows?|arrowheads?|lines?|colou?rs"
    r"|dots?|circles?|axis|axes|image|picture|photo(?:graph)?) (?:along|shows?|represents?"
    r"|indicates?|denotes?|marks?|demonstrates?)\b"
)
# What turns a story: "found" and "closed" are of scenes there.
TURNING_POINTS = words(
    """agreed announced arrested ordered killed died dead elected appointed resigned rejected
    discovered decided sentenced jailed murdered escaped married betrayed confessed admitted
    destroyed rescued saved exploded crashed landed stolen stole sold bought won lost
    revealed vanished disappeared drowned shot refused offered promised hired fired joined"""
)
# How something was set up, noted or defined, not what came of it: "Commas are used to indicate".
SETTINGS = "|".join(
    (
        r"(?:is|are|was|were) used (?:here )?to (?:indicate|denote|describe|refer|mean)",
        r"(?:was|were) (?:then |also |first )?(?:tested|made|prepared|performed|measured|determined"
        r"|incubated|purified|cultured|stained|weighed|mixed|added|carried out|conducted|collected"
        r"|obtained|recruited|assessed|evaluated|computed|calculated) (?:by|with|using|from|in|at"
        r"|on|according|as|for|to)",
        r"(?:was|were|is) (?:first |originally )?(?:introduced|proposed) (?:in|by)",
        r"(?:is|are|may be) (?:typically|generally|usually|preferably) (?:\w+ )?\d+",
        r"(?:in|as|see|by|of|with|use|apply|from|under) (?:Lemma|Theorem|Corollary|Proposition"
        r"|Definition|Assumption|Algorithm|Equation|Eqs?\.?) ?\(?\d+",
        r"(?:presented|shown|described|discussed|mentioned|defined|listed|given) (?:above|below"
        r"|earlier|previously)",
    )
)
# ... unless it tells what was seen.
FINDINGS = words(
    """found find finds show shows showed shown demonstrate demonstrates demonstrated reveal reveals
    revealed significantly better worse higher lower than more less fewer improved
    reduced increased decreased outperforms outperformed"""
)
# What stands under such a heading is known, or told before the matter.
BACKGROUND_HEADINGS = (
    r"\b(?:background|related work|prior art|previous work|preliminar(?:y|ies)|notations?"
    r"|nomenclature|definitions|terminology|literature|cross-references?)\b"
)
# What changes something: a decision, an event.
EVENTS = words(
    """agreed announced approved arrested charged convicted sentenced jailed ordered ruled killed
    died elected appointed signed sold bought launched closed opened banned won lost resigned
    rejected confirmed found discovered recommended decided increased decreased rose
    fell grew declined raised cut"""
)
