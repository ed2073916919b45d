"""English nouns for people, titles, roles, organisations and places. Data only."""

from __future__ import annotations

from summarize.nlp.english import flagged_words, function_words, words
from summarize.nlp.english.context_words import COMPARATIVES
from summarize.nlp.english.number_words import DAY_ADVERBS

# Each noun once, behind all that is true of it; the flags are explained with the sets below.
_NOUNS = flagged_words(
    """
title: admiral ambassador archbishop attorney ayatollah cardinal ceo cfo cllr commander
    commissioner councillor envoy leader marshal mep msp private reverend sheriff speaker
    superintendent undersecretary
title male: baron duke earl emir emperor sheikh sultan
title female: baroness duchess
title abbreviated: capt col gov lt prof rep rev sen sgt
title female-title: dame
title person: bishop captain chair chief colonel constable corporal executive general imam justice
    lieutenant magistrate major pope premier rabbi representative spokesperson
title role: congressman congresswoman manager mp
title abbreviated honorific: dr
title honorific male-title: sir
title honorific female-title: miss
title person role: chancellor detective governor inspector judge mayor minister officer president
    secretary senator sergeant
title role descriptor: director solicitor
title abbreviated honorific male-title: mr
title abbreviated honorific female-title: mrs ms
title male-title person male: king lord prince
title female-title person female: lady princess queen
title person male role: chairman
title person male descriptor: spokesman
title person female role: chairwoman
title person female descriptor: spokeswoman
title person role descriptor: coach doctor professor
title male-title person male aged descriptor: brother father
title female-title person female aged descriptor: sister
abbreviated: gen hon jr sr st
female-title person female aged descriptor: mother
person: accomplice acquaintance addict adult advocate agent aide ally amateur amputee another
    anybody anyone applicant aristocrat assassin assistant associate athlete attendant autocrat
    bandit bard barman beggar bodyguard bouncer braggart brat bride bridegroom brigand bully
    bureaucrat burglar bursar butler cadet captive caretaker castaway celebrant chap chauffeur
    chum civilian claimant clerk client clown combatant commando comrade concierge consultant
    convict cook cop copycat cousin coward critic crook deacon debutant defendant delegate dentist
    descendant despot dignitary diplomat disciple dissident dramatist dropout drunk drunkard dwarf
    electrician emigrant enemy expat expatriate fan fanatic felon fiance fiancee fool foreigner
    fugitive gamekeeper genius go-between goalie godfather godmother graduate grandchild
    grandparent groom guard guerrilla guest guide guru head heckler heir hermit hero hitchhiker
    hobo hoodlum hooligan host hypochondriac idiot immigrant impostor infantryman informant
    inhabitant inmate intern jihadi kid lad landlord lass laureate lawman layabout layman liar
    librarian lifeguard lunatic magician magnate maid maniac martyr mathematician matriarch
    medalist medic mentor mercenary merchant migrant misfit missionary mogul monarch moron mystic
    nanny neighbor newborn newcomer newlywed nightwatchman nobleman nobody nomad novice occupant
    oligarch opponent orphan other outcast outlaw paedophile pal paramedic parent participant
    partner passer-by passerby patient patriarch patriot pedant pedestrian person pickpocket
    pilgrim plaintiff playboy playwright prefect prodigy prophet prostitute psychopath publican
    pundit recipient recluse recruit registrar relative rogue ruffian runaway saint scholar
    scoundrel scout scullion servant shepherd sibling sidekick skipper slave sniper sociopath
    somebody someone sovereign spouse spy squire stand-in statesman stepdaughter stepfather
    stepmother stepson stowaway superstar tailor technician technocrat tenant thief thug tot tramp
    treasurer truant twin tyrant undergraduate urchin vagabond vagrant valet vandal vet
    veterinarian vicar viceroy villain virtuoso visionary volunteer warden wicketkeeper witch
    wizard zealot abbot acolyte acrobat apprentice babysitter blacksmith busker chaplain
    chorister cobbler countryman courtier crofter curate druid fortune-teller friar gatecrasher
    goatherd harpist hawker hippie houseguest intruder jester juggler legate locksmith lodger lout
    midwife minstrel monarchist nuncio organist peasant plumber postmaster rector regent soprano
    spectator stonemason stranger sweetheart tenor toff trainee tutor usher verger
    watchman weaver
person male: bachelor boyfriend dad father-in-law grandad grandson monk nephew priest uncle widower
person female: abbess aunt ballerina barmaid countess empress girlfriend
    goddaughter grandma granddaughter heiress housewife landlady mom mother-in-law mum niece nun
    prioress schoolmistress seamstress spinster waitress
person group: children couple crew crowd everybody everyone family others pair people
person aged: child teen youth
person role: architect astronaut forward guitarist pianist pilot
person descriptor: accountant activist analyst artist boss candidate champion colleague expert
    friend hostage millionaire neighbour nurse official pensioner rebel refugee resident rival
    rookie soldier star suspect toddler veteran victim winner witness
person name-head: guardian
person male group: men
person male aged: boy grandfather man
person female group: women
person female aged: girl grandmother woman
person female descriptor: widow
person group not-person: team
person aged descriptor: baby pupil student teenager
person role descriptor: billionaire chef comedian defender economist goalkeeper historian
    journalist midfielder musician novelist poet politician presenter scientist striker
    surgeon tycoon winger
person male aged descriptor: husband son
person female aged descriptor: daughter wife
person female role descriptor: actress
person group descriptor name-head not-person: police
aged: passenger
aged descriptor: schoolboy schoolgirl
aged role descriptor: driver
role: batsman bowler coroner cricketer drummer headmaster headmistress headteacher photographer
    quarterback racer
role descriptor: actor author barrister boxer businessman businesswoman cyclist dancer designer
    entrepreneur footballer golfer jockey lawyer model prosecutor rapper reporter singer sprinter
    swimmer teacher writer
role descriptor organisation: broadcaster
descriptor: activists analysts banker campaigner campaigners champions critics detectives doctors
    engineer experts farmer firefighters founder giants gunman holders hosts investigators
    investor judges killer lawmaker lawmakers lawyers leaders migrants ministers murderer
    neighbours newcomers officers officials organisers organizers owner parents player prisoner
    producer prosecutors protester protesters rebels researcher researchers residents rivals
    scientists side soldiers supporters survivor teachers villagers visitors winners workers
descriptor organisation: builder firm giant
descriptor organisation name-head not-person: club company
organisation: airline automaker brand brewery campaign carmaker chain developer drugmaker
    housebuilder insurer lender magazine manufacturer network newspaper operator organisation
    organization publisher regulator retailer start-up startup studio supermarket supplier
    think-tank watchdog zoo
organisation not-person: charity corporation
organisation name-head not-person: agency airport association bank church college commission
    committee council federation foundation group hospital institute ministry museum party school
    society theatre trust union university
name-head: assembly beach clinic forces hall herald library prison rovers united
name-head not-person: act agreement army authority avenue award bay bill bridge castle
    championship court cup day department festival force gallery government harbour house islands
    kingdom lake league navy news office open palace park parliament port post prize republic
    river road sea senate square stadium states station street telegraph times treaty war
name-head place: town village
name-head not-person place: city county district island province region state
not-person: academy africa airlines airways america arena asia bureau center centre congress east
    europe forest fund games holdings hotel inc insurance journal limited llc ltd motors mount
    mountain north ocean olympic olympics online plc press radio south television tower tv valley
    week west world
"""
)

