"""Needs of a sentence: what it says depends on sentences that are printed before it, or are not.

"The bill passed" needs the sentence that introduced "a bill on fishing", "Two years later the mine
closed" the sentence that says when it opened. Each need names the sentences that meet it and
the share of the sentence's quality that is left where none of them is printed. English. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.document import Role
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.coreference.anaphors import find_named, find_unbound, may_continue
from summarize.nlp.coreference.mentions import Mention
from summarize.nlp.english import anaphor_words as aw
from summarize.nlp.english import context_words as cw
from summarize.nlp.english.function_words import BE_FORMS, PREPOSITIONS
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.english.stance_words import FINITE_VERBS
from summarize.nlp.normalize import has_tables
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form, plain_at
from summarize.rewriting.frames import find_frame_needs
from summarize.rewriting.needs import Need

# What is left of the quality where a description, a time or a standard is missing; first where
# the sentence begins with it, then further on.
_DEFINITE, _DEFINITE_INSIDE = 0.4, 0.5
_RESUMPTIVE, _RESUMPTIVE_INSIDE = 0.5, 0.8
_DEMONSTRATIVE = 0.5
_TIME, _TIME_INSIDE = 0.35, 0.75
_COMPARATIVE = 0.4
_CONTINUING = 0.4
# "A similar bridge", "the three other women": than or like what?
_SPEAKING_OF_BEFORE = 0.5
# What the next sentence restricts: "The method works. However, it is slow."
_RESTRICTED, _CONTRASTED = 0.4, 0.85
# "Yes, 40 of them": whatever was asked.
_ANSWER = 0.25
# "…," he said: who? "Over her head": whose?
_PRONOUN = 0.2
# So many sentences back a pronoun still refers, if none between names what it may mean.
_FURTHEST_NOUN = 6
# So many sentences back a "this plan" or "the next day" still refers.
_REACH = 2
# What was mentioned so many sentences back is "the incident" by now.
_NEAR = 5
# In an article of so many sentences "the incident" is that of its opening.
_SHORT, _OPENING_SENTENCES = 60, frozenset({1, 2, 3})
# In tokens: what begins a sentence, "And in May the"; the words of a noun phrase.
_OPENING, _LONGEST_PHRASE = 2, 3

_LATER = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|a few)"
    r" (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?|decades?|seasons?)"
    r" (?:(?:later|earlier|afterwards?)(?! than\b)|before(?=[,.;]))"
    r"|the (?:next|following|previous|same|preceding|very next) (?:day|night|morning|afternoon"
    r"|evening|week|weekend|month|year|season|quarter|time)"
    r"|(?:that|those) (?:day|night|morning|afternoon|evening|week|month|year|season|quarter|time"
    r"|point|period|years|days)"
    r"|(?:since|by|until|before) then|at the time(?! of\b| when\b| that\b)|that same \w+)\b",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b(?:before|after|when|then|and)\b")
_CONTINUES = re.compile(
    r"(?:Others?|Another|The others?|Both|Neither|Either|Such|Similarly|Likewise|Conversely"
    r"|Otherwise|Additionally|Consequently|Therefore|Thus|Hence|Afterwards?|Elsewhere|Here"
    r"|There(?!(?: \w+)? (?:is|are|was|were|has|have|had|will|may|can|could|would|should|must"
    r"|might|remains?|exists?|came|comes)\b|['’])"
    r"|The (?:latter|former)|One of (?:them|these|those)|(?:Some|Most|Many|All|None|Each|Several"
    r"|Two|Three) of (?:them|these|those)|In (?:contrast|addition|turn|response|return|doing so"
    r"|so doing|that case|this case|this way|both cases)|By contrast|As a (?:result|consequence)"
    r"(?! of)|For (?:this|that|these) (?:reasons?|purpose)|On the (?:other hand|contrary)"
    r"|To (?:this|that) end|Despite (?:this|that)|Because of (?:this|that)|As such|Even so"
    r"|Second(?:ly)?(?: ?,| (?=it|they|he|she|we|I)\b)|Third(?:ly)? ?,|Finally ?,|Lastly ?,"
    r"|To \w+ (?:this|that|these|such|it|them)\b(?! (?:paper|study|day)\b)"
    r"|To (?:alleviate|mitigate|avoid|address|overcome|tackle|solve|resolve|remedy|circumvent)"
    r" (?:the|computational|both)\b[^,]{0,40},"
    r"|In (?:a similar|the same) (?:fashion|way|manner|vein)|At last ?,|Whereas ?,"
    r"|Similar to (?:last|the (?:last|previous|prior))|To be (?:more )?(?:specific|precise) ?,"
    r"|More (?:specifically|precisely) ?,|Not because"
    r"|The (?:first|second|third|other|remaining) (?:groups?|types?|ones?|options?|methods?|laws?"
    r"|approach(?:es)?|category|categories|problems?|reasons?|steps?|phases?|things?|ways?|kinds?"
    r"|cases?|issues?|questions?)\b(?! (?:of|that|who|which)\b)"
    r"|Instead ?,|Also ?,|Further ?,|Then,?|Later ?,|For (?:example|instance) ?,)(?![\w’'])",
    re.IGNORECASE,
)
_RESTRICTS = re.compile(
    r"(?:However|Nevertheless|Nonetheless|In contrast|By contrast|On the other hand|Conversely"
    r"|Unfortunately|In (?:such|these|those) cases) ?,"
    r"|(?:[\w-]+ ){1,4}[\w-]+ ?, (?:however|though) ?,",
    re.IGNORECASE,
)
# What begins a paragraph speaks of the one before it only if it says so: "However, these boats".
_SPEAKS_OF = re.compile(r"(?:\S+ ){1,8}?(?:these|those|this|such)\b", re.IGNORECASE)
# "There are two ways" tells nothing without "The first is"; nor do "various factors" or "a
# specified amount".
_ANNOUNCES = re.compile(
    r"\b(?:(?:two|three|four|five|six|seven|several|various|different|many|numerous|some"
    r"|a number of) (?:[\w-]+ ){0,2}\w+s|the following|an? (?:specified|certain) \w+(?: \w+)?)"
    r"\b[^,;:]*\Z",
    re.IGNORECASE,
)
_PROMISES = re.compile(r"Here(?:[’']s| is) (?:how|why|what)\b", re.IGNORECASE)
_LISTS = re.compile(
    r"(?:(?:These|Those|The|Such) (?:\w+ )?(?:include|are|were|comprise)\b"
    r"|They (?:include|are|were) |(?:The )?[Ff]irst(?:ly)?\b|\(?(?:i|1|a)\) |One (?:is|was)\b"
    r"|(?:The|These) \w+s (?:include|are|were)\b)"
)
_CONTRASTS = re.compile(r"(?:But|Yet)\b")
_ANSWERS = re.compile(r"(?:Yes|No|Yeah|Yep|Nope|Correct|Exactly|Right|Sure|Absolutely)\b")
# "Both Kim and Lee": of these two.
_JOINS = re.compile(r"(?:Both|Either|Neither|Such) (?:[\w’'-]+ ){1,6}?(?:and|or|nor)\b|Such as\b")
_COUNTS_ON, _OF_SEVERAL = re.compile(aw.COUNTS_ON), re.compile(aw.OF_SEVERAL)
_SPEAKS_OF_BEFORE = re.compile(rf"\b(?:{aw.SPEAKS_OF_BEFORE})\b")
_HOWEVER_INSIDE = re.compile(r"\S , however ,")
_THEN = re.compile(rf"\b{aw.THEN}\b")
_TELLS_WHEN = re.compile(rf"(?:\A|\W){aw.TELLS_WHEN}(?:\W|\Z)")
_ENUMERATES = re.compile(r"\b(?:and|or|one|two|three|four|five|six|seven|\d+)\b|\w+s\b.*,")
_EMPTY_HANDED = re.compile(
    r"(?:\w+ ){0,2}[Ss]uch (?!as\b|an?\b|that\b)\w+"
    r"|.{0,30}?\b(?:of|from|to|for|with|by|about|like) (?:these|those|them)(?=[\s,.;])"
)


def find_needs(
    text: str, tokens: Tokens, number: int, annotated: AnnotatedDocument
) -> tuple[Need, ...]:
    """Return what a text that renders the sentence with this number needs; () in other languages.

    `"The bill passed." -> (Need({3}, 0.5),)` where sentence 3 has "a bill on fishing".
    """
    if not has_tables(annotated.language) or not tokens:
        return ()
    found = [
        *_find_descriptions(tokens, number, annotated),
        *_find_demonstratives(tokens, number, annotated),
        *_find_times(text, number),
        *_find_links(text, tokens, number, annotated),
        *_find_restriction(number, annotated),
        *_find_pronouns(tokens, number, annotated),
        *find_frame_needs(tokens, number, annotated),
    ]
    return tuple(found)


def _just_before(number: int) -> frozenset[int]:
    return frozenset(range(max(1, number - _REACH), number))


def _find_near(noun: Token, number: int, annotated: AnnotatedDocument) -> frozenset[int]:
    """Return the sentences shortly before this one that have the noun."""
    numbers = annotated.find_by_key(noun.key)
    return frozenset(one for one in numbers if number - _NEAR <= one < number)


def _find_descriptions(tokens: Tokens, number: int, annotated: AnnotatedDocument) -> Iterator[Need]:
    """Find "the bill" where the bill was introduced earlier, or where it resumes what was told."""
    seen: set[str] = set()
    for place, token in enumerate(tokens):
        if token.plain != "the":
            continue
        leading = place < _OPENING
        for head in _find_heads(tokens, place + 1):
            noun = tokens[head]
            if noun.key in seen or any(one.key == noun.key for one in tokens[:place]):
                break
            mentions = annotated.introductions.find_mentions(noun.key, number)
            if mentions:
                seen.add(noun.key)
                yield Need(mentions, _DEFINITE if leading else _DEFINITE_INSIDE, noun.key)
                break
            if noun.plain in cw.RESUMPTIVE_NOUNS:
                seen.add(noun.key)
                told = _just_before(number) | _find_near(noun, number, annotated)
                if len(annotated.document.sentences) <= _SHORT:
                    told |= _OPENING_SENTENCES
                yield Need(told, _RESUMPTIVE if leading else _RESUMPTIVE_INSIDE, noun.key)
                break


def _find_heads(tokens: Tokens, start: int) -> Sequence[int]:
    """Return where the noun of a phrase may be, the likeliest first; () if it says which one.

    "The bill of May", "the Kallen bill" and "the best bill" need no other sentence.
    """
    end = start
    while end < len(tokens) and tokens[end].kind is Kind.WORD and end - start <= _LONGEST_PHRASE:
        if tokens[end].plain in FINITE_VERBS or (end > start and _may_be_verb(tokens, end)):
            break
        end += 1
    run = range(start, end)
    if not run or tokens[start].plain.endswith("est") or _is_restricted(tokens, end):
        return ()
    return [at for at in reversed(run) if tokens[at].plain not in cw.SELF_EVIDENT_NOUNS]


def _may_be_verb(tokens: Tokens, place: int) -> bool:
    """Whether a word behind a noun may be its verb: "The plant makes lifts", "the plant closed"."""
    object_follows = place + 1 < len(tokens) and tokens[place + 1].kind is Kind.WORD
    present = tokens[place].plain.endswith("s") and object_follows
    return present or is_past_form(tokens[place])


def _is_restricted(tokens: Tokens, end: int) -> bool:
    """Whether what follows a noun says which one is meant: "of May", "that sank", "in Kallen"."""
    after = plain_at(tokens, end)
    if after in cw.RESTRICTORS or (
        end < len(tokens) and tokens[end].kind in (Kind.NAME, Kind.NUMBER)
    ):
        return True
    if end < len(tokens) and is_past_form(tokens[end]) and plain_at(tokens, end + 1) == "by":
        return True  # "the school attended by Kim"
    near = tokens[end + 1 : end + 4]
    return after in cw.RESTRICTING_PREPOSITIONS and any(
        one.kind is Kind.NAME and one.plain not in DATE_NAMES for one in near
    )


def _find_demonstratives(
    tokens: Tokens, number: int, annotated: AnnotatedDocument
) -> Iterator[Need]:
    """Find "this plan" and "in that case", not "this week", "said that plans", "those who"."""
    for place, token in enumerate(tokens):
        if token.plain not in {"this", "these", "that", "those"} or place + 1 >= len(tokens):
            continue
        noun, after = tokens[place + 1], plain_at(tokens, place + 2)
        link = place and plain_at(tokens, place - 1) not in PREPOSITIONS
        if token.plain == "that" and place and (link or noun.kind is not Kind.WORD):
            continue
        pronoun = noun.plain in BE_FORMS  # "those are"
        if token.plain == "those" and noun.kind is not Kind.WORD and not pronoun:
            continue
        known = cw.DEICTIC_TIMES | cw.SELF_REFERENCES
        if noun.plain in known or after in known or after in cw.RESTRICTORS:
            continue
        if noun.kind is Kind.WORD and any(one.key == noun.key for one in tokens[:place]):
            continue
        if noun.kind is not Kind.WORD and any(one.is_content for one in tokens[:place]):
            continue  # "left, and this": what was just told
        told = _just_before(number) | _find_near(noun, number, annotated)
        yield Need(told, _DEMONSTRATIVE, noun.key if noun.kind is Kind.WORD else "")
        return


def _find_times(text: str, number: int) -> Iterator[Need]:
    """Find "two years later" and "the next day" where the sentence does not say after what."""
    match = _LATER.search(text)
    if match is None:
        return
    before = text[: match.start()]
    if len(before.split()) <= _OPENING:
        yield Need(_just_before(number), _TIME)
    elif not _ANCHOR.search(before):
        yield Need(_just_before(number), _TIME_INSIDE)


def _find_links(
    text: str, tokens: Tokens, number: int, annotated: AnnotatedDocument
) -> Iterator[Need]:
    """Find what goes on from the sentence before, and what is compared with it."""
    before = frozenset({number - 1})
    plain = " ".join(token.plain for token in tokens)
    opens = _CONTINUES.match(text) or _EMPTY_HANDED.match(text) or _COUNTS_ON.match(plain)
    if _ANSWERS.match(text) and number in annotated.turns and number > 1:
        question = annotated.sentence_text(number - 1).rstrip(' ”"').endswith("?")
        if question:
            yield Need(before, _ANSWER)
    if (opens and not _JOINS.match(text)) or _names_rest(plain):
        yield Need(before, _CONTINUING)
    elif _compares(tokens):
        yield Need(_just_before(number), _COMPARATIVE)
    elif _speaks_of_before(plain) and number > 1:
        yield Need(_just_before(number), _SPEAKING_OF_BEFORE)


def _speaks_of_before(plain: str) -> bool:
    """Whether something is like, other than or added to what the sentence does not name itself.

    `"finding such minima takes long" -> True`, `"if it rains , then it floods" -> False`
    """
    if _HOWEVER_INSIDE.search(plain):
        return True
    then = _THEN.search(plain)
    if then is not None and not _TELLS_WHEN.search(plain[: then.start()]):
        return True
    return _SPEAKS_OF_BEFORE.search(plain) is not None


def _find_restriction(number: int, annotated: AnnotatedDocument) -> Iterator[Need]:
    """Find the next sentence of the paragraph where that takes half of this one back."""
    ahead = number + 1
    sentences = annotated.document.sentences
    if number >= len(sentences) or sentences[number].role is not Role.PROSE:
        return
    following = annotated.sentence_text(ahead)
    apart = sentences[number].paragraph != sentences[number - 1].paragraph
    if apart and not _SPEAKS_OF.match(following):
        return
    if _RESTRICTS.match(following) or _is_half(number, following, annotated):
        yield Need(frozenset({ahead}), _RESTRICTED, restricts=True)
    elif _CONTRASTS.match(following):
        yield Need(frozenset({ahead}), _CONTRASTED, restricts=True)


def _is_half(number: int, following: str, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence announces what the following one tells, or this takes it up as a whole.

    `"Sales decreased." -> True` before "A new ship delayed this decrease."
    """
    text = annotated.sentence_text(number).rstrip(" .")
    if _PROMISES.match(text) or (_ANNOUNCES.search(text) and _LISTS.match(following)):
        return True
    tokens = annotated.tokens(number + 1)
    told = {token.key for token in annotated.tokens(number) if is_past_form(token)}
    return any(left.plain == "this" and right.key in told for left, right in pairwise(tokens))


