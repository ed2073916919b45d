"""Words that tell a person from a place, a firm or a club of the same name. Data only."""

from __future__ import annotations

from summarize.nlp.english import words

# Firms and brands that have, or may be taken for, a person's surname or first name.
FIRM_NAMES = words(
    """adidas agnelli armani audi barclays bayer bechtel benz bentley bloomberg boeing bombardier
    bosch burberry bugatti cadbury cargill cartier cessna chanel chase chevrolet chrysler
    citibank citroen colgate colt cunard daimler dassault dell deloitte dior disney dodge
    dunlop dyson ericsson estee ferrari fokker ford gillette goldman goodyear grumman gucci
    guinness halliburton harrods hearst heineken heinz hermes hershey hewlett hilton honda
    hyatt junkers kawasaki kellogg kodak kraft krupp lamborghini lancia lehman lego lexus lilly
    lloyds lockheed macy maersk marriott maserati mattel mazda mercedes merck michelin
    mitsubishi morgan nestle nike nissan nokia northrop novartis nvidia opel otis packard pepsi
    peugeot pfizer philips pirelli porsche prada puma raytheon remington renault reuters revlon
    roche rolls sainsbury schindler sears selfridges siemens sikorsky skoda smirnoff steinway
    suzuki tesco tesla thyssen tiffany toyota unilever versace volvo walmart wrigley yamaha
    zeiss"""
)

# Places and clubs that are people's names as well, beside those of `gazetteer.PLACE_NAMES`.
NAMESAKE_PLACES = words(
    """aberdeen accra adelaide alexandria algiers ankara asuncion atlanta augusta austin bamako
    bath beverley brasilia brooklyn buckingham burnley calais canberra caracas carlisle
    carolina chad charlotte chelsea chester cheyenne christchurch cologne cordoba cork coventry
    dakar dakota dayton denver derby devon dominica durham essex everton florence fulham galway
    geneva georgia gibraltar halifax hanover hanoi havana holland hull jackson jersey jordan
    juventus kent khartoum kingston lancaster lebanon lima lincoln lourdes lucerne luton
    madison malawi mali manila marseille memphis modena monaco montana montevideo nairobi
    naples nice orlando ottawa pittsburgh plymouth pretoria quito raleigh richmond riga rio
    salisbury santiago savannah shannon siena sofia stoke surrey tbilisi tripoli troy turin
    valencia valletta venice verona victoria virginia warwick wellington westminster winchester
    windsor wolverhampton york yorkshire"""
)

# End the name of a firm: "Ford Motor Company".
FIRM_SUFFIXES = words(
    """airlines airways associates bank brewery co company corp corporation estates foods gmbh
    holdings inc industries limited llc ltd motor motors partners plc sons stores studios"""
)

# What only a place or a firm has: "the Ford plant", "Lindt shares".
OWNED_BY_FIRMS = words(
    """dealership dealerships factories factory plant plants shares stock stocks
    beer beers cars cheese chocolate cider gin trucks tyres vans whiskey whisky wine wines"""
)

# What is called so is a place or a firm: "the town of Ross", "Orr is a river".
NAMED_THINGS = words(
    """bank brand brewery bridge canyon capital carmaker city club company county creek district
    firm glacier hamlet hill hotel insurer island lake manufacturer metal mineral mountain
    parish port province quarter region retailer river rock sponsor startup state stream suburb
    supermarket supplier town valley village volcano"""
)
# An animal or a vessel may have a person's whole name: "the racehorse Brigadier Moss".
NAMED_ANIMALS = words(
    """bull calf cat chimpanzee cow dog donkey elephant filly foal fox gelding goat goose gorilla
    greyhound hamster hen horse kitten labrador lion lioness mare monkey panda parrot pig pony puppy
    rabbit racehorse sheepdog spaniel stallion swan terrier tiger tortoise"""
)
NAMED_VESSELS = words(
    "barge boat ferry frigate liner schooner ship steamer submarine trawler tug yacht"
)

# Stand bare at the beginning of a sentence without being a name: seasons, weather, stuff, fish.
BARE_NOUNS = words(
    """autumn barley basil bass blossom bracken bread bream brook butter carp cash charity chase
    clay coal copper coral cotton dew dill dusk fennel flint fog frost garlic ginger glass gold
    grass gravel haddock hail hay heath herring honey hope ice iron ivory justice lace law
    leather lemon lime love marble mercy mint moss mustard myrtle night oats patience peace
    pepper perch pike pitch power pride rain rice roach rust rye sage salmon salt sand satin
    silk silver slate snow sorrel steel stone straw sugar summer tarragon thyme tin truth velvet
    war waters wheat willow wind wine winter wood wool"""
)


# Before "in" and a name that is a person's as well: "confidence in Kim".
ABOUT_PEOPLE = words(
    """belief believe believed believes confidence confided faith hope hopes interest interested
    invested role trust trusted trusts"""
)

# What only places, buildings and waters do, or have done to them.
PLACE_VERBS = words("burns burnt costs erupted erupts flowed flows lasts melts overflowed")
PLACE_PARTICIPLES = words(
    """annexed besieged bombed brewed built demolished evacuated flooded founded headquartered
    incorporated inhabited liberated nationalised nationalized owned privatised privatized"""
)
# What only a place or a firm has, or has in it.
POPULATION_NOUNS = words("branches citizens factories inhabitants shareholders subsidiaries")
EMPLOYEES = words("employees people staff workers")
DIVIDENDS = words("dividend dividends")
DIMENSIONS = words("deep high long wide")
TIME_UNITS = words("hour hours minute minutes")
LENGTH_UNITS = words(
    """feet foot ft kilometer kilometers kilometre kilometres km m meter meters metre metres mile
    miles"""
)
FISCAL_NOUNS = words("quarter quarters")
FISCAL_VERBS = words("earned earns posted posts reported reports")

# What only a person does, or has done to him: "Ford resigned", "Paris was born in Hull".
# Of these, an animal does some as well: "Pike lives in the lake".
LIVING_VERBS = words("cried died dies lived lives sang sings slept walked")
PERSON_VERBS = LIVING_VERBS | words(
    """confessed graduated grinned joked jokes laughed married marries nodded quipped recalled
    remembers resigned resigns retired retires sighed smiled smiles sobbed speaks spoke starred
    studied studies thinks thought wears wept wore writes wrote"""
)
# What no season, stuff or fish does, but a firm, a club or a country may.
DEEDS = words(
    """accepted admitted agreed apologised apologized appealed asked attended beat coached declined
    denied directed founded insisted invited joined managed met opened painted played praised
    promised proposed received refused replied scored signed sued thanked told travelled urged
    visited voted won"""
)
PERSON_PARTICIPLES = words(
    """arrested beheaded born buried christened cremated divorced engaged hospitalised
    hospitalized imprisoned jailed knighted married murdered stabbed widowed"""
)

# Before a first name that stands alone, of somebody who may have the same surname.
KIN = words("brother daughter father husband mother sister son wife")
SIBLINGS = words("brothers couple siblings sisters twins")