_FORMER_OR_ACTING = words("former ex late acting")
_ENDED_OR_INTERIM = words("retired interim incoming outgoing")

# Words that come before a person's name and are no part of it.
PERSON_TITLES = _NOUNS["title"] | _FORMER_OR_ACTING | {"deputy", "prime", "vice"}
# Say which of two people of one surname is meant: General Voss need not be Dirk Voss.
OFFICE_TITLES = (_NOUNS["title"] | {"mother"}) - _NOUNS["honorific"]
# May stand between a name and a title that its bearer has: "Voss, who became the general".
TITLE_LINKS = words("became becomes elected named appointed retired promoted sworn")
# A full stop after these ends no sentence: "Ms. Hessary".
ABBREVIATED_TITLES = _NOUNS["abbreviated"]
HONORIFICS = _NOUNS["honorific"]
# Titles that are nouns as well: "the ambassador".
TITLE_NOUNS = _NOUNS["title"] - _NOUNS["honorific"] - _NOUNS["abbreviated"] - {"private"}
MALE_TITLES = _NOUNS["male-title"]
FEMALE_TITLES = _NOUNS["female-title"]

# People without a name. A pronoun may mean one of them as well as anybody named.
PERSON_NOUNS = _NOUNS["person"]
MALE_NOUNS = _NOUNS["male"]
FEMALE_NOUNS = _NOUNS["female"]
# Groups: nobody calls one "he" or "she".
GROUP_NOUNS = _NOUNS["group"]
# Who can be "12-year-old": before one of these and behind it the age says the same.
AGED_NOUNS = _NOUNS["aged"]
# By these a text speaks again of a person or an organisation that it has named.
ROLE_NOUNS = _NOUNS["role"]
ORGANISATION_NOUNS = _NOUNS["organisation"]
# Who can act: "sued by the council". Without those that may be a place, a means or a thing as well:
# "stood by the bank", "hit by the chair".
AGENT_NOUNS = (
    PERSON_NOUNS
    | ROLE_NOUNS
    | ORGANISATION_NOUNS
    | _NOUNS["descriptor"]
    | (_NOUNS["title"] - {"private", "speaker"})
    | words("army assembly authority cabinet court gang government jury military navy parliament")
    | words("player regime rovers senate tribunal united")
) - words(
    """airport another bank brand brewery chain chair church college head hospital institute justice
    museum other pair school side star studio supermarket theatre university zoo"""
)

