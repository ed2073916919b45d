"""English words for texts, plans, games and other times, and for denying all of them. Data only."""

from __future__ import annotations

from summarize.nlp.english import flagged_words

_WORDS = flagged_words(
    """
world: scenario scenarios plan plans vision visions brochure brochures proposal proposals
    blueprint blueprints prospectus manifesto manifestos script scripts plot plots novels
    simulation simulations projection projections forecast forecasts prophecy prophecies
    prediction predictions exercise drill rehearsal nightmare dream dreams fantasy legend
    legends fable fables tales myth myths parable synopsis storyline screenplay opera musical
    sitcom comic hypothesis utopia charter wishlist fairytale horoscope oracle seer clairvoyant
    bookmaker bookmakers pundit pundits teller riddle strategy masterplan drawings concept
    concepts roadmap prototype rendering renderings futures thrillers whodunit saga videogame
    cabaret comedian comedians comedy comedies satire cartoon cartoons sketch sketches
    caricature psychic astrologer astrologers horoscopes tarot seance hypnotist delirium
    hallucination hallucinations daydream daydreams diorama mural tapestry fresco trailer
    musicals operas ballad ballads nursery rhyme libretto pantomime puppet puppets magician
    preacher quack sect cult propaganda deepfake bot bots imagination superstition
    superstitions folklore proverb proverbs sagas trainees allegory mythology epic wishes
    platform ultimatum motion motions aims targets demands ambitions pledges settlement
world story: novel thriller
world told: tale outlook
world text: draft drafts pamphlet pamphlets leaflet leaflets poster posters advert adverts
    advertisements handbill rulebook placard placards slogan slogans banner rumour rumor rumors
    gossip hoax conspiracy joke jokes prank parrot chatbot chatbots trolls fooled twisted bogus
    fake false
world text told: advertisement rumours
world accuse: demanded
story told: story
story: book film play poem series episode chapter sequel game
opening: opens begins starts moves ends ending describes shows follows act scene part set takes
opening accuse: tells
mild: mildest bleakest worst best happiest direst harshest gentlest gloomiest rosiest grimmest
    darkest brightest highest lowest
charge: indictment prosecution prosecutor prosecutors lawsuit allegation accusation accusations
    plaintiffs plaintiff
charge told: allegations
told: version versions stories case side evidence testimony letter letters statement release
    report reports paper abstract website worries complaint article interview post posts claim
    charges points sermon speech announcement figures argument arguments critics media newspaper
    witness suit lines complaints plea call caller video message edition news sentences list
    theory view views limitations
told accuse: claims
accuse: argued argues said says read wrote claimed alleged alleges called announced spoke
    accused insisted boasted promised testified complained asserted maintained reported warned
    recalled
"""
)

# What is told of one of these in the present tense is no news: "The plan. A tower rises."
WORLDS = _WORDS["world"]
# A work is told of beside one of the others: "The film opens in May", "the second act".
WORKS, WORK_VERBS = _WORDS["story"], _WORDS["opening"]
# One of several: "in the worst of them", "in the mildest run".
EXTREMES = _WORDS["mild"]
# What these say is not yet shown.
CHARGES = _WORDS["charge"]
# What can be denied as a whole, and what told it.
TOLD_TEXTS = _WORDS["told"] | _WORDS["text"] | _WORDS["charge"]
TELLING = _WORDS["accuse"]
