"""English words whose forms no stemmer brings together. Data only.

`_VERBS` has verbs and their irregular forms, `_NOUNS` nouns and their plurals. A form that is
also another word's ("lay", "wound") is left out.
"""

from __future__ import annotations

from summarize.nlp.english import first_forms, function_words, words
from summarize.nlp.english.number_words import DAY_ADVERBS, TIME_MODIFIERS, WEEKDAYS

_VERBS = first_forms(
    """
    arise arose arisen | awake awoke awoken | be am is are was were been | beat beaten | become
    became | begin began begun | bend bent | bite bit bitten | blow blew blown | break broke
    broken | bring brought | build built | burn burnt | buy bought | catch caught | choose chose
    chosen | come came | deal dealt | dig dug | do did done | draw drew drawn | dream dreamt |
    drink drank drunk | drive drove driven | eat ate eaten | fall fell fallen | feed fed | feel
    felt | fight fought | find found | flee fled | fly flew flown | forbid forbade forbidden |
    forget forgot forgotten | forgive forgave forgiven | freeze froze frozen | get got gotten |
    give gave given | go goes went gone | grow grew grown | hang hung | have has had | hear heard
    | hide hid hidden | hold held | keep kept | kneel knelt | know knew known | lay laid | lead
    led | learn learnt | leave left | lend lent | light lit | lose lost | make made | mean meant |
    meet met | mistake mistook mistaken | overcome overcame | overtake overtook overtaken | pay
    paid | prove proven | ride rode ridden | ring rang rung | rise rose risen | run ran | say says
    said | see saw seen | seek sought | sell sold | send sent | shake shook shaken | shine shone |
    shoot shot | show shown | shrink shrank shrunk | sing sang sung | sink sank sunk | sit sat |
    sleep slept | slide slid | speak spoke spoken | spend spent | spring sprang sprung | stand
    stood | steal stole stolen | stick stuck | strike struck stricken | swear swore sworn | sweep
    swept | swim swam swum | swing swung | take took taken | teach taught | tear tore torn | tell
    told | think thought | throw threw thrown | undergo underwent undergone | understand
    understood | undertake undertook undertaken | wake woke woken | wear wore worn | weave wove
    woven | weep wept | win won | withdraw withdrew withdrawn | write wrote written | befall
    befell befallen | bind bound | bleed bled | breed bred | cling clung | creep crept | dwell
    dwelt | fling flung | foresee foresaw foreseen | lean leant | leap leapt | mislead misled |
    misunderstand misunderstood | mow mown | outgrow outgrew outgrown | oversee oversaw overseen |
    overthrow overthrew overthrown | rebuild rebuilt | redo redid redone | repay repaid | resell
    resold | retake retook retaken | rewrite rewrote rewritten | sew sewn | shear shorn | sling
    slung | smell smelt | sow sown | speed sped | spell spelt | spill spilt | spin spun | spit
    spat | spoil spoilt | sting stung | stink stank stunk | stride strode | string strung | strive
    strove striven | swell swollen | tread trod trodden | undo undid undone | uphold upheld |
    withhold withheld | withstand withstood | wring wrung
    """
)

_NOUNS = first_forms(
    """
    analysis analyses | calf calves | child children | crisis crises | foot feet | goose geese |
    half halves | knife knives | leaf leaves | life lives | loaf loaves | man men | mouse mice |
    ox oxen | person people | shelf shelves | thief thieves | tooth teeth | wife wives |
    wolf wolves | woman women | policeman policemen | policewoman policewomen |
    fisherman fishermen | spokesman spokesmen | businessman businessmen | fireman firemen
    """
)

NOUN_FORMS = frozenset(_NOUNS)
"""Nouns whose plural is another word, in both forms: "man", "men"."""

LEMMAS = _NOUNS | _VERBS
"""Every form, the first one too -> the first: `"sank" -> "sink"`."""

# The past of these is like their base form.
INVARIABLE_VERBS = words(
    """cut hit hurt let put set shut split spread cost read beat burst bet bid broadcast cast
    forecast quit rid slit thrust upset"""
)
# Past tenses and participles that do not end in "ed".
PAST_FORMS = (
    frozenset(form for form, first in _VERBS.items() if form != first)
    - (function_words.BE_FORMS | words("has had did done says goes"))
) | INVARIABLE_VERBS

# The participles among them that an article often has in the passive.
IRREGULAR_PARTICIPLES = words(
    """shot held kept sold lost found beaten hit cut sent told given taken seen made paid built
    known won hurt left met led fought caught bought brought taught stolen driven"""
)

# Ends like a verb's past, but is none.
ED_NON_VERBS = words(
    """hundred red bed shed need speed feed seed deed breed greed indeed wed sacred kindred naked
    wicked rugged beloved bleed weed reed creed steed embed united"""
)
# Ends like a participle, but is none.
_ING_NOUNS = words(
    """thing something nothing anything everything morning evening king ring wing spring string
    during ceiling wedding beijing"""
)
AMBIGUOUS_ING_FORMS = words("building meeting")
ING_NON_VERBS = _ING_NOUNS | AMBIGUOUS_ING_FORMS
"""Those that are hardly ever verbs: "the building", but "is building"."""

# Behind a noun these do not go on with it, as "tests" does in "the curriculum tests".
NON_NOUNS = (
    DAY_ADVERBS
    | TIME_MODIFIERS
    | WEEKDAYS
    | (function_words.MODAL_VERBS - {"ought"})
    | function_words.ADVERBIAL_CONJUNCTIONS
    | (function_words.SUBORDINATING_CONJUNCTIONS - {"whilst"})
    | function_words.CONTENTFUL_PREPOSITIONS
    | (function_words.SEQUENCE_ADVERBS - {"also"})
    | words(
        """early late alongside till unless except than so ago twice again soon here there together
        alone away back off down up out ahead both all each several some many more less most least
        first himself herself itself themselves including according amid beyond beneath beside
        besides above below inside outside throughout within too well apart"""
    )
)
