"""Checked sentences -> the same in the reader's language, as far as that can be trusted.

The model translates what was checked, sentence by sentence, and code holds every translation
against its sentence (`checking.translated`). Then the model translates it back, and what comes
back must be the sentence again, in nearly its words. What fails in all tries stays in the
article's language: better a sentence to look up than one that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.document import Document, count_words
from summarize.generation.parsing import parse_answer_lines
from summarize.generation.prompts import fill_template
from summarize.generation.session import GenerationSession
from summarize.inference import Completion, Engine, FinishReason, Prompt, Request
from summarize.nlp import language as languages
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.sentences import split_sentences
from summarize.nlp.tokens import Kind
from summarize.results import CheckedClaim, Claim, Origin, Repair, Summary, Verdict
from summarize.rewriting.translation.faithfulness import find_faults, localize_figures
from summarize.rewriting.translation.locales import english_name, example_date, native_name
from summarize.verification.checker import Checker
from summarize.verification.paraphrase.synonyms import substitute_synonyms

# The likeliest translation first; of those that fail, so many others are asked for.
_MAX_RETRIES = 3
_TEMPERATURE = 0.6
# A fuse: a translation may take so many tokens for each one of the sentence. Languages that
# the model's tokenizer knows badly come in small pieces.
_TOKENS_PER_TOKEN, _MIN_TOKENS = 4, 48
# For so many words, names and figures aside, one may come back as another.
_WORDS_PER_CHANGE = 4
_PREAMBLE_END = ":"
_OPENING, _CLOSING = "\"“„«‚‘'", "\"”“»’'"


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """From which language into which, as ISO 639-1 codes; `other` is None if nobody knows it."""

    detected: str | None
    wanted: str

    @property
    def source(self) -> str:
        """The article's language, English where it was not recognised, as everywhere."""
        return self.detected or "en"

    @property
    def codes(self) -> tuple[str, str]:
        """Both languages."""
        return self.source, self.wanted

    def english_name_of(self, language: str) -> str:
        """The English name of a language."""
        return english_name(language) or language


@dataclass(frozen=True, slots=True)
class Translations:
    """The statements, those that could be translated in the wanted language; remarks on it.

    `words` leads from each text that was translated to its translation.
    """

    statements: tuple[CheckedClaim, ...]
    notes: tuple[str, ...]
    words: Mapping[str, str]


def translate_summary(
    summary: Summary,
    wanted: str | None,
    session: GenerationSession,
    checker: Checker,
    seed: int = 0,
) -> Summary:
    """The summary with its statements in the `wanted` language, as far as that can be.

    The same summary if that is the article's own, or None; its notes tell the reader the rest.
    """
    pair = _find_language_pair(wanted, summary.document)
    if pair is None:
        return summary
    reason = find_obstacle(session.engine, pair, unchecked=summary.unchecked)
    if reason:
        return replace(summary, notes=(*summary.notes, reason))
    told = translate_statements((*summary.sentences, *summary.claims), pair, session, checker, seed)
    count = len(summary.sentences)
    return replace(
        summary,
        sentences=told.statements[:count],
        claims=told.statements[count:],
        repairs=_translate_repairs(summary.repairs, told.words),
        notes=(*summary.notes, *told.notes),
    )


def _find_language_pair(wanted: str | None, document: Document) -> LanguagePair | None:
    own = document.language
    if wanted is None or wanted == own:
        return None
    if own is None and languages.is_in_language(document.text[: languages.SAMPLE], wanted, None):
        return None
    return LanguagePair(own, wanted)


def find_obstacle(engine: Engine, pair: LanguagePair, *, unchecked: bool = False) -> str:
    """Why nothing can be translated with this model, as a remark for the reader; "" if it can.

    An `unchecked` draft isn't: there would be no telling whose slip is whose.
    """
    kept = "what is printed is in the article's language."
    if unchecked:
        return f"An unchecked draft is not translated: {kept}"
    if english_name(pair.wanted) is None or pair.wanted not in languages.known_languages():
        return f"A text in “{pair.wanted}” can't be told from others, so {kept}"
    known = engine.info.languages
    if known and pair.wanted not in known:
        told = ", ".join(pair.english_name_of(code) for code in known)
        return (
            f"This model does not know {pair.english_name_of(pair.wanted)}: its file says that it was "
            f"trained on {told} alone, so {kept} A model that knows it can be given with --model."
        )
    return ""


