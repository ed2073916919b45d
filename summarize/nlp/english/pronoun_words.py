"""English pronouns, and the words that tell who may be meant by one. Data only."""

from __future__ import annotations

MALE_PRONOUNS = frozenset("he him his himself".split())
FEMALE_PRONOUNS = frozenset("she her hers herself".split())
PLURAL_PRONOUNS = frozenset("they them their theirs themselves".split())
# "Her" owns where a noun follows, "hers" where none does.
POSSESSIVE_PRONOUNS = frozenset("his her their hers theirs".split())
OBJECT_PRONOUNS = frozenset("him her them himself herself themselves".split())

MALE_TITLES = frozenset("mr sir lord king prince father brother".split())
FEMALE_TITLES = frozenset("mrs ms miss lady queen princess mother sister dame".split())

HONORIFICS = frozenset("mr mrs ms dr sir miss".split())

# What may stand before a sentence's subject, up to a comma or "he".
FRONTED_PREPOSITIONS = frozenset(
    "on in at after before during since for until by last this".split()
)

# Before a pronoun these leave it its sentence's first; after them the name may still come.
SENTENCE_OPENERS = frozenset(
    """and but so yet then also still however meanwhile later earlier afterwards instead today
    yesterday now here there moreover furthermore too again once""".split()
)

# A name behind one of these is a place.
LOCATIVE_PREPOSITIONS = frozenset("in at near across around throughout inside outside".split())

# Words that may begin a sentence before a name, and get a capital there like the name.
NON_NAME_OPENERS = frozenset(
    """after before since until as when while if although though because despite during with
    without for from in on at by to of now so then but and yet also even only just once both
    today yesterday tomorrow last next under over like unlike including""".split()
)
# Behind these a name may come that the pronoun before it means: "When he fell, Lee laughed".
SUBORDINATE_CLAUSE_OPENERS = frozenset(
    """when while as after before because although though if since until once whether unless
    whereas where that who which whom whose what how why""".split()
)

# People without a name. A pronoun may mean one of them as well as anybody named.
PERSON_NOUNS = frozenset(
    """man men woman women boy girl child children baby people person somebody someone everybody
    everyone anybody anyone nobody another other others family couple pair friend colleague
    neighbour neighbor mother father parent son daughter brother sister wife husband partner
    girlfriend boyfriend dad mum mom fiance fiancee widow widower uncle aunt nephew niece
    cousin twin grandfather grandmother grandson granddaughter rival opponent victim suspect
    witness patient client guest host king queen prince princess lord lady president chancellor
    premier minister mayor senator governor judge justice police detective sergeant captain
    colonel general major lieutenant soldier officer chief boss head chairman chairwoman chair
    coach champion winner star hero guard guide pilot cook chef clerk student pupil nurse
    doctor surgeon dentist professor scientist economist journalist artist novelist pianist
    guitarist dramatist activist analyst politician musician comedian technician historian
    librarian guardian civilian attendant assistant consultant accountant servant applicant
    defendant migrant spokesman spokeswoman spokesperson guru presenter corporal inspector
    constable secretary treasurer actress waitress heiress striker midfielder defender
    goalkeeper winger forward agent critic thief crew team crowd wicketkeeper poet vet monk nun
    priest bishop pope saint rabbi imam spy expert official representative executive relative
    fan youth teenager teen adult heir ally aide cadet candidate delegate advocate magistrate
    associate""".split()
)
MALE_NOUNS = frozenset(
    """man men boy son brother father dad uncle nephew husband boyfriend grandfather grandson king
    prince lord widower monk priest chairman spokesman""".split()
)
FEMALE_NOUNS = frozenset(
    """woman women girl daughter sister mother mum mom aunt niece wife girlfriend widow actress
    waitress heiress grandmother granddaughter queen princess lady nun
    chairwoman spokeswoman""".split()
)
# Groups: nobody calls one "he" or "she".
GROUP_NOUNS = frozenset(
    """men women children people others family couple pair crew team crowd police everybody
    everyone""".split()
)
# Of the words with these ends most are people: "the driver", "a visitor".
PERSON_SUFFIXES = ("er", "or", "ee", "eer", "man", "men", "woman", "women", "ist")
NON_PERSON_NOUNS = frozenset(
    """pier river water paper number order power offer summer winter matter weather letter
    computer tower border corner chapter quarter dinner danger answer timber lumber rubber
    newspaper former latter after over under never ever however whether rather together further
    later earlier greater higher lower larger smaller longer shorter better older younger
    bigger newer faster slower stronger door floor error factor sector mirror motor monitor
    tumor flavor color harbor labor favor honor horror terror interior exterior prior minor
    superior inferior poor for nor or fee tree degree coffee committee guarantee knee list mist
    twist wrist fist per container trailer helicopter theater center fiber layer finger
    shoulder liver cancer fever disorder disaster murder barrier carrier counter register
    folder filter shelter cover poster trigger gender ladder hammer tender buffer bumper cellar
    charter cluster crater freezer powder encounter thunder transfer proper inner outer upper
    super quieter easier december november october september scanner printer router server
    reactor tractor indicator generator calculator elevator escalator refrigerator sensor
    vector corridor anchor armor rumor vapor closer quicker turnover leather cheaper
    harder richer poorer wider deeper safer cleaner lighter heavier darker brighter busier
    happier career teammate""".split()
)

