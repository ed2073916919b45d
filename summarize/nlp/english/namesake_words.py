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
    """airlines airways co company corp corporation gmbh holdings inc industries limited llc ltd
    motor motors plc"""
)

# What only a place or a firm has: "the Ford plant", "Lindt shares".
OWNED_BY_FIRMS = words("dealership dealerships factories factory plant plants shares stock stocks")

# What is called so is a place or a firm: "the town of Ross", "Orr is a river".
NAMED_THINGS = words(
    """bank brand brewery canyon capital carmaker city club company county creek district firm
    glacier hamlet hill insurer island lake manufacturer metal mineral mountain parish port
    province region retailer river rock startup state stream suburb supermarket town valley
    village volcano"""
)

# Before "in" and a name that is a person's as well: "confidence in Kim".
ABOUT_PEOPLE = words(
    """belief believe believed believes confidence confided faith hope hopes interest interested
    invested role trust trusted trusts"""
)

# What only places, buildings and waters do, or have done to them.
PLACE_VERBS = words("burns burnt erupted erupts flowed flows melts overflowed")
PLACE_PARTICIPLES = words(
    """annexed besieged bombed built demolished evacuated flooded founded incorporated inhabited
    liberated nationalised nationalized privatised privatized"""
)
POPULATION_NOUNS = words("citizens inhabitants")
DIMENSIONS = words("deep high long wide")
LENGTH_UNITS = words("feet foot ft kilometres kilometers km m metre metres meter meters mile miles")
FISCAL_NOUNS = words("quarter quarters")
FISCAL_VERBS = words("earned earns posted posts reported reports")

# What only a person does, or has done to him: "Ford resigned", "Paris was born in Hull".
PERSON_VERBS = words(
    """confessed cried died dies graduated grinned jokes joked laughed lives lived married marries
    nodded quipped recalled remembers resigned resigns retired retires sang sings sighed slept
    smiled smiles sobbed speaks spoke starred studied studies thinks thought walked wears wept
    wore writes wrote"""
)
PERSON_PARTICIPLES = words(
    """arrested beheaded born buried christened cremated divorced engaged hospitalised
    hospitalized imprisoned jailed knighted married murdered stabbed widowed"""
)
