"""Parts of English words on either side of a hyphen. Data only.

They tell a compound (`price-determining`) from a word that was divided at a line end
(`coun-cil`).
"""

from __future__ import annotations

from summarize.nlp.english import words
from summarize.nlp.english.antonym_pairs import PARTICLES
from summarize.nlp.english.namesake_words import KIN, LENGTH_UNITS
from summarize.nlp.english.number_words import (
    DATE_NAMES,
    DAY_ADVERBS,
    NUMBER_WORDS,
    ORDINALS,
    RATE_PERIODS,
    SCALES,
    SHARES,
)

CLOSING_PREFIXES = words(
    """fore inter super trans counter some any every no de dis un re mis sub pro per with after con
    com im ir il en em be al ab ad as a e i o"""
).union(PARTICLES - {"even", "like"})
"""First parts that grow together with the next, though some are words: `under-stand`."""

OPEN_PREFIXES = words(
    """self well ill half ex all quasi semi anti non much so ever then long short high low full part
    cross hundred mid vice single double triple multi post pre pro open close hard soft fast
    slow early late old new big small deep thick thin wide narrow left right north south east
    west red blue green black white dark light hand home time price cost world state market
    record energy water land age decision data user oil gas coal solar wind car air sea blood
    drug gun tax job life bread top best better ready free mile metre meter foot inch pound
    dollar euro ton tonne acre person man woman story storey page seat room bed point party
    county city town editor attorney commander secretary runner passer follow check make take
    break start clean sign lay face heart mind eye ear head power fuel child family government
    company industry bank interest debt loan profit loss growth risk labour labor trade health
    carbon climate"""
).union(NUMBER_WORDS.keys(), ORDINALS.keys(), RATE_PERIODS, KIN)
"""First parts that keep their hyphen, before a part that is a word of its own."""

SECOND_PARTS = words(
    """years months weeks hours minutes inch inches pound pounds acre acres ton tons tonne tonnes
    storey story bed bedroom seat dollar million billion percent cent degree page volume part
    wide based old term terms free like style led level levels size sized made known driven
    related sponsored owned looking class rate rated backed funded run held born built bound
    friendly proof effective efficient sensitive intensive specific dependent independent
    oriented orientated dominated controlled generated produced elected appointed paid priced
    growing lasting standing running making taking determining leading breaking winning
    speaking changing saving building setting raising cutting sharing keeping giving seeking
    finding reaching ranging moving selling buying paying working living eating loving wearing
    carrying bearing producing consuming using owning generating driving boggling threatening
    reducing increasing lowering enhancing limiting worthy minded hearted handed headed eyed
    faced haired legged sided edged bodied called educated informed established developed
    designed equipped trained prepared organised organized protected respected deserved
    deserving earned hit stricken torn prone poor rich heavy light high low deep long short
    round wing winger wingers scale profile quality price prices cost income risk tech carbon
    emission emissions energy speed fat sugar skilled edge range distance haul stay state
    sector government president chairman minister director elect general law chief colonel up
    off in date end school college generation hundred thousand aged"""
).union(NUMBER_WORDS.keys(), ORDINALS.keys(), SHARES.keys(), RATE_PERIODS, LENGTH_UNITS)
"""Second parts of compounds, which are the end of hardly any divided word: `EU-wide`."""

WORD_ENDS = words(
    """tion tions sion sions ment ments ness ing ings ed er ers or ors ity ities ty ly ally able
    ible al als ence ences ance ances ent ents ant ants ic ics ical ism ist ists ive ives ize ise
    izing ising ized ised ful less ous ious eous ary ery ory age ages ship ships hood dom ward
    wards cial tial cian cians cil cils lion lions ple ples tle tles ble bles gle dle cle cles
    tor tors ter ters ber bers ger gers der ders ture tures sure ure ate ated ating ates ator
    tive tives sive ting ning ring ling ding ging king ping bing ming sing ving zing ted ded led
    ned ged red sed ved ced day days ing's tic tics nal nals ral rals tal tals lar lars dent
    dents gent gents tant tants cy cies gy gies ry ries ny nies ty's tory tories sary nary
    rity rities sity sities vity nity nities lity lities pany panies tary mer mers per pers sen
    son sons ton land lands ley ford ham burg berg man men ish ion ions ian ians"""
)
"""Syllables that end words and are hardly ever the second part of a compound."""

SINGLE_WORDS = words(
    """nationwide worldwide statewide midnight midday lifestyle boyfriend girlfriend viewpoint
    checkpoint heartland homeland playoff takeoff layoff standoff kickoff elsewhere likewise
    otherwise unlikely meantime bedroom classroom background newborn airborne stronghold
    household football netball baseball threshold pickup setup makeup lineup startup backup
    buildup roundup wingspan waterproof fireproof foolproof percent handheld firstborn"""
).union(DATE_NAMES, DAY_ADVERBS, SCALES.keys())
"""Words written as one though both parts are words: `Mon-day`, `mil-lion`, `nation-wide`."""