# Before a name, these and people's nouns may begin the subject: "former champion Anna Ek".
NAME_MODIFIERS = frozenset(
    """a an the former ex acting deputy vice late veteran fellow world number local chief senior
    junior retired assistant team prime foreign home defence finance british american english
    scottish welsh irish french german spanish italian swedish australian canadian russian
    chinese japanese indian european republican democratic democrat labour conservative""".split()
)

# A name with one of these is no person.
NON_PERSON_NAME_WORDS = frozenset(
    """university college school academy institute hospital council committee commission court
    parliament senate congress government ministry department office agency authority bureau
    police army navy force union party club team league cup open championship games association
    federation society foundation trust fund charity church company group corporation inc ltd
    plc limited llc holdings bank insurance airlines airways motors news times post press
    radio television tv telegraph online
    journal street road avenue square park bridge river lake sea ocean island islands bay
    mountain mount valley forest airport station port harbour hotel stadium arena museum
    theatre gallery palace castle house tower centre center north south east west city county
    state states republic kingdom province district region europe asia africa america day week
    act bill treaty agreement prize award festival olympic olympics world war""".split()
)

# Places whose names stand in many articles. Others are known by an "in" or "near" before them.
PLACE_NAMES = frozenset(
    """afghanistan albania algeria argentina australia austria bangladesh belgium bolivia bosnia
    brazil britain bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus
    denmark ecuador egypt england estonia ethiopia finland france germany ghana greece hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan kenya kosovo kuwait
    latvia lebanon liberia libya lithuania luxembourg malaysia malta mexico morocco nepal
    netherlands nigeria norway oman pakistan palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia
    somalia spain sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda
    ukraine uruguay venezuela vietnam wales yemen zambia zimbabwe alaska arizona arkansas
    california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas
    kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont
    wisconsin wyoming amsterdam athens baghdad bangkok barcelona beijing beirut belfast berlin
    birmingham bombay boston bradford brighton bristol brussels budapest cairo cambridge
    cardiff chicago cleveland copenhagen dallas damascus delhi detroit dubai dublin edinburgh
    frankfurt geneva glasgow hamburg helsinki houston istanbul jakarta jerusalem johannesburg
    kabul kiev kyiv lagos leeds leicester lisbon liverpool london madrid manchester melbourne
    miami milan montreal moscow mumbai munich nairobi newcastle norwich nottingham oslo oxford
    paris philadelphia portsmouth prague rome rotterdam seattle seoul shanghai sheffield
    southampton stockholm sunderland sydney tehran tokyo toronto vancouver vienna warsaw
    washington zurich""".split()
)
