"""English numbers, units, money, dates and times. Data only."""

from __future__ import annotations

from summarize.nlp.english import first_forms, phrase_names, words
from summarize.nlp.english.function_words import BASIC_PREPOSITIONS, POSSESSIVE_DETERMINERS

NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000,
    "billion": 1_000_000_000, "trillion": 1_000_000_000_000, "k": 1_000, "m": 1_000_000,
    "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000, "lakh": 100_000,
    "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000, "cr": 10_000_000,
}  # fmt: skip

# These name no figure, but no two of them say the same.
VAGUE_NUMBERS = words("dozens hundreds thousands millions billions trillions")

_FIRST_TO_TWENTIETH = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
ORDINALS = {word: f"{place}th" for place, word in enumerate(_FIRST_TO_TWENTIETH.split(), 1)} | {
    "thirtieth": "30th"
}

# Parts of a whole by their denominators: "two thirds of" -> 66.6667 percent. "Half" needs no "a"
# before it; before any word but these no figure is meant that could be compared: "the half-time
# break".
SHARES = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
AFTER_HALF = (POSSESSIVE_DETERMINERS - {"my", "your"}) | {"the", "all"}

MONTHS_IN_ORDER = (
    "january february march april may june july august september october november december"
).split()
MONTH_NAMES = frozenset(MONTHS_IN_ORDER)

WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
DATE_NAMES = WEEKDAYS | MONTH_NAMES
# "Sun", "Sat", "Mon" and "Wed" are left alone: they mean other things, too.
DATE_ABBREVIATIONS = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june",
    "jul": "july", "aug": "august", "sep": "september", "sept": "september", "oct": "october",
    "nov": "november", "dec": "december", "tue": "tuesday", "tues": "tuesday", "weds": "wednesday",
    "thu": "thursday", "thur": "thursday", "thurs": "thursday", "fri": "friday",
}  # fmt: skip

# Capitalised in English, but no part of a name beside them: "On Tuesday Lee left".
CALENDAR_NAMES = DATE_NAMES | {"christmas", "easter"}

DAY_ADVERBS = words("yesterday today tonight tomorrow")
# "Last week" and its like need no preposition.
TIME_MODIFIERS = words("last next this earlier later")
# When it was said is no part of who said it.
TIME_ADVERBS = DAY_ADVERBS | TIME_MODIFIERS | WEEKDAYS | {"recently", "afterwards"}
# What a date says beside the names of days and months.
DATE_WORDS = (DAY_ADVERBS - {"tonight"}) | {"next", "last"}
CALENDAR_PERIODS = words(
    """day week month year night morning afternoon evening spring summer autumn winter weekend"""
)

# Signs that are words of their own: "5%" is "5 percent".
UNITS = {
    "%": "percent",
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "¥": "yen",
    "₹": "rupee",
} | {sign: sign for sign in "<>=≤≥≠±×÷+~°&#"}  # fmt: skip

# Dollars of other countries, as they are written before a figure.
DOLLARS = {
    "us$": "dollar", "a$": "a$", "au$": "a$", "c$": "c$", "ca$": "c$", "nz$": "nz$",
    "hk$": "hk$", "s$": "s$",
}  # fmt: skip

# Codes and abbreviations of money before a figure: "Rs 500", "USD 5m".
MONEY_CODES = {
    "rs": "rupee", "rs.": "rupee", "inr": "rupee", "usd": "dollar", "gbp": "pound", "eur": "euro",
    "jpy": "yen",
}  # fmt: skip

# Coming before a figure or after it: "£5", "5 pounds".
CURRENCIES = frozenset(["dollar", "pound", "euro", "yen", "rupee", *DOLLARS.values()])

# Beside one of these, pounds are no money.
WEIGHT_WORDS = words("weigh weighs weighed weighing weight weights heavy heavier lb lbs ounces kg")

# What is measured in, by its full name in the singular: other forms after a figure.
UNIT_NAMES = first_forms(
    """
    metre metres meter meters m | kilometre kilometres kilometer kilometers km kms |
    centimetre centimetres centimeter centimeters cm |
    millimetre millimetres millimeter millimeters mm | mile miles | yard yards yd yds |
    foot feet ft | inch inches | hectare hectares ha | acre acres | gram grams gramme grammes g |
    kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs | milligram milligrams mg |
    tonne tonnes | ton tons | ounce ounces oz | stone | lb lbs | litre litres liter liters |
    millilitre millilitres milliliter milliliters ml | gallon gallons | pint pints |
    barrel barrels | second seconds sec secs | minute minutes min mins | hour hours hr hrs |
    day days | night nights | week weeks wk wks | month months | year years yr yrs |
    decade decades | century centuries | degree degrees ° | celsius centigrade | fahrenheit | mph |
    kph kmh | knot knots | watt watts | kilowatt kilowatts kw | megawatt megawatts mw |
    gigawatt gigawatts gw | volt volts | byte bytes | megabyte megabytes mb |
    gigabyte gigabytes gb | terabyte terabytes tb | percent pc pct | percentage |
    dollar dollars usd | pound pounds gbp | euro euros eur | yen jpy | rupee rupees rs inr |
    cent cents | penny pence p | yuan renminbi | franc francs | krona kronor |
    ruble rubles rouble roubles | rand | peso pesos | dirham dirhams | riyal riyals |
    guinea guineas | pm | morning
    """
)

