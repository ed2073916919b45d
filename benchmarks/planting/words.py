"""Words that tell persons and places, numbers and units: written for the planted lies alone."""

from __future__ import annotations

NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
NUMBER_VALUES = dict(zip(NUMBERS, [*range(2, 20), *range(20, 100, 10)], strict=True))
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December"
).split()

# Units of one sort: a quantity may be put in another unit of the same sort, and is then false.
UNITS = [
    group.split()
    for group in (
        "million billion trillion",
        "hundred thousand",
        "seconds minutes hours days weeks months years decades",
        "second minute hour day week month year decade",
        "metres kilometres miles yards feet inches centimetres",
        "meters kilometers miles yards feet inches centimeters",
        "metre kilometre mile yard foot inch",
        "meter kilometer mile yard foot inch",
        "grams kilograms tonnes ounces stone",
        "kg g tonnes",
        "km cm mm",
        "litres pints gallons",
        "acres hectares",
        "dollars pounds euros yen",
        "mph knots",
        "MW GW kW",
    )
]

FIRST_NAMES = frozenset(
    """Aaron Abdul Abigail Adam Adrian Ahmed Alan Albert Alec Alex Alexander Alexandra Alexis Alfred
    Ali Alice Alison Allan Allen Amanda Amy Ana Andre Andrea Andrew Andy Angela Anna Anne Annie
    Anthony Antonio Arthur Ashley Barack Barbara Barry Ben Benjamin Bernard Bernie Beth Betty Bill
    Billy Bob Boris Brad Bradley Brandon Brenda Brendan Brett Brian Bruce Bryan Cameron Carl Carla
    Carlos Carol Caroline Catherine Charles Charlie Charlotte Chelsea Cheryl Chloe Chris Christian
    Christina Christine Christopher Claire Clare Claudia Colin Connor Craig Cristiano Daisy Damian
    Dan Daniel Danielle Danny Darren Dave David Dean Deborah Dennis Derek Diana Diane Diego Don
    Donald Donna Dorothy Douglas Dylan Ed Eddie Edward Eleanor Elizabeth Ella Ellen Emily Emma Eric
    Erik Ethan Eva Evan Fiona Florence Frances Francis Frank Fred Gareth Gary Gavin Gemma Geoff
    Geoffrey George Gerald Gerard Gerry Glenn Gloria Gordon Grace Graeme Graham Grant Greg Gregory
    Guy Hannah Harold Harriet Harry Harvey Hassan Heather Helen Henry Hillary Holly Howard Hugh
    Hugo Ian Ibrahim Irene Isaac Isabel Ivan Jack Jackie Jackson Jacob Jake James Jamie Jan Jane
    Janet Jared Jasmine Jason Jay Jean Jeff Jeffrey Jennifer Jenny Jeremy Jerry Jesse Jessica Jill
    Jim Jimmy Jo Joan Joanna Joanne Joe Joel John Johnny Jon Jonathan Jordan Jorge Jose Joseph Josh
    Joshua Joy Juan Judith Judy Julia Julian Julie June Justin Karen Karl Kate Katherine Kathleen
    Kathryn Katie Keith Kelly Ken Kenneth Kerry Kevin Khalid Kim Kirsty Kris Kyle Lance Larry Laura
    Lauren Laurence Lawrence Leah Lee Leo Leon Leonard Lesley Leslie Lewis Liam Lily Linda Lindsay
    Lisa Liz Lloyd Logan Lorraine Louis Louise Lucas Lucy Luis Luke Lydia Lynn Madeleine Malcolm
    Manuel Marc Marco Marcus Margaret Maria Marie Mario Mark Martin Martha Mary Mathew Matt Matthew
    Maureen Max Megan Mel Melanie Melissa Mia Michael Michel Michelle Miguel Mike Mitchell Mohamed
    Mohammad Mohammed Molly Monica Muhammad Nancy Naomi Natalie Natasha Nathan Neil Niall Nicholas
    Nick Nicola Nicole Nigel Nina Noah Noel Norman Oliver Olivia Omar Oscar Owen Pamela Pat Patricia
    Patrick Paul Paula Pauline Pedro Peter Phil Philip Phillip Rachel Ralph Raymond Rebecca Ricardo
    Richard Rick Rickie Rob Robert Roberto Robin Rod Roger Ron Ronald Rory Rosa Rose Rosie Ross Roy
    Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Sergio Shane
    Shannon Sharon Shaun Sheila Shirley Sian Simon Sophia Sophie Stacey Stan Stephanie Stephen Steve
    Steven Stewart Stuart Sue Susan Suzanne Sylvia Tamara Tara Ted Terence Teresa Terry Theresa
    Thomas Tiffany Tim Timothy Tina Todd Tom Tommy Toni Tony Tracey Tracy Trevor Vanessa Vera
    Vernon Veronica Victor Victoria Vincent Vladimir Walter Wayne Wendy Will William Yvonne Zac
    Zoe""".split()
)  # fmt: skip
TITLES = frozenset("Mr Mrs Ms Miss Dr Sir Lord Lady Prof Professor Judge Senator Sen Rep".split())

