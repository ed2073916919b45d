"""Translation of a checked summary by the model; accepted if code and back-translation agree.

The model translates each sentence, and code compares the translation with it (`faithfulness`).
Then the model translates it back, and the result must be the sentence in nearly the same words.
A sentence that fails in all tries stays in the article's language: better a sentence to look up
than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.document import count_words
from summarize.generation.drafts import GenerationSession
from summarize.generation.parsing import parse_answer_lines
from summarize.generation.prompts import fill_template
from summarize.inference import Completion, Engine, FinishReason, Prompt, Request
from summarize.nlp import language as languages
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.sentences import split_sentences
from summarize.nlp.tokens import Kind
from summarize.results import CheckedClaim, Claim, Origin, Summary, Verdict
from summarize.rewriting.translation.faithfulness import find_faults
from summarize.rewriting.translation.figure_check import localize_figures
from summarize.rewriting.translation.locales import english_name, example_date, native_name
from summarize.verification.checker import Checker
from summarize.verification.paraphrase.synonyms import substitute_synonyms

# The first translation is decoded greedily; for a sentence that fails, so many are sampled.
_MAX_RETRIES = 3
_TEMPERATURE = 0.6
# The token limit: so many for each token of the sentence. The tokenizer may split languages that
# it does not know well into many small pieces.
_TOKENS_PER_TOKEN, _MIN_TOKENS = 4, 48
# One of so many words, names and figures aside, may differ after back-translation.
_WORDS_PER_CHANGE = 4
_OPENING, _CLOSING = "\"“„«‚‘'", "\"”“»’'"


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """Source and target language, ISO 639-1 codes; `detected` is None if it was not recognised."""

    detected: str | None
    wanted: str

    @property
    def source(self) -> str:
        """The article's language, English if it was not recognised, as everywhere."""
        return self.detected or "en"

    @property
    def codes(self) -> tuple[str, str]:
        """Both languages."""
        return self.source, self.wanted


def _language_name(code: str) -> str:
    return english_name(code) or code


def translate_summary(
    summary: Summary,
    wanted: str | None,
    session: GenerationSession,
    checker: Checker,
    seed: int = 0,
) -> Summary:
    """Return the summary with its statements translated into `wanted`, where possible.

    It is unchanged if that is the article's own language, or None; its notes say what was not
    translated.
    """
    own, text = summary.document.language, summary.document.text
    if wanted is None or wanted == own:
        return summary
    if own is None and languages.is_in_language(text[: languages.SAMPLE], wanted, None):
        return summary
    pair = LanguagePair(own, wanted)
    reason = find_obstacle(session.engine, pair, unchecked=summary.unchecked)
    if reason:
        return replace(summary, notes=(*summary.notes, reason))
    statements = (*summary.all_sentences, *summary.claims)
    texts = list(dict.fromkeys(one.text for one in statements))
    words = Translator(pair, session, checker, seed).translate(texts)

    def put_in(statements: Sequence[CheckedClaim]) -> tuple[CheckedClaim, ...]:
        return tuple(
            replace(one, text=words[text], origin=Origin.TRANSLATED, translated_from=text)
            if (text := one.text) in words
            else one
            for one in statements
        )

    return replace(
        summary,
        sentences=put_in(summary.sentences),
        claims=put_in(summary.claims),
        sections=tuple(
            replace(part, sentences=put_in(part.sentences)) for part in summary.sections
        ),
        repairs=tuple(replace(r, after=words.get(r.after, r.after)) for r in summary.repairs),
        notes=(*summary.notes, *_build_notes(len(texts), len(words), pair)),
    )


def find_obstacle(engine: Engine, pair: LanguagePair, *, unchecked: bool = False) -> str:
    """Return why nothing can be translated with this model, as a remark; "" if it can.

    An `unchecked` draft is not translated: nobody could tell its errors from the translation's.
    """
    kept = "what is printed is in the article's language."
    if unchecked:
        return f"An unchecked draft is not translated: {kept}"
    if english_name(pair.wanted) is None or pair.wanted not in languages.known_languages():
        return f"A text in “{pair.wanted}” can't be told from others, so {kept}"
    known = engine.info.languages
    if known and pair.wanted not in known:
        names = ", ".join(map(_language_name, known))
        return (
            f"This model does not know {_language_name(pair.wanted)}: its file says that it was "
            f"trained on {names} alone, so {kept} A model that knows it can be given with --model."
        )
    return ""


def _build_notes(asked: int, done: int, pair: LanguagePair) -> tuple[str, ...]:
    """Return remarks on how translations were checked, and how many sentences have none."""
    notes = []
    if done:
        notes.append(
            f"Translated by the model from {_language_name(pair.source)}: figures, dates and names "
            "were compared with the checked sentence, the meaning only by translating back."
        )
    if done < asked:
        notes.append(
            f"{asked - done} of {asked} sentences could not be translated faithfully into "
            f"{_language_name(pair.wanted)} and {'is' if asked - done == 1 else 'are'} in the "
            "original."
        )
    return tuple(notes)


