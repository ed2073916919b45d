"""Words and their opposites: `one/other`, both ways, matched as whole words in small letters."""

from __future__ import annotations

import re
from itertools import chain

PAIRS = """
increased/decreased increase/decrease increases/decreases increasing/decreasing rose/fell
risen/fallen rise/fall rises/falls rising/falling climbed/dropped grew/shrank grow/shrink
growing/shrinking soared/plunged surged/slumped gained/lost  doubled/halved
raised/lowered raising/lowering higher/lower highest/lowest high/low more/fewer more/less
larger/smaller largest/smallest bigger/smaller biggest/smallest longer/shorter longest/shortest
older/younger oldest/youngest faster/slower fastest/slowest better/worse best/worst stronger/weaker
strongest/weakest strong/weak richer/poorer wealthy/poor cheaper/dearer cheap/expensive
warmer/colder hotter/colder hot/cold deeper/shallower wider/narrower
nearest/farthest before/after earlier/later early/late first/last above/below inside/outside up/down
upwards/downwards won/lost win/lose wins/loses winning/losing winner/loser winners/losers
victory/defeat beat/lost-to opened/closed opens/closes accepted/rejected accept/reject
accepts/rejects approved/rejected approve/reject backed/opposed supported/opposed supports/opposes
supporting/opposing supporters/opponents agreed/refused agrees/refuses bought/sold buy/sell
buying/selling buyer/seller buyers/sellers started/stopped starting/stopping began/ended
begins/ends joined/left joining/leaving arrived/departed succeeded/failed success/failure
successful/unsuccessful passed/failed guilty/innocent convicted/acquitted alive/dead
included/excluded include/exclude including/excluding loved/hated love/hate loves/hates
praised/criticised likely/unlikely able/unable possible/impossible legal/illegal legally/illegally
happy/unhappy popular/unpopular fair/unfair healthy/unhealthy aware/unaware safe/dangerous
easy/difficult easier/harder positive/negative good/bad improved/worsened improve/worsen
improving/worsening strengthened/weakened strengthen/weaken expanded/shrunk extended/shortened
extend/shorten remembered/forgot remember/forget always/never often/rarely usually/rarely
frequently/rarely quickly/slowly most/least majority/minority maximum/minimum many/few profit/loss
profits/losses major/minor northern/southern eastern/western north/south east/west top/bottom
upper/lower added/removed ahead-of/behind encouraged/discouraged admitted/denied confirmed/denied
advantage/disadvantage optimistic/pessimistic hired/fired appointed/dismissed import/export
imports/exports borrowed/lent male/female men/women man/woman boys/girls boy/girl husband/wife
father/mother son/daughter sons/daughters brother/sister friend/enemy friends/enemies same/different
similar/different temporary/permanent temporarily/permanently voluntary/compulsory senior/junior
rural/urban modern/ancient domestic/foreign correct/incorrect increase/reduce increased/reduced
reducing/increasing launched/cancelled for/against over/under visible/invisible directly/indirectly
accelerated/slowed worst/best home/away in-favour-of/against buys/sells sale/purchase
supportive/critical confident/doubtful doubled/halved
"""

