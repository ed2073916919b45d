"""English words around captions in news, and of the sentences behind them. Data only."""

from __future__ import annotations

from summarize.nlp.english import words
from summarize.nlp.english.function_words import (
    ADVERBIAL_CONJUNCTIONS,
    CONJUNCTIVE_ADVERBS,
    DETERMINERS,
    INITIAL_CONJUNCTIONS,
    SUBJECT_PRONOUNS,
)
from summarize.nlp.english.number_words import VAGUE_NUMBERS

# With a capital, before a word in small letters, these begin a sentence.
RUN_ON_OPENERS = (
    ADVERBIAL_CONJUNCTIONS
    | CONJUNCTIVE_ADVERBS
    | INITIAL_CONJUNCTIONS
    | DETERMINERS
    | (SUBJECT_PRONOUNS - {"i", "you"})
    | words(
        """there in at as if despite during some many most several both each another not having
        according speaking following earlier later with"""
    )
) - {"your"}
# Groups of people and things that news begins a sentence with, and that no name ends in.
GROUP_NOUNS = VAGUE_NUMBERS | words(
    """footage residents neighbours neighbors fans experts
    bosses officials onlookers witnesses passengers motorists commuters jurors prosecutors
    detectives firefighters paramedics villagers tourists protesters"""
)
# Subjects that a name may end in: only behind small letters.
PLAIN_SUBJECTS = words("police people talk")
# Behind these a capital begins a title: "the film The ferry", "a book called After the flood".
TITLE_NOUNS = words(
    """called titled entitled named dubbed film movie song novel book album show series play
    single poem story magazine newspaper band game hit title titles headline headlines tune
    opera musical drama sitcom caption captioned track hashtag slogan motto motif sign banner
    phrase message words reading via like programme include includes
    including feature features featuring"""
)
# What a picture is said to show, and where in it.
PICTURE_WORDS = words("pictured photographed centre-left centre-right")
# Labels of what follows in notes, reports, recipes and papers: no captions.
FIELD_LABELS = words(
    """note notes update correction summary question answer verdict warning example background
    methods method results conclusion conclusions objective objectives aim aims introduction
    discussion analysis purpose setting design findings interpretation context reminder tip tips
    ingredients date time place location venue address phone price contact source sources email
    website referee attendance goals booked scorers scorer subs answers caution disclaimer fact
    myth problem solution step steps option pros cons definition theorem lemma proof remark
    claim goal hypothesis importance participants main outcome outcomes measures motion decision
    action item items next breaking exclusive editor opinion review rating score result reason"""
)
