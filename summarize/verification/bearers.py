"""Whether a surname alone means the person that a claim has named before it. Pure.

"Per Dahl spoke. Dahl left." says that Per Dahl left, also if the article means Eva Dahl there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.nouns import HONORIFICS, PERSON_TITLES
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.names.name_parts import (
    Keys,
    find_first_names,
    find_name_ending_with,
    find_name_spans,
    may_be_same_first_names,
)
from summarize.nlp.tokens import Token, Tokens, join_surfaces, plain_at
from summarize.verification.alignment import ClaimPart
from summarize.verification.comparison import Reason

# In sentences: a surname alone means the bearer that was named so shortly before.
_REACH = 3


def find_changed_bearers(
    parts: Sequence[ClaimPart], annotated: AnnotatedDocument, aliases: Aliases
) -> Iterator[Reason]:
    """Find the surnames alone that need not mean the person named before them in the claim.

    `"Per Dahl spoke", "and Dahl left" -> a reason`, if Eva Dahl may have left. `parts` are all
    parts of the claim, of each of its sentences, as `Aliases.canonicalize` writes them.
    """
    named: dict[str, tuple[Tokens, ClaimPart]] = {}
    for part in parts:
        tokens = part.tokens
        for start, end in find_name_spans(tokens):
            mention = tokens[start:end]
            last, titled = mention[-1], tokens[start - (end - start == 1) : end]
            title = titled[-2] if start and len(titled) == 2 else None
            if title and not _may_have_title(last, title, part, annotated, aliases):
                yield _build_reason(last, join_surfaces(titled).removesuffix("'s"))
            if find_first_names(mention):
                named[last.key] = mention, part
            elif end - start == 1 and last.key in named:
                full, before = named[last.key]
                follows = part.sentence_number - before.sentence_number in (0, 1)
                bearer = find_first_names(full)
                if not (follows or _is_same_bearer(last, bearer, part, annotated, aliases)):
                    yield _build_reason(last, join_surfaces(full).removesuffix("'s"))


def _build_reason(surname: Token, name: str) -> Reason:
    text = f"“{surname.surface}” may be another in the source than {name}"
    return Reason(text, contradiction=False, wrong_tokens=(surname,), veto=True)


def _may_have_title(
    surname: Token, title: Token, part: ClaimPart, annotated: AnnotatedDocument, aliases: Aliases
) -> bool:
    """Whether a name alone in the evidence may be who has this title: "Mr Ford", not the firm.

    Of several people with one surname it must be who was named with the title shortly before.
    """
    if title.plain not in PERSON_TITLES:
        return True
    evidence = aliases.canonicalize(part.evidence_tokens(annotated))
    found = find_name_ending_with(evidence, surname.key)
    if found is None or len(found) > 1:
        return True
    place = next(at for at, token in enumerate(evidence) if token is found[0])
    if plain_at(evidence, place - 1) in PERSON_TITLES:
        return True
    if not aliases.may_mean_person(evidence, place):
        return False
    if aliases.may_be_one_person(surname.key):
        return True
    # next to "Mr Dunn" and "Mrs Dunn" a bare "Dunn" may be either
    fuller = _find_last_fuller_name(surname.key, part, annotated, aliases)
    return title.plain not in HONORIFICS and title.key in {token.key for token in fuller}


def _is_same_bearer(
    surname: Token, bearer: Keys, part: ClaimPart, annotated: AnnotatedDocument, aliases: Aliases
) -> bool:
    """Whether a surname in the evidence of a part is certainly that of these first names."""
    evidence = aliases.canonicalize(part.evidence_tokens(annotated))
    found = find_name_ending_with(evidence, surname.key)
    if found is None:
        # the checks of names see what is missing
        return True
    if len(found) == 1 and aliases.may_be_one_person(surname.key):
        place = next(at for at, token in enumerate(evidence) if token is found[0])
        return aliases.may_mean_person(evidence, place)
    given = find_first_names(_find_last_fuller_name(surname.key, part, annotated, aliases))
    return bool(given) and may_be_same_first_names(bearer, given)


def _find_last_fuller_name(
    last: str, part: ClaimPart, annotated: AnnotatedDocument, aliases: Aliases
) -> Tokens:
    """Find the last "Eva Dahl" or "Mrs Dahl" in the evidence or shortly before; empty if none."""
    number, first = part.sentence_number, annotated.document.sentences[0].number
    earlier = range(number - 1, max(first, number - _REACH) - 1, -1)
    evidence = aliases.canonicalize(part.evidence_tokens(annotated))
    sentences = chain([evidence], (aliases.canonicalize(annotated.tokens(at)) for at in earlier))
    return next(filter(None, (_find_fuller_name(tokens, last) for tokens in sentences)), ())


def _find_fuller_name(tokens: Tokens, last: str) -> Tokens:
    """Find a surname with its first name or title: "Eva Dahl", "Mrs Dahl"; empty if there is none.

    It says who is meant by the surname alone.
    """
    for start, end in find_name_spans(tokens):
        titled = plain_at(tokens, start - 1) in PERSON_TITLES
        if tokens[end - 1].key == last and (titled or end - start > 1):
            return tokens[start - titled : end]
    return ()