def _find_pronouns(tokens: Tokens, number: int, annotated: AnnotatedDocument) -> Iterator[Need]:
    """Find each "her", "their" or "it" that means nothing which the sentence itself names.

    It is met by the last sentence that names what may be meant, by those behind it that go on
    with the same pronoun, and by those before it that name nothing else. What opens the document
    leans on nothing.
    """
    if number == next(annotated.numbers, number):
        return
    for anaphor in find_unbound(tokens, _find_mentions(tokens, annotated)):
        met, meant = set[int](), set[str]()
        for back in range(number - 1, max(0, number - 1 - _FURTHEST_NOUN), -1):
            before = annotated.tokens(back)
            named = find_named(before, _find_mentions(before, annotated), anaphor.reference)
            if meant and named - meant:
                break  # somebody else, too
            if named or (not meant and may_continue(before, anaphor.reference)):
                met.add(back)
            meant = meant or named
        yield Need(frozenset(met), _PRONOUN, reference=anaphor.reference)


def _find_mentions(tokens: Tokens, annotated: AnnotatedDocument) -> list[Mention]:
    return [mention for mention, _ in annotated.identify_people(tokens)]


def _names_rest(plain: str) -> bool:
    """Whether "the latter" or "the other three" are of several that the sentence does not name."""
    match = _OF_SEVERAL.search(plain)
    return match is not None and _ENUMERATES.search(plain[: match.start()]) is None


def _compares(tokens: Tokens) -> bool:
    """Whether a comparative at the end has no standard: "The last closure was longer."."""
    plain = [token.plain for token in tokens if token.kind is not Kind.MARK]
    if len(plain) < 3 or "than" in plain:
        return False
    return plain[-1] in cw.COMPARATIVES and not BE_FORMS.isdisjoint(plain[-4:-1])
