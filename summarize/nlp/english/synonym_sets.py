"""English synonyms: words and phrases that say the same in any sentence. Data only.

Only what can always be exchanged is here, or has its other senses in `OTHER_SENSES`. "Vehicle"
for "car" is right and "car" for "vehicle" is not, so such pairs are in `HYPERNYMS`, which is used
in one direction.
"""

from __future__ import annotations

from summarize.nlp.english import flagged_words, phrase_groups, words

# Words of one group say the same; ";" divides the groups. Inflected forms are found by their stem.
SYNONYMS = tuple(
    frozenset(group.split())
    for group in """
    buy purchase ; begin start commence ; child kid ; film movie ; policeman cop ;
    hospitalise hospitalize ; firm company ; receive get ; assist help ; influence impact effect ;
    approximately roughly ; allow permit let ; finish complete ; require need ;
    lady woman ; build construct ; demonstrate show ; attempt try ; obtain get ;
    possible potential ; study research ; investigation probe inquiry enquiry ; vacation holiday ;
    automobile car ; autumn fall ; aircraft aeroplane airplane plane ; lawyer attorney ;
    physician doctor ; pupil schoolchild ; crash collision ; blaze fire ; photo photograph picture ;
    advert advertisement ad ; programme program ; mum mom mother ; dad father ; gran grandmother ;
    huge enormous ; rapidly quickly ; kind sort type ; rise increase ; fall decrease drop decline ;
    answer reply ; select choose ; analyse analyze ; organise organize ; recognise recognize ;
    realise realize ; colour color ; favour favor ; favourite favorite ; centre center ;
    theatre theater ; harbour harbor ; labour labor ; neighbour neighbor ; licence license ;
    defence defense ; offence offense ; travelling traveling ; metre meter ; litre liter ;
    kilometre kilometer ; grey gray ; jewellery jewelry ; upload post ; tv television ;
    percentage proportion ; currently now presently ; previously earlier formerly ;
    frequently often ; numerous many ; entire whole
    """.split(";")
)

# Words that say something else behind the first words or before the second: "a film on the water".
OTHER_SENSES = {
    "film": (words("thin plastic cling oily protective greasy"), words("of on over")),
    "company": (
        words("theatre theater theatrical dance ballet opera drama touring acting infantry rifle"),
        frozenset[str](),
    ),
}
# Phrases of one group say the same: words as tokens have them, "|" between the phrases.
SYNONYMOUS_PHRASES = phrase_groups(
    """
    passed away | passes away | died | dies ; due to | because of | owing to | as a result of ;
    prior to | before ; following | after ; as well as | and | along with | together with ;
    in order to | to ; united states | us | usa | united states of america | america ;
    united kingdom | uk | britain | great britain ; european union | eu ; united nations | un ;
    per year | a year | annually | each year | every year ;
    per month | a month | monthly | each month ; per week | a week | weekly | each week ;
    per day | a day | daily | each day ; set up | established | founded ;
    took part in | participated in ; takes part in | participates in ; put off | postponed ;
    called off | cancelled | canceled ; carried out | conducted ; pointed out | noted ;
    in addition | also | additionally ; for example | for instance ; police officers | police ;
    a number of | several ; the majority of | most of ; at present | currently | now ;
    at the moment | currently | now ; next to | beside ; despite | in spite of ; until | till ;
    although | though ; while | whilst
    """
)

# The same before a figure only: "over 100" is "more than 100", "over the sea" is not.
BOUND_SYNONYMS = phrase_groups(
    """
    more than | over | in excess of | upwards of ; less than | under | below | fewer than ;
    roughly | approximately ; nearly | almost | close to ;
    up to | as many as | as much as
    """
)

# What a statement may say for a narrower word of the article, never the other way round.
HYPERNYMS = flagged_words(
    """
vehicle: car van lorry truck bus taxi motorbike motorcycle
boat: ferry dinghy yacht canoe trawler
animal: dog cat horse cow sheep pig
injure: wound
"""
)

# "Kim met Lee" and "Lee met Kim" say the same.
RECIPROCAL_VERBS = words("meet met marri married divorc")

# Words that a statement may add without saying more.
EMPTY_ADVERBS = words("additionally notably")

# Beside a sentence in the present tense these say nothing more either.
PRESENT_TIME_ADVERBS = words("currently presently")

# Behind these a "by" says where: "seated by the minister". As stems.
PLACING_VERBS = words("anchor buri camp lay leave moor park pitch place put seat sit stand station")
# Of these anything with an article is the agent: "followed by a reception". As stems.
SEQUENCE_VERBS = words("follow preced succeed")
# What only an institution does, not its building: "paid by the bank". As stems.
INSTITUTION_VERBS = words("award employ fine fund grant lend own owe pay")
# What one discusses, shows or promises has a time of its own: "promised a tram in 2030". As stems.
SUBJECT_MATTER_VERBS = words(
    """accus analys analyz assess await blame celebr chronicl commemor condemn critic criticis
    debat defend demand depict describ discuss document dramat dramatis envisag examin
    expect explain film forecast forese foresee honor honour investig lament mark mention
    mourn plan portray prais predict promis propos recal reconstruct recreat regret rememb
    request research review schedul show studi thank trace"""
)
# Something happens in these; nobody wears them: "in the final", not "in the red hat".
EVENT_NOUNS = words(
    """battle championship contest debate election final finals game match race round
    semi-final semifinal tournament trial vote war"""
)

# Behind "to" stands what the patient is to do, not the agent: "was told to leave". As stems.
OBJECT_CONTROL_VERBS = words(
    """advis allow ask command encourag forbid forc instruct invit oblig order permit persuad requir
    tell urg warn"""
)
# May have a second object: "was lent the money". As stems.
DITRANSITIVE_VERBS = words("award give grant hand lend offer pay sell send show teach tell")

# Say in which state somebody did it, or that nobody else did: "met him drunk", "went in alone".
DEPICTIVES = words(
    """alive alone asleep barefoot dead drunk herself himself hungry ill itself naked
    sick sober themselves tired together unarmed wounded"""
)