# What a place's or a person's name is only the first half of: not "Marrin" but its council.
NAME_HEADS = _NOUNS["name-head"]
# May occur inside the name of an organisation: "Bank of England".
NAME_LINKS = words("of the for and")
# The first word of a name that is another name than the rest: "Lake Orrin", "Hurricane Ines".
NAME_MAKERS = words(
    """north south east west northern southern eastern western central upper lower middle inner
    outer greater little big great grand old young new inter real san santa santo los las el saint
    st ste fort cape port lake loch mount mountain monte sierra glen isle island islands point rio
    puerto porto villa camp castle cathedral college hotel club team radio storm hurricane typhoon
    cyclone tropical comet asteroid planet ship hms uss ss mv operation project baby aunt auntie
    uncle granny cousin fc afc ac as sporting athletic atletico dynamo"""
)
# A name with one of these is no person.
NON_PERSON_NAME_WORDS = _NOUNS["not-person"]
# Names of times: "finished by Thanksgiving". Christmas is one of `CALENDAR_NAMES`.
FESTIVALS = words(
    """advent diwali eid epiphany halloween hanukkah hogmanay lent michaelmas midsummer midwinter
    passover pentecost ramadan solstice thanksgiving whitsun"""
)
# "In the town of Kallen" is "in Kallen".
PLACE_NOUNS = _NOUNS["place"]

# Words with a capital at the beginning of a sentence that say what somebody is, not who.
NAME_DESCRIPTORS = (
    _NOUNS["descriptor"]
    | _FORMER_OR_ACTING
    | _ENDED_OR_INTERIM
    | (function_words.SEQUENCE_ADVERBS - {"also"})
    | words(
        """disgraced convicted jailed accused legendary famous troubled controversial outspoken
        young old new top senior junior current ousted fellow local national
        yesterday today tonight last earlier soon again recently eventually
        finally meanwhile instead perhaps maybe thus hence indeed elsewhere sadly luckily
        after before during despite following since under over only both according alongside
        besides unlike like given amid beside should would could might must"""
    )
)
# Before a name, these and people's nouns may begin the subject: "former champion Anna Ek".
NAME_MODIFIERS = _FORMER_OR_ACTING | words(
    """a an the deputy vice veteran fellow world number local chief senior junior retired
    assistant team prime foreign home defence finance british american english scottish welsh
    irish french german spanish italian swedish australian canadian russian chinese japanese
    indian european republican democratic democrat labour conservative"""
)

# Words that may begin a sentence before a name, and get a capital there like the name.
NON_NAME_OPENERS = (
    (function_words.FRONTED_PREPOSITIONS - {"this"})
    | function_words.ADVERBIAL_CONJUNCTIONS
    | (DAY_ADVERBS - {"tonight"})
    | function_words.INITIAL_CONJUNCTIONS
    | (function_words.SEQUENCE_ADVERBS - {"later"})
    | words(
        """as if despite with without from to of so yet even only just both next under over like
        unlike including"""
    )
)

# Of the words with these ends most are people: "the driver", "a visitor".
PERSON_SUFFIXES = ("er", "or", "ee", "eer", "man", "men", "woman", "women", "ist")
NON_PERSON_NOUNS = (
    words(
        """pier river water paper number order power offer summer winter matter weather letter
    computer tower border corner chapter quarter dinner danger answer timber lumber rubber
    newspaper former latter after over under never ever however whether rather together
    further later earlier door floor error factor sector mirror motor monitor tumor flavor
    color harbor labor favor honor horror terror interior exterior prior minor superior
    inferior poor for nor or fee tree degree coffee committee guarantee knee list mist twist
    wrist fist per container trailer helicopter theater center fiber layer finger shoulder
    liver cancer fever disorder disaster murder barrier carrier counter register folder filter
    shelter cover poster trigger gender ladder hammer tender buffer bumper cellar charter
    cluster crater freezer powder encounter thunder transfer proper inner outer upper super
    december november october september scanner printer router server reactor tractor
    indicator generator calculator elevator escalator refrigerator sensor vector corridor
    anchor armor rumor vapor turnover leather brighter busier happier career teammate"""
    )
    | COMPARATIVES
)
