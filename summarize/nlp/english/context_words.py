"""English words by which a sentence leans on others: times, nouns, metrics. Data only."""

from __future__ import annotations

from summarize.nlp.english import words
from summarize.nlp.english.function_words import (
    ARTICLES,
    AUTHORS,
    POSSESSIVE_DETERMINERS,
    PREPOSITIONS,
    RELATIVE_CLAUSE_OPENERS,
    RELATIVE_PRONOUNS,
)
from summarize.nlp.english.number_words import CALENDAR_NAMES, CALENDAR_PERIODS, RATE_PERIODS

# "The" before these introduces nothing: everybody knows which one is meant.
SELF_EVIDENT_NOUNS = (
    CALENDAR_PERIODS
    | RATE_PERIODS
    | words(
        """world country countries nation government state public police army military president
        premier minister parliament congress senate house court courts king queen pope church
        media press internet web market markets economy industry weather sun moon earth sea sky
        air ground ocean past present future end beginning start rest way fact number amount rate
        majority minority kind sort type case time times days nights weeks months years
        century season quarter period moment hours minutes first second last next same other
        others latter former most least only best worst latest whole entire left right north south
        east west middle top bottom front back side centre center inside outside city town area
        region part parts people men women children law truth point idea need use value level
        result results data model models method methods approach problem problems paper study work
        section table figure appendix invention embodiment following above"""
    )
)
# "The" or "this" before these means what was just told, with another word.
RESUMPTIVE_NOUNS = words(
    """incident decision move news discovery case event accident attack plan plans proposal
    change changes ruling victim victims suspect suspects defendant accused pair duo trio couple
    agency bill measure measures deal agreement announcement statement comments remarks
    findings allegations claims charges complaint dispute row clash crash blaze fire shooting
    killing murder death deaths victory defeat win loss losses closure verdict sentence protest
    protests vote scheme project programme program initiative operation investigation inquiry
    probe report document documents letter video clip footage picture image photo photograph
    increase decrease decline rise fall drop reduction growth gain transaction acquisition merger
    divestiture route bridge building facility restrictions rules policy requirement requirements
    recommendation recommendations problem issue controversy scandal crisis debate furore ordeal
    crime newspaper station broadcaster magazine device reconstruction outcry tragedy stunt"""
)
# Nobody else's time: "this week" is understood by the day of publication.
DEICTIC_TIMES = (
    CALENDAR_NAMES
    | (CALENDAR_PERIODS | RATE_PERIODS) - {"day", "hour", "minute"}
    | {"season", "quarter", "time", "today"}
)
# "This paper" is the document itself.
SELF_REFERENCES = words(
    """paper article study report work thesis document invention disclosure application
    embodiment section chapter review survey country world one"""
)
# Even at the beginning of a sentence; "this study" may be one that the document cites.
OWN_DOCUMENT = SELF_REFERENCES - {
    *("study", "work", "application", "embodiment", "section"),
    *("chapter", "survey", "country", "world", "one"),
}
# Behind a noun these say which one is meant.
RESTRICTORS = RELATIVE_PRONOUNS | RELATIVE_CLAUSE_OPENERS | {"of", "between", "when"}
RESTRICTING_PREPOSITIONS = PREPOSITIONS - {"of"}
# Nouns of a measured business, and of what a segment or a region has of its own.
METRIC_NOUNS = words(
    """revenue revenues sales margin margins orders backlog income earnings profit profits loss
    losses ebit ebita ebitda growth volume volumes price prices pricing costs cost expenses
    production output demand turnover receipts shipments deliveries bookings cash capex spending
    expenditure headcount traffic occupancy yield yields"""
)
# A figure of a company is its own beside one of these.
OWNERS = AUTHORS | words("company corporation firm group")
# A sentence with one of these speaks of all, or says itself of whom.
WHOLE_COMPANY = words(
    "total overall consolidated company group companywide corporate enterprise entire"
)
CHANGES_OF_METRICS = words(
    """improved declined increased decreased grew rose fell expanded contracted accelerated doubled
    slowed dropped weakened strengthened"""
)
EXPECTATIONS = words(
    """expect expects expected forecast forecasts forecasted projected estimated anticipate
    anticipates anticipated predicted planned guidance guided initially originally earlier
    first previously reported put hoped aimed believed thought"""
)
REPLACEMENTS = words("now revised instead later raised lowered corrected updated actually since")
REVISIONS = words(
    "revised raised lowered cut corrected updated downgraded upgraded reduced increased"
)
# Degrees: what is "longer" is longer than something.
COMPARATIVES = words(
    """longer shorter higher lower greater smaller larger bigger worse better fewer less more older
    younger newer faster slower stronger weaker cheaper dearer closer wider narrower deeper quicker
    harder softer lighter heavier darker cleaner safer richer poorer hotter colder warmer quieter
    louder easier tougher rougher thicker thinner"""
)
# A sentence that ends with one of these was cut off.
NEVER_LAST = (
    ARTICLES
    | POSSESSIVE_DETERMINERS - {"his", "her"}
    | words("and or but than because whose if including")
)