COUNTRIES = frozenset(
    """Afghanistan Albania Algeria Argentina Australia Austria Bangladesh Belgium Bolivia Bosnia
    Brazil Bulgaria Cambodia Canada Chile China Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt
    Ethiopia Finland France Germany Ghana Greece Greenland Hungary Iceland India Indonesia Iran Iraq
    Ireland Israel Italy Jamaica Japan Jordan Kenya Kuwait Latvia Lebanon Libya Lithuania Malaysia
    Mali Malta Mexico Morocco Myanmar Nepal Netherlands Nigeria Norway Pakistan Panama Peru
    Philippines Poland Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore Slovakia
    Slovenia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tunisia Turkey
    Uganda Ukraine Uruguay Venezuela Vietnam Wales Scotland England Yemen Zambia Zimbabwe""".split()
)
CITIES = frozenset(
    """Aberdeen Adelaide Amsterdam Athens Atlanta Baghdad Baltimore Bangkok Barcelona Bath Beijing
    Belfast Berlin Birmingham Blackpool Bolton Boston Bournemouth Bradford Brighton Brisbane Bristol
    Brussels Budapest Burnley Cairo Calais Cambridge Canberra Cardiff Chicago Coventry Dallas
    Damascus Delhi Denver Derby Detroit Dortmund Dubai Dublin Dundee Durham Edinburgh Exeter
    Florence Geneva Glasgow Gloucester Hamburg Havana Houston Hull Inverness Ipswich Istanbul
    Jakarta Jerusalem Johannesburg Kabul Karachi Leeds Leicester Lisbon Liverpool London Luton
    Madrid Manchester Manila Marseille Melbourne Memphis Miami Milan Montreal Moscow Mumbai Munich
    Nairobi Naples Newcastle Norwich Nottingham Oslo Oxford Paris Perth Philadelphia Phoenix
    Plymouth Portsmouth Prague Preston Reading Rome Rotterdam Seattle Seoul Sheffield Southampton
    Stockholm Stoke Sunderland Swansea Sydney Tehran Tokyo Toronto Valencia Vancouver Vienna Warsaw
    Watford Wigan Wolverhampton Worcester York Zurich""".split()
)  # fmt: skip
STATES = frozenset(
    """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia
    Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts
    Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon
    Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming""".split()
)
NATIONALITIES = frozenset(
    """Afghan American Argentine Australian Austrian Belgian Brazilian British Canadian Chinese
    Croatian Cuban Danish Dutch Egyptian English Finnish French German Greek Indian Iranian Iraqi
    Irish Israeli Italian Japanese Kenyan Mexican Nigerian Norwegian Pakistani Polish Portuguese
    Russian Scottish Serbian Spanish Swedish Swiss Syrian Turkish Ukrainian Welsh""".split()
)
NEVER_PEOPLE = frozenset(
    """The A An In On At But And He She They It We I You This That These Those His Her Their There
    When While After Before If As For From With Not No Yes Park Road Street Avenue Stadium Hospital
    University College School County City Council Court House Club League Cup Church Centre Center
    Party Police Airport Bridge Island River Lake Hotel Company Group Bank Museum Theatre Hall
    Prince Princess King Queen President Minister Prime Day Week Year Mail News Times Press Daily
    Post Sun Guardian Open Award Prize Act Show United Rovers Wanderers Athletic Town Albion Palace
    Committee Commission Association Union Trust Foundation Institute Ltd Inc Corp Plc Army Force
    Navy Street States Kingdom Square Garden Gardens Tower World War Sport Sports Radio Television
    One Two Three Four Five Springs Hill Wood Valley
    Facebook Twitter Instagram Google Apple Amazon""".split()
) | frozenset(WEEKDAYS) | frozenset(MONTHS)  # fmt: skip