def translate_statements(
    statements: Sequence[CheckedClaim],
    pair: LanguagePair,
    session: GenerationSession,
    checker: Checker,
    seed: int = 0,
) -> Translations:
    """Every statement in the wanted language, if a translation of it stands."""
    texts = list(dict.fromkeys(one.text for one in statements))
    words: dict[str, str] = {}
    for tries in (range(1), range(1, 1 + _MAX_RETRIES)):
        asked = [(text, number) for text in texts if text not in words for number in tries]
        words |= _select_by_back_translation(
            _draw_translations(asked, pair, session, checker, seed), pair, session, checker
        )
    whole = languages.detect_language(words.values())
    if whole is not None and not languages.is_similar_language(whole, pair.wanted):
        words = {}  # each came close to the wanted language, but all are in another
    told = tuple(_replace_text(one, words) for one in statements)
    return Translations(told, _build_notes(len(texts), len(words), pair), words)


def _translate_repairs(repairs: Iterable[Repair], words: Mapping[str, str]) -> tuple[Repair, ...]:
    """The repairs with what is printed for each statement as it is printed."""
    return tuple(replace(one, after=words.get(one.after, one.after)) for one in repairs)


def _replace_text(statement: CheckedClaim, words: Mapping[str, str]) -> CheckedClaim:
    if statement.text not in words:
        return statement
    return replace(
        statement,
        text=words[statement.text],
        origin=Origin.TRANSLATED,
        translated_from=statement.text,
    )


def _build_notes(asked: int, done: int, pair: LanguagePair) -> tuple[str, ...]:
    """What the reader has to know of translations, and how many there are none of."""
    notes = []
    if done:
        notes.append(
            f"Translated by the model from {pair.english_name_of(pair.source)}: figures, dates and names "
            "were compared with the checked sentence, the meaning only by translating back."
        )
    if done < asked:
        notes.append(
            f"{asked - done} of {asked} sentences could not be translated faithfully into "
            f"{pair.english_name_of(pair.wanted)} and {'is' if asked - done == 1 else 'are'} in the original."
        )
    return tuple(notes)


def _draw_translations(
    asked: Sequence[tuple[str, int]],
    pair: LanguagePair,
    session: GenerationSession,
    checker: Checker,
    seed: int,
) -> dict[str, list[str]]:
    """The texts with those translations that have no faults, each once.

    `asked` has each text with the number of each try at it.
    """
    requests = [_build_request(text, number, pair, session.engine, seed) for text, number in asked]
    found: dict[str, list[str]] = {}
    for (text, _), completion in zip(asked, _complete(requests, session), strict=True):
        translation = localize_figures(text, parse_translation(completion, text, pair), pair.codes)
        known = found.setdefault(text, [])
        if translation not in known and not find_problems(text, translation, pair, checker):
            known.append(translation)
    return found


def _select_by_back_translation(
    found: Mapping[str, Sequence[str]],
    pair: LanguagePair,
    session: GenerationSession,
    checker: Checker,
) -> dict[str, str]:
    """The texts with the first translation that says the same when it is translated back."""
    back = LanguagePair(pair.wanted, pair.source)
    asked = [(text, one) for text, tries in found.items() for one in tries]
    requests = [_build_request(one, 0, back, session.engine, 0) for _, one in asked]
    kept: dict[str, str] = {}
    for (text, one), completion in zip(asked, _complete(requests, session), strict=True):
        returned = parse_translation(completion, one, back)
        if text not in kept and is_same_after_back_translation(text, returned, checker):
            kept[text] = one
    return kept


def _complete(requests: Sequence[Request], session: GenerationSession) -> list[Completion]:
    return session.complete(requests, "translating") if requests else []