class Translator:
    """Translates checked texts with one model, and checks the translations."""

    def __init__(
        self, pair: LanguagePair, session: GenerationSession, checker: Checker, seed: int = 0
    ) -> None:
        self._pair, self._session, self._checker, self._seed = pair, session, checker, seed

    def translate(self, texts: Sequence[str]) -> dict[str, str]:
        """Return the translation of each text that has an accepted one."""
        words: dict[str, str] = {}
        for tries in (range(1), range(1, 1 + _MAX_RETRIES)):
            asked = [(text, number) for text in texts if text not in words for number in tries]
            words |= self._select_by_back_translation(self._draw(asked))
        whole = languages.detect_language(words.values())
        if whole is not None and not languages.is_similar_language(whole, self._pair.wanted):
            return {}  # each alone resembles the wanted language, all together are in another
        return words

    def _draw(self, asked: Sequence[tuple[str, int]]) -> dict[str, list[str]]:
        """Return for each text its translations without faults, each once.

        `asked` has each text with the number of each try.
        """
        pair = self._pair
        found: dict[str, list[str]] = {}
        for (text, _), completion in self._complete(asked, pair, self._seed):
            answer = localize_figures(text, parse_translation(completion, text, pair), pair.codes)
            known = found.setdefault(text, [])
            if answer not in known and _is_faithful(text, answer, pair, self._checker.annotated):
                known.append(answer)
        return found

    def _select_by_back_translation(self, found: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Return for each text the first translation that passes back-translation."""
        back = LanguagePair(self._pair.wanted, self._pair.source)
        texts = [text for text, tries in found.items() for _ in tries]
        asked = [(one, 0) for tries in found.values() for one in tries]
        kept: dict[str, str] = {}
        for text, ((one, _), completion) in zip(texts, self._complete(asked, back, 0), strict=True):
            returned = parse_translation(completion, one, back)
            if text not in kept and is_same_after_back_translation(text, returned, self._checker):
                kept[text] = one
        return kept

    def _complete(
        self, asked: Sequence[tuple[str, int]], pair: LanguagePair, seed: int
    ) -> list[tuple[tuple[str, int], Completion]]:
        """Return each text and number of a try with the completion."""
        engine = self._session.engine
        requests = [_build_request(text, number, pair, engine, seed) for text, number in asked]
        completions = self._session.complete(requests, "translating") if requests else []
        return list(zip(asked, completions, strict=True))


def _build_request(
    text: str, number: int, pair: LanguagePair, engine: Engine, seed: int
) -> Request:
    """Return a request; a base model gets native language names and an example in both."""
    tokens = max(_MIN_TOKENS, _TOKENS_PER_TOKEN * engine.count_tokens(text))
    source, wanted = pair.codes
    if engine.has_chat_template:
        stops: tuple[str, ...] = ()
        names = {"source": _language_name(source), "language": _language_name(wanted)}
        filled = fill_template("translation_chat", sentence=text, **names)
        prompt = engine.apply_chat_template(filled)
    else:
        stops = ("\n",)
        names = {"source": native_name(source), "language": native_name(wanted)}
        shown = {"example": example_date(source), "translated": example_date(wanted)}
        prompt = Prompt(fill_template("translation_completion", sentence=text, **names, **shown))
    return Request(prompt, tokens, _TEMPERATURE if number else 0.0, seed + number, stops)


def parse_translation(completion: Completion, text: str, pair: LanguagePair) -> str:
    """Return the translation in the model's answer; "" if that is not one line.

    A line that only announces it, a label with the language's name and quotation marks around
    it are stripped.
    """
    lines = parse_answer_lines(completion.text)
    if len(lines) == 2 and lines[0].endswith(":"):
        lines = lines[1:]
    if len(lines) != 1 or completion.finish_reason is not FinishReason.END:
        return ""
    label = f"(?:{re.escape(_language_name(pair.wanted))}|{re.escape(native_name(pair.wanted))})"
    line = re.sub(rf"\A{label}:\s*", "", lines[0])
    quoted = line[:1] in _OPENING and line[-1:] in _CLOSING and len(line) > 2
    return line[1:-1] if quoted and text[:1] not in _OPENING else line


def _is_faithful(
    text: str, translation: str, pair: LanguagePair, annotated: AnnotatedDocument
) -> bool:
    """Whether nothing speaks against a translation of a checked text, as far as code can tell."""
    if not count_words(translation):
        return False
    aliases = annotated.aliases_for(tokenize(text, annotated.language))
    if find_faults(text, translation, pair.codes, aliases):
        return False
    if _count_sentences(translation, pair.wanted) > max(1, _count_sentences(text, pair.source)):
        return False
    unfinished = text[-1:] in ".!?" and translation[-1:].isalnum()
    # words of the prompt, or about translating
    labelled = any(f"{_language_name(code)}:" in translation for code in pair.codes)
    about = re.search(r"\btranslat(?:e|ion|ed|ing)\b", translation, re.IGNORECASE)
    if unfinished or labelled or (about and "translat" not in text.casefold()):
        return False
    return languages.is_in_language(translation, pair.wanted, pair.detected)


def _count_sentences(text: str, language: str) -> int:
    """Count the sentences; "am 9. Mai" is in one."""
    spans = split_sentences(text, language)
    return sum(not re.search(r"\d\.\s*\Z", text[span.start : span.end]) for span in spans)


def is_same_after_back_translation(text: str, returned: str, checker: Checker) -> bool:
    """Whether a back-translation says the same as the text.

    The article must not contradict it, and it must have most of the words, of a short text all:
    invented renderings of unknown words do not come back.
    """
    language = checker.annotated.language
    tokens, back = tokenize(text, language), tokenize(returned, language)
    back = substitute_synonyms(back, tokens) if has_tables(language) else back
    theirs, ours = ({t.key for t in some if t.kind is Kind.WORD} for some in (tokens, back))
    most = len(theirs) // _WORDS_PER_CHANGE
    if not ours or len(theirs - ours) > most or len(ours - theirs) > most + 1:
        return False
    return checker.check(Claim(returned)).verdict is not Verdict.UNSUPPORTED
