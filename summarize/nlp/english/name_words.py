"""English words in and around names: titles, other names of countries, what breaks a name off.

Data only. Words stand here as `folding.fold` writes them: lower case, not stemmed.
"""

from __future__ import annotations

# Words that stand before a person's name and are no part of it.
PERSON_TITLES = frozenset(
    """president vice prime minister chancellor premier king queen prince princess duke duchess
    earl lord lady baron baroness dame sheikh emir sultan emperor pope cardinal archbishop bishop
    reverend rev father sister brother rabbi imam ayatollah judge justice magistrate attorney
    general solicitor senator sen representative rep congressman congresswoman governor gov mayor
    councillor cllr mp mep msp ambassador envoy secretary undersecretary deputy speaker leader
    chairman chairwoman chair chief executive ceo cfo director manager coach captain capt major
    colonel col lieutenant lt sergeant sgt corporal private admiral commander commissioner
    constable inspector superintendent detective officer sheriff marshal professor prof doctor
    spokesman spokeswoman spokesperson former ex late acting sir mr mrs ms miss dr""".split()
)

# A full stop after these ends no sentence: "Ms. Hessary".
ABBREVIATED_TITLES = frozenset(
    "mr mrs ms dr prof rev sen rep gov capt col lt sgt gen st hon jr sr".split()
)

# Capitalised in English, but no part of a name beside them: "On Tuesday Lee left".
CALENDAR_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december christmas easter""".split()
)

# What a place's or a person's name is only the first half of: not "Marrin" but its council.
NAME_HEADS = frozenset(
    """council county court university college school hospital clinic police church party city
    town village street road avenue square bridge river lake sea island islands bay beach park
    club united rovers stadium airport station port harbour museum theatre gallery library hall
    house castle palace prison bank government parliament senate assembly commission committee
    agency authority department ministry office union association federation league foundation
    trust institute society company group times post news guardian telegraph herald army navy
    force forces state states republic kingdom province district region championship cup open
    festival prize award act bill agreement treaty war day""".split()
)

# These may stand inside the name of a body: "Bank of England".
NAME_LINKS = frozenset("of the for and".split())

# Before a place rather than a person.
PLACE_PREPOSITIONS = frozenset("in at near outside across around into through".split())

# Words with a capital at the beginning of a sentence that tell what somebody is, not who.
NAME_DESCRIPTORS = frozenset(
    """actor actress singer rapper musician artist author writer novelist poet journalist reporter
    broadcaster presenter comedian director producer designer model dancer chef footballer player
    striker midfielder defender goalkeeper winger boxer golfer cyclist driver jockey swimmer
    sprinter champion champions winner winners star veteran rookie coach lawyer lawyers solicitor
    barrister prosecutor prosecutors doctor surgeon nurse teacher scientist scientists researcher
    researchers analyst analysts economist historian expert experts professor student pupil farmer
    builder engineer businessman businesswoman billionaire millionaire tycoon entrepreneur founder
    owner boss investor banker accountant politician lawmaker lawmakers candidate campaigner
    activist activists protester protesters rebel rebels soldier soldiers police officers officials
    official gunman killer murderer suspect victim witness survivor hostage prisoner refugee
    migrants residents resident neighbour neighbours mother father son daughter brother sister wife
    husband parents widow teenager toddler baby schoolboy schoolgirl pensioner friend colleague
    rival rivals giant giants firm company club side newcomers hosts visitors holders leaders
    former ex late acting retired disgraced convicted jailed accused legendary famous troubled
    controversial outspoken young old new top senior junior yesterday today tonight last
    meanwhile according after before during despite following since under over only both former
    spokesman spokeswoman campaigners critics doctors detectives firefighters investigators judges
    ministers parents supporters teachers villagers workers organisers organizers
    should would could might must alongside besides unlike like given amid beside
    then now later earlier soon again once instead perhaps maybe thus hence indeed elsewhere finally
    recently eventually sadly luckily
    current interim outgoing incoming ousted fellow local national""".split()
)

# Other names of the same country or body, folded, words divided by "-", groups by line.
COUNTRY_NAMES = """us usa united-states united-states-of-america america american americans
uk united-kingdom britain great-britain british briton britons
eu european-union
un united-nations
netherlands holland dutch
uae united-arab-emirates emirati
burma myanmar burmese
france french
germany german germans
spain spanish spaniard
italy italian italians
portugal portuguese
greece greek greeks
ireland irish
scotland scottish scots
wales welsh
england english
belgium belgian
austria austrian
switzerland swiss
sweden swedish swede
norway norwegian norwegians
denmark danish dane danes
finland finnish finn
iceland icelandic
poland polish poles
russia russian russians
ukraine ukrainian ukrainians
turkey turkish turks
israel israeli israelis
egypt egyptian egyptians
syria syrian syrians
iraq iraqi iraqis
iran iranian iranians
libya libyan
tunisia tunisian
morocco moroccan
algeria algerian
jordan jordanian
lebanon lebanese
yemen yemeni
qatar qatari
saudi-arabia saudi saudis
kuwait kuwaiti
afghanistan afghan afghans
pakistan pakistani pakistanis
india indian indians
bangladesh bangladeshi
nepal nepalese nepali
china chinese
japan japanese
taiwan taiwanese
vietnam vietnamese
thailand thai
malaysia malaysian
indonesia indonesian
philippines philippine filipino filipinos
singapore singaporean
australia australian australians
canada canadian canadians
mexico mexican mexicans
brazil brazilian brazilians
argentina argentine argentinian
chile chilean
colombia colombian
venezuela venezuelan
peru peruvian
cuba cuban cubans
kenya kenyan
nigeria nigerian nigerians
ghana ghanaian
ethiopia ethiopian
somalia somali
zimbabwe zimbabwean
uganda ugandan
hungary hungarian
romania romanian
bulgaria bulgarian
serbia serbian
croatia croatian
czech czech-republic czechs
europe european europeans
africa african
asia asian"""