def _build_request(
    text: str, number: int, pair: LanguagePair, engine: Engine, seed: int
) -> Request:
    tokens = max(_MIN_TOKENS, _TOKENS_PER_TOKEN * engine.count_tokens(text))
    stops = () if engine.has_chat_template else ("\n",)
    prompt = _build_translation_prompt(text, pair, engine)
    return Request(prompt, tokens, _TEMPERATURE if number else 0.0, seed + number, stops)


def _build_translation_prompt(text: str, pair: LanguagePair, engine: Engine) -> Prompt:
    """A base model is told the languages by their own names, and shown one line in both."""
    source, wanted = pair.codes
    if engine.has_chat_template:
        names = {"source": pair.english_name_of(source), "language": pair.english_name_of(wanted)}
        return engine.apply_chat_template(fill_template("translation_chat", sentence=text, **names))
    names = {"source": native_name(source), "language": native_name(wanted)}
    shown = {"example": example_date(source), "translated": example_date(wanted)}
    return Prompt(fill_template("translation_completion", sentence=text, **names, **shown))


def parse_translation(completion: Completion, text: str, pair: LanguagePair) -> str:
    """The translation in what the model wrote; "" if it is more or less than one line.

    A line that only announces it, the name of the language before it and quotation marks
    around it are taken off.
    """
    lines = (
        parse_answer_lines(completion.text) if completion.finish_reason is FinishReason.END else []
    )
    if len(lines) == 2 and lines[0].endswith(_PREAMBLE_END):
        lines = lines[1:]
    if len(lines) != 1:
        return ""
    label = (
        f"(?:{re.escape(pair.english_name_of(pair.wanted))}|{re.escape(native_name(pair.wanted))})"
    )
    line = re.sub(rf"\A{label}:\s*", "", lines[0])
    quoted = line[:1] in _OPENING and line[-1:] in _CLOSING and len(line) > 2
    return line[1:-1] if quoted and text[:1] not in _OPENING else line


def find_problems(
    text: str, translation: str, pair: LanguagePair, checker: Checker
) -> tuple[str, ...]:
    """What is against a translation of a checked text, in words; empty if nothing is."""
    if not count_words(translation):
        return ("no translation",)
    aliases = checker.annotated.aliases_for(tokenize(text, checker.annotated.language))
    found = list(find_faults(text, translation, pair.codes, aliases))
    if _count_sentences(translation, pair.wanted) > max(1, _count_sentences(text, pair.source)):
        found.append("more than one sentence")
    if text[-1:] in ".!?" and translation[-1:].isalnum():
        found.append("not a whole sentence")
    if _mentions_task(translation, text, pair):
        found.append("speaks of the task")
    if not languages.is_in_language(translation, pair.wanted, pair.detected):
        found.append(f"not {pair.english_name_of(pair.wanted)}")
    return tuple(found)


def _count_sentences(text: str, language: str) -> int:
    """How many sentences there are; "am 9. Mai" is in one."""
    spans = split_sentences(text, language)
    return sum(not re.search(r"\d\.\s*\Z", text[span.start : span.end]) for span in spans)


def is_same_after_back_translation(text: str, returned: str, checker: Checker) -> bool:
    """Whether a translation that was translated back still says what the text says.

    The article must not contradict it, and most words have to be there again, of a short
    text all: what a model makes of words that it does not know does not come back.
    """
    language = checker.annotated.language
    tokens, back = tokenize(text, language), tokenize(returned, language)
    back = substitute_synonyms(back, tokens) if has_tables(language) else back
    theirs, ours = ({t.key for t in some if t.kind is Kind.WORD} for some in (tokens, back))
    most = len(theirs) // _WORDS_PER_CHANGE
    if not ours or len(theirs - ours) > most or len(ours - theirs) > most + 1:
        return False
    return checker.check(Claim(returned)).verdict is not Verdict.UNSUPPORTED


def _mentions_task(translation: str, text: str, pair: LanguagePair) -> bool:
    """Whether words of the prompt, or about it, stand in the answer."""
    names = {pair.english_name_of(pair.source), pair.english_name_of(pair.wanted)}
    said = any(f"{name}:" in translation for name in names)
    about = re.search(r"\btranslat(?:e|ion|ed|ing)\b", translation, re.IGNORECASE)
    return said or (about is not None and "translat" not in text.casefold())