# Times of day that are words -> the half of the day whose twelve o'clock they are.
TWELVES = {"noon": "pm", "midday": "pm", "midnight": "morning"}

# Between one of these and a counted thing two numbers may stand: "by 5 100 people had come".
BEFORE_TWO_NUMBERS = (MONTH_NAMES | BASIC_PREPOSITIONS | {"before", "after", "until", "since"}) - {
    "for", "from",
} | words(
    """till aged age no number numbers room rooms page pages chapter section line lines table figure
    bus flight route road gate platform channel group"""
)  # fmt: skip

# Without a figure before them: "£300 a week" is not "£300 a day".
RATE_PERIODS = words("minute hour day week month year decade century")
# Beside a number these say when or how long, not how much.
TIME_NOUNS = words("time times later ago").union(
    *((period, f"{period}s") for period in RATE_PERIODS - {"century"} | {"second"})
)

# May come between a figure and its unit: "fourteen long weeks".
BEFORE_UNITS = words(
    """long more full further consecutive successive straight extra additional whole working
    short"""
)

# Several words that are one unit, in the names of `UNIT_NAMES`.
UNIT_PHRASES = phrase_names(
    {
        "mph": "mile per hour, mile an hour",
        "kph": "kilometre per hour, kilometre an hour, kilometre h",
        "percentage point": "percentage point, percentage points",
        "celsius": "degree celsius, degree c",
        "fahrenheit": "degree fahrenheit, degree f",
        "dollar": "us dollar, american dollar",
        "pound": "pound sterling",
    }
) | {
    phrase: f"{power} {name}"
    for power, sign in (("square", "^2"), ("cubic", "^3"))
    for name in "metre kilometre centimetre millimetre mile foot inch yard".split()
    for phrase in ((power, name), (name, sign))
}

# Before "100m" or behind it: metres, not millions.
LENGTHS = words(
    """long tall high deep wide away race sprint hurdles relay freestyle butterfly breaststroke
    backstroke dash swim runner sprinter hurdler champion event"""
)

# Distinguishes "aged 12" and "12-year-old" from other years.
AGED = "aged"

# The canonical word of each bound -> phrases before a figure that say the same.
_BOUND_PHRASES = {
    "roughly": "about, around, roughly, approximately, some, circa, an estimated",
    "nearly": "nearly, almost, close to, just under",
    "more": "over, more than, greater than, in excess of, upwards of, just over, well over",
    "less": "under, less than, fewer than, lower than",
    "least": "at least, no fewer than, no less than, not less than, a minimum of",
    "most": "at most, up to, no more than, not more than, a maximum of, as many as, as much as",
}
BOUND_PHRASES = phrase_names(_BOUND_PHRASES)

# Verbs whose preposition is no bound: "asked about three boats", "trained under four". As stems.
BOUND_GOVERNORS = {
    "about": words(
        """ask talk speak tell write wrote written think know knew learn hear heard read complain
        worri dream argu joke forget care brag lie sing sang tweet warn worry said say"""
    ),
    "around": words(
        "walk sail travel drive drove run ran fli fly flew cycl swim swam gather sat sit"
    ),
    "over": words(
        """talk argu fight fought quarrel mourn presid rule reign flew fli fly jump climb cri cry
        weep wept clash watch fell fall triumph trip stumbl disagre agonis agoniz dither"""
    ),
    "under": words("train live serv work studi play suffer labour labor sat sit pass swam"),
    "close": words("came come get got stay live stood stand move"),
    "up": words("climb went go gone come came walk drive drove give gave look own made make"),
}

# "More than 100" is no claim that there were 100.
BOUNDS = frozenset(_BOUND_PHRASES)
LOWER_BOUNDS, UPPER_BOUNDS = frozenset(["more", "least"]), frozenset(["less", "nearly", "most"])

# A number right behind one of these, or before it, is the point of a sentence.
QUANTITY_VERBS = words(
    """rose rise rises risen fell fall falls fallen grew grow grows grown increased increases
    decreased decreases dropped drops jumped climbed soared slumped cost costs paid pays pay
    totalled totaled amounted reached reaches exceeded raised earned spent spends sold bought worth
    valued weighs weighed killed injured employs employed accounts averaged averages generated
    produced invested contributed scored"""
)