# Patterns a line: the word that they are about, and where it stands, `@` before it. In them,
# BE, NUM, PRO and NP stand for what `_SHORTHANDS` says. Several lines are alternatives.
_SHORTHANDS = {
    "BE": "(?:is|are|was|were|be|been)",
    "NUM": r"(?:\d|[£$€])",
    "PRO": r"(?:\b(?:he|she|they|it|we|who|which|I)(?: has| have| had)?|[A-Z]\w+)",
    "NP": "(?:the |an? |his |her |their |[A-Z][a-z])",
    "LEVEL": "(?:levels?|rates?|prices?|numbers?|quality|speeds?|costs?)",
    "TIME": r"(?:years?|months?|weeks?|days?|hours?|minutes?|moments?)",
}
# Where alone a word is put in its opposite.
_ONLY = r"""
up           (?:was|were|went|is|are|gone|moved) @up (?:by |from |to |almost |nearly |about )?NUM
down         (?:was|were|went|is|are|gone|moved) @down (?:by |from |to |almost |nearly |about )?NUM
over         @over NUM
under        @under NUM
for          \bvot\w+ @for\b
against      \bvot\w+ @against\b
home         \b(?:the|a|their|his) @home (?:win|side|game|match|defeat|team|leg)\b
away         \b(?:the|a|their|his) @away (?:win|side|game|match|defeat|team|leg)\b
agreed       @agreed to [a-z]+\b
refused      @refused to [a-z]+\b
agrees       @agrees to
refuses      @refuses to
started      @started \w+ing\b
stopped      \b(?:he|she|they|it|who|has|have) @stopped \w+ing\b
starting     @starting \w+ing
stopping     @stopping \w+ing
began        @began (?:in|on|at|with|last)\b
ended        @ended (?:in|on|at|with|last)\b
begins       @begins (?:in|on|at|with)\b
ends         @ends (?:in|on|at|with)\b
succeeded    @succeeded in\b
left         PRO @left NP
joined       @joined NP
joining      @joining NP
leaving      @leaving NP
rose         @rose (?:by|from|sharply|slightly|NUM)
fell         @fell (?:by|sharply|slightly|from \d|NUM)
rise         \b(?:to|will|the|a|\d%) @rise (?:in|by|of)\b
fall         \b(?:to|will|the|a|\d%) @fall (?:in|by|of)\b
dropped      @dropped (?:by|from|to) NUM
climbed      @climbed (?:by|from|to) NUM
increase     \b(?:to|will|could|would|may) @increase\b
reduce       \b(?:to|will|could|would|may) @reduce\b
reduced      \b(?:has|have|had|BE) @reduced
slowed       \b(?:has|have|had) @slowed
north        \b(?:in the|to the|miles|just) @north\b
south        \b(?:in the|to the|miles|just) @south\b
east         \b(?:in the|to the|miles|just) @east\b
west         \b(?:in the|to the|miles|just) @west\b
top          \bthe @top of\b
bottom       \bthe @bottom of\b
behind       \b(?:points?|seconds?|strokes?|shots?|places?) @behind\b
added        \bBE @added to\b
removed      \bBE @removed from\b
denied       PRO @denied (?:that\b|[a-z]+ing\b)
admitted     @admitted (?:that\b|[a-z]+ing\b)
confirmed    @confirmed that\b
passed       @passed (?:a|his|her|their) (?:test|exam|driving|medical)
backed       PRO @backed NP
supported    @supported (?:by )?NP
love         \b(?:I|we|they|who|people|you|to) @love\b
hate         \b(?:I|we|they|who|people|you) @hate\b
same         \bthe @same \w+ (?:as|in|at|on)\b
different    \ba @different|@different from
lost         @lost (?:to|the|a|by|against|three|two|four|five|six|\d)\b
beat         @beat [A-Z]
sale         \bthe @sale of
purchase     \bthe @purchase of
launched     \bBE @launched
cancelled    \bBE @cancelled
high         \b(?:BE|very|too|so) @high\b(?! up)|@high LEVEL
low          \b(?:BE|very|too|so) @low\b|@low LEVEL
likely       \bBE @likely to
able         @able to
early        @early (?:in|on|morning|stage|\w+day|hours)
late         @late (?:in|on \w+day|stage)|\btoo @late\b
loss         \b(?:pre-tax|net|annual|quarterly) @loss\b
safe         \b(?:BE|a|very) @safe\b
good         \b(?:BE|very|a) @good (?!at|for|luck|morning|friend|news|deal|enough)
better       \b(?:BE|a|much) @better\b(?! (?:known|off|be))
strong       @strong (?!enough)
more         (?<!or )@more (?!than\b|or less|and more|likely|recent|specifically|about|of\b)[a-z]+
less         (?<!or )@less [a-z]+(?<!than)\b
fewer        @fewer (?!than)
few          @few (?!of|TIME|more|times)[a-z]+s\b
most         \bthe @most [a-z]+(?:ed|ing|ful|ous|ive|al|ant|ent|ble|ic)\b
least        \bthe @least [a-z]+
fired        \bBE @fired (?:as|by|from|after|for)\b
dismissed    \bBE @dismissed (?:by|from|after|for)\b
dead         \b(?:BE|found) @dead\b
"""
# Where a word is left alone.
_NEVER = r"""
first        \b(?:at|\w+day|to|from the|half|and) @first\b|, @first\b
first        @first(?:,| (?:name|place|aid|of all|\w+ TIME|lady|minister|time|half|ever|and|class))
first        @first (?:team|degree|responder)
last         \bat @last|@last (?:night|summer|winter|spring|autumn|season|\w+day|time|few|couple)
last         @last (?:minute|TIME|\w+ TIME|\w+ (?:seasons|games)|decade|hour|resort|century|\w+ber)
last         @last (?:January|February|March|April|May|June|July|August)
best         \b(?:at|his|her|their|its|do|as|my|try|very|second) @best\b
best         @best (?:known|of|friend|man|interests|practice|for|to|way)
worst        \bat @worst
before       \b(?:never|ever|the \w+|\w+day|long|just|shortly|soon|and|as) @before
before       \b(?:seen|even|TIME|times?) @before
after        \b(?:soon|look|looks|looked|looking|named|shortly|straight|ever|time|one|just) @after
after        \b(?:immediately|right|called|go|went|all|even|comes?|and|sought|TIME) @after\b
later        \b(?:sooner or|or|no) @later
earlier      @earlier(?: this|,)|\bno @earlier
opened       @opened (?:fire|up|the scoring|with|to|his|her)
closed       @closed (?:in|up|down|with)
won          @won (?:over|back)
win          @win over
man          \bone @man|@man (?:of|in|up)
hot          @hot (?:dog|spot|water)
cold         @cold (?:war|case|water)
many         \b(?:so|as|too|how) @many|@many (?:of|a|as|more|years|other)|@many(?! [a-z]+s\b)
friend       \b(?:best|girl|boy|close) @friend
friends      \b(?:with|best|close|and) @friends
include      \b(?:victims|others|features|examples) @include
including    \b[a-z]+, @including
brother      @brother and
above        \bfrom @above|@above all|@above,
inside       @inside (?:of|out)
remember     @remember (?:that|when|how|him|her)
longer       \b(?:no|any) @longer
lower        \bthe @lower
upper        \bthe @upper
profit       \bnon @profit
losses       \bjob @losses
never        \b(?:had|has|have|will|would|could|can|that|is|was) @never
always       \b(?:not|n't) @always
impossible   \b(?:almost|nearly) @impossible
possible     \b(?:as|if|all|every|the|best|a|where|whenever) @possible
major        @major (?:general|league)
poor         \bthe @poor\b
similar      @similar to
innocent     @innocent (?:people|victims)
loved        @loved ones?|\bwell @loved
fair         @fair enough
"""


def _patterns(lines: str) -> dict[str, re.Pattern[str]]:
    found: dict[str, list[str]] = {}
    for line in lines.strip().splitlines():
        word, pattern = line.split(maxsplit=1)
        for short, long in _SHORTHANDS.items():
            pattern = pattern.replace(short, long)
        found.setdefault(word, []).append(pattern)
    return {word: re.compile("|".join(patterns)) for word, patterns in found.items()}


ONLY_WHERE = _patterns(_ONLY)
NEVER_WHERE = _patterns(_NEVER)


def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    halves = [pair.replace("-", " ").split("/") for pair in PAIRS.split()]
    for left, right in chain(halves, ([b, a] for a, b in halves)):
        if right not in table.setdefault(left, []):
            table[left].append(right)
    return table


OPPOSITES = _table()
