"""Conversational boilerplate of language models around an answer, in fourteen languages.

Tables of phrases, the patterns built from them, and the functions that strip them. They are about
the answer or the task, not about the article, so they are no statements to check, print or count
as dropped.
"""

from __future__ import annotations

import functools
import re

from summarize.document import count_words, length_factor
from summarize.nlp.patterns import SENTENCE_END

# "Sure!", "Certainly, ..."
_AGREEMENTS = (
    r"sure(?: thing)?|certainly|of course|okay|ok|absolutely|no problem|got it|understood|great"
    r"|natürlich|gerne?|klar|selbstverständlich|sicher"
    r"|bien sûr|certainement|d[’']accord|avec plaisir|volontiers"
    r"|claro(?: que sí)?|por supuesto|desde luego|con (?:mucho )?gusto"
    r"|certo|certamente|volentieri|claro que sim|com certeza|com prazer"
    r"|selvfølgelig|naturligvis|gjerne|självklart|javisst"
    r"|natuurlijk|zeker|graag|oczywiście|jasne|pewnie|конечно|разумеется|хорошо"
    r"|当然(?:可以)?|好的|没问题|もちろん(?:です)?|はい|承知しました|わかりました"
)
# "Here is", "Below are"
_ANNOUNCEMENTS = (
    r"(?:(?:based on|from) (?:the|this|your) (?:article|text|passage), )?"
    r"here(?: is| are|[’']s| you (?:go|have))|below (?:is|are|you[’']ll find|you will find)"
    r"|the following (?:is|are)"
    r"|hier(?: ist| sind| folgt| kommt| findest| finden)|nachfolgend|im folgenden|folgende"
    r"|voici|voilà|ci-dessous|aquí (?:está|tienes|tiene|hay|van)n?|a continuación|este es|estos son"
    r"|ecco|di seguito|qui di seguito|aqui (?:está|estão|vai)|a seguir|seguem?|abaixo"
    r"|her er|nedenfor|här (?:är|kommer)|hier (?:is|zijn|volgt|volgen)|hieronder|oto|poniżej"
    r"|вот|ниже"
)
_OPENERS = (
    rf"{_ANNOUNCEMENTS}|th(?:is|ese) (?:is|are)"
    r"|(?:based on|according to|from) the (?:article|text|passage)"
)
# "a summary", "the key facts"
_ANSWERS = (
    r"summar(?:y|ies)|overview|abstract|answer|response|(?:key|main)?\s*(?:takeaways?|highlights)"
    r"|(?:key|main|important|following)?\s*facts?|(?:key|main|important) (?:claims?|points?"
    r"|statements?)"
    r"|zusammenfassung(?:en)?|überblick|antwort|(?:wichtigste[nr]?|zentrale[nr]?)? ?fakten"
    r"|(?:wichtigste[nr]?|zentrale[nr]?) (?:punkte|aussagen|tatsachen)|kernaussagen"
    r"|résumé|synthèse|réponse|faits|points (?:clés|principaux|essentiels)"
    r"|resumen|síntesis|respuesta|hechos|puntos (?:clave|principales)"
    r"|riassunto|sintesi|sommario|risposta|fatti|punti (?:chiave|principali|salienti)"
    r"|resumo|resposta|fatos|factos|pontos (?:principais|chave|importantes)"
    r"|(?:viktig(?:st|ast)e )?punkte(?:ne|rna)|samm?endrag(?:et)?|sammenfatning|sammanfattning"
    r"|samenvatting|antwoord|feiten|(?:belangrijkste )?punten"
    r"|streszczenie|podsumowanie|odpowiedź|fakt(?:y|ów)"
    r"|(?:najważniejsze|kluczowe) (?:punkty|informacje)"
    r"|краткое (?:содержание|изложение)|резюме|сводка|пересказ|ответ|факт(?:ы|ов)"
    r"|(?:главные|основные|ключевые) (?:факты|моменты|тезисы)"
)
# The same in scripts without spaces between words.
_CJK_ANNOUNCEMENT = (
    r"(?:以下|这|下面|上述)[^。：:\n]{0,30}?(?:摘要|总结|概要|概述|事实|要点)[^。：:\n]{0,12}"
    r"|(?:以下|次)[^。：:\n]{0,30}?(?:要約|まとめ|事実|要点|ポイント)[^。：:\n]{0,12}"
)
_CJK_ANSWERS = (
    r"摘要|总结|概要|概述|要点|关键点|(?:主要|关键|重要)?事实|要約|まとめ|(?:主な|重要な)事実"
)
_COLON = r"\s*[:：](?=\s|\Z|[^\x00-\x7f])\s*"
# Nouns that count when they are announced, but not as a label by themselves.
_ANNOUNCED_NOUNS = (
    r"points|claims|sentences|json|list|output|result|translation|text|liste?|ergebnis|lista"
    r"|resultado?"
)
# "The five most important facts of the article are:"
_ANSWER_IS = (
    r"(?:the|die|das|der|les?|la|l[ao]s|el|il|i|gli|os?|as|de)\s+(?:[\w-]+\s+){0,4}?"
    rf"(?:{_ANSWERS})\b[^.!?:：\n]{{0,60}}?\b(?:are|is|sind|ist|sont|est|son|es|sono|è|são|é|zijn)"
)

PREAMBLE = re.compile(
    rf"\A\s*¡?(?:(?:{_AGREEMENTS})(?:\s*[!,.！，。、]+\s*|\s+|(?=[:：])))?"
    rf"(?:¡?(?:{_OPENERS})\b[^.!?:：\n]*?\b(?:{_ANSWERS}|{_ANNOUNCED_NOUNS})\b[^.!?:：\n]*"
    rf"|{_ANSWER_IS}|{_CJK_ANNOUNCEMENT})?{_COLON}",
    re.IGNORECASE,
)
"""An announcement that ends with a colon, with what precedes it: "Sure! Here is a summary:"."""
_ANNOUNCEMENT = re.compile(
    rf"\A¡?(?:(?:{_AGREEMENTS})[\s!,.！，。、]+)?"
    rf"(?:¡?(?:{_ANNOUNCEMENTS})\b[^.!?:：\n]*?\b(?:{_ANSWERS}|{_ANNOUNCED_NOUNS})\b[^.!?:：\n]*"
    rf"|{_CJK_ANNOUNCEMENT}){_COLON}",
    re.IGNORECASE,
)
"""The same without what could also be said of something else: "This is the list of the dead:"."""

LABEL = re.compile(
    rf"\A\s*(?:(?:final|short|brief)\s+)?(?:{_ANSWERS}|{_CJK_ANSWERS}|tl;?dr"
    r"|(?:key\s+)?(?:fact|claim|point|sentence|statement|fakt|satz|punkt|fait|hecho|fatto|fato|feit)"
    r"\s+(?:no\.?\s*|#)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten))"
    r"(?:\s+(?:in|of|from|about|de|du|del|dell[ao’']|do|da|des|van|der|aus|mit|en|em)\s*"
    r"(?:[\w-]+\s+){0,3}?(?:article|text|passage|sentences?|words|artikels?|textes|sätzen?|phrases?"
    r"|l[’']article|artículo|texto|frases|oraciones|articolo|testo|frasi|artigo|artikel|tekst"
    rf"|zinnen)(?:\s+above)?)*{_COLON}",
    re.IGNORECASE,
)
"""A label before the answer or one of its statements: "Summary:", "Fact 1:", "Résumé :"."""

METADATA_LINE = re.compile(
    r"\A\s*(?:title|headline|key ?words?|tags?|source|topic|category|word count|language|titel"
    r"|titre|título"
    r"|titolo|tytuł|заголовок|标题|タイトル)\s*[:：]",
    re.IGNORECASE,
)
"""A line of metadata: a title, keywords, a category."""

_LEAD_IN = re.compile(
    rf"\A¡?(?:(?:{_AGREEMENTS})\s*[!,！，、]\s*"
    r"|(?:in (?:summary|short|conclusion|brief|essence|a nutshell)|to (?:summari[sz]e|sum up)"
    r"|overall"
    r"|zusammenfassend(?: lässt sich sagen)?|zusammengefasst|kurz gesagt|kurzum|en bref"
    r"|en (?:résumé|resumen|conclusion)|in (?:sintesi|breve)"
    r"|em (?:resumo|suma)|samengevat|kortom|podsumowując|в целом|подводя итог)\s?[,:]\s*"
    r"|(?:summary|tl;?dr|zusammenfassung|résumé|resumen)\s*[–—-]+\s+"
    r"|(?:note|hinweis|anmerkung|remarque|nota)\s?:\s*|(?:总之|总的来说)，)",
    re.IGNORECASE,
)
"""Words that lead from the conversation to a statement: "In summary, ...", "Sure, ..."."""

_REPORTING_VERBS = (
    r"says?|states?|notes?|mentions?|reports?|explains?|adds?|claims?|points? out|highlights?"
    r"|reveals?|indicates?|tells? us|emphasi[sz]es|suggests?|argues?"
)
_REPORTING_FRAME = re.compile(
    r"\A(?:(?:the|this) (?:article|text|passage|excerpt|document)"
    rf" (?:also |further |then )?(?:{_REPORTING_VERBS}) that\s+"
    r"|(?:according to|as stated in|in) (?:the|this) (?:article|text|passage|excerpt),\s*"
    r"|(?:l[’']article|le texte) (?:indique|dit|précise|explique|souligne|rapporte) qu(?:e |[’'])"
    r"|selon (?:l[’']article|le texte),\s*"
    r"|(?:el|este) (?:artículo|texto) (?:dice|indica|señala|explica|afirma|menciona) que\s+"
    r"|según (?:el|este) (?:artículo|texto),\s*"
    r"|(?:l[’']articolo|il testo) (?:dice|afferma|spiega|riporta|indica) che\s+"
    r"|secondo (?:l[’']articolo|il testo),\s*"
    r"|(?:o|este) (?:artigo|texto) (?:diz|afirma|explica|indica|menciona) que\s+"
    r"|segundo o (?:artigo|texto),\s*"
    r"|(?:文章|本文|该文)(?:指出|提到|称|说|表示)[，,:：]?|(?:根据|据)(?:文章|本文|该文)[，,])",
    re.IGNORECASE,
)
"""A frame that only attributes the statement to the article; the rest can be checked."""

# What an offer to the user says after "if you have questions", so that "If you need help, the
# clinic is open" is none.
_OFFER = (
    r".*\b(?:please|just (?:ask|let)|let me|feel free|hesitate|happy to|reach out"
    r"|i(?:[’']\w+| can| will))\b"
)
_NAMED_ANSWER = (
    r"(?:(?:(?:the )?above|this|my) (?:above )?(?:summary|answer|response|list|overview)"
    r"|the summary (?:above|below))"
)
_THIS_ANSWER = rf"(?:{_NAMED_ANSWER}|the summary)"
_MADE = (
    r"(?:was|is|has been|were|may|might|can|should)\b.*\b(?:generated|written|created|produced"
    r"|provided|prepared|based|meant|intended|contain|omit|simplif\w+|accurate|concise|ai)"
)
_CHAT_REPLY = re.compile(
    r"\A[¡¿(\[]?(?:"
    # English
    rf"(?:{_AGREEMENTS})\s*[.!…]*\Z"
    r"|(?:please |just |do )?(?:let me know|feel free to|say the word|ask away)\b"
    rf"|(?:i|we)(?: really| do|[’']d)? hope (?:this|that|it|you|{_THIS_ANSWER})\b"
    r"|hope (?:this|that|it)(?:[’']s| helps?| is| was| works| makes| answers)\b"
    r"|that[’']s (?:it|the gist|the summary)[.!]*\Z|(?:cheers|enjoy|best regards|just ask)[.!,]*\Z"
    r"|(?:(?:does|did|is|was) (?:this|that|it) (?:help|work|what you)|how does (?:this|that))\b.*\?"
    r"|need (?:it|this|more|a|anything)\b.*\?"
    r"|[–—-]*\s*end of (?:the )?summary\W*\Z"
    r"|(?:(?:is there )?(?:any|some)thing|do you (?:have|need|want) (?:any|more|me)"
    r"|would you (?:like|prefer)|(?:do you )?want me to|(?:shall|should|can|could|may) i)\b.*\?"
    r"|(?:please |just )?(?:ask|tell me) if you\b|thank(?:s| you) for (?:\w+ing|the|your)\b"
    r"|you[’']re welcome\b"
    r"|(?:always |more than )?(?:happy|glad) to (?:help|assist|adjust|expand|shorten|revise)\b"
    r"|here you (?:go|are)[.!]*\Z|(?:great|good|excellent|nice) (?:question|choice|article)[.!]*\Z"
    r"|i(?:[’']m| am|[’']d be| would be)? (?:happy|glad|sorry|unable|here|afraid)\b"
    r".*\b(?:help|assist|elaborate|expand|summar\w+|can[’']t|cannot|text|article)\b"
    r"|i(?:[’']ve|[’']ll| (?:can|could|will|have|cannot|can[’']t|need to|should|must|tried to"
    r"|don[’']t have))\b"
    r".*\b(?:help you|assist|summar\w+|condensed|listed|the text|the article|facts of|this task)\b"
    r"|i (?:kept|made|based|focused|limited|summari[sz]ed|condensed|left out)\b.*\bsummar\w+\b"
    rf"|if you(?:[’']d| have| need| want| would| prefer)\b{_OFFER}"
    r"|let me (?:summari[sz]e|sum up)\b"
    rf"|should you (?:have|need|want|prefer)\b{_OFFER}"
    r"|as an? (?:ai(?:,| (?:language )?(?:model|assistant|system))|(?:large )?language model"
    r"|text-based)\b"
    rf"|(?:please note(?: that)?|note(?: that)?:?|disclaimer:)\s*{_THIS_ANSWER}\b"
    rf"|{_NAMED_ANSWER}\b.*\b(?:text|article|passage|sentences?|words?|accurate|concise)\b"
    rf"|{_THIS_ANSWER} {_MADE}\b"
    r"|(?:generated|written|summari[sz]ed|created) (?:by|with|using) (?:an? )?(?:ai|chatgpt|gpt\S*"
    r"|claude|gemini|copilot|llama|mistral)\b"
    rf"|(?:{_ANNOUNCEMENTS})\b.*\b(?:{_ANSWERS}|(?:{_ANNOUNCED_NOUNS})\b[^.!?]*:\Z)\b"
    # German, Dutch
    r"|ich hoffe,? (?:das|dass|diese)\b|lass(?:en sie)? (?:es )?mich\b.*\bwissen"
    r"|(?:sag|gib|geben sie|sagen sie)(?: mir)?(?: \w+)? bescheid\b|melde? dich\b|melden sie sich\b"
    r"|(?:soll|darf|kann) ich\b.*\?|(?:möchtest|brauchst|willst) du\b.*\?|möchten sie\b.*\?"
    r"|als (?:ki|künstliche intelligenz|sprachmodell|ki-\w+|großes sprachmodell)\b[^,.]*\b"
    r"(?:habe|kann|bin|darf) ich\b"
    r"|diese (?:zusammenfassung|antwort|übersicht) (?:wurde|ist|basiert|beruht|fasst|enthält)\b"
    r"|(?:wenn|falls) (?:du|sie|ihr)\b.*\b(?:helfe|fragen sie|frag|sag|lass\w*|meld\w*|gib|ich)\b"
    r"|ik hoop dat (?:dit|deze|het)\b|laat (?:het )?(?:me|mij)\b.*\bweten|als (?:je|u)\b.*\bvragen"
    r"|hat (?:dir|ihnen) das geholfen\?"
    # Norwegian, Danish, Swedish
    r"|(?:jeg |jag )?(?:håper|håber|hoppas) (?:at |att )?(?:dette|det|detta|du)\b"
    r"|(?:gi meg|giv mig) (?:gjerne )?(?:beskjed|besked)|låt mig veta|(?:vil du|vill du)\b.*\?"
    # French, Spanish, Italian, Portuguese
    r"|n[’']hésite[zs]? pas|j[’']espère que (?:ce|cela|cette|ça)\b|faites-(?:le-)?moi savoir"
    r"|dites?-(?:le-)?moi\b|(?:souhaitez|voulez|aimeriez)-vous\b.*\?|(?:veux|souhaites)-tu\b.*\?"
    r"|en tant (?:que modèle|qu[’']i)\w*\b"
    r"|ce(?:tte)? (?:résumé|réponse|synthèse) (?:a été|est|se)\b"
    r"|si vous (?:avez|souhaitez|voulez)\b.*\b(?:n[’']hésitez|dites|faites|je)\b"
    r"|espero que (?:esto|este|esta|isso|isto|o|te|le|ajude|ayude)\b|av[ií]s[ae]me|házmelo saber"
    r"|(?:quieres|te gustaría|desea|quer|gostaria)\b.*\?|como (?:modelo de (?:lenguaje|linguagem)"
    r"|una? (?:ia|inteligencia))\b|este (?:resumen|resumo) (?:fue|ha sido|foi|se basa|é)\b"
    r"|si (?:necesitas?|tienes?|quieres?)\b.*\b(?:d[ií]\w*|av[ií]s\w*|dudes|puedo|ayud\w+)"
    r"|no dudes? en\b"
    r"|spero che (?:questo|questa|ti|sia|il)\b|fammi sapere|se hai\b.*\bdomande|non esitare"
    r"|se (?:precisar|tiver|quiser)\b.*\b(?:avise|pergunte|diga|posso|ajud\w+)|avise-me|me avise"
    # Polish, Russian
    r"|mam nadzieję, że (?:to|ten|ta|pomog\w+)\b|daj(?:cie)? mi znać|jeśli (?:masz|potrzebujesz)\b"
    r"|надеюсь, (?:это|что)\b|дайте (?:мне )?знать|сообщите\b|если (?:у вас|вам|нужн\w+)\b"
    # Chinese, Japanese
    r"|希望(?:这|以上|对)|如果[您你](?:有|需要|想)|如(?:需|有)|请告诉我|需要(?:我|更多).*[吗？]"
    r"|お役に立|ご不明な点|何か(?:ご|他|あ)|お知らせください|他に.*(?:か|ください)"
    r")",
    re.IGNORECASE,
)
"""A sentence addressed to the user, about the answer or the task."""
_TASK_TALK = re.compile(
    r"\A(?:the user\b.*\b(?:wants?|asks?|asked|asking)\b"
    r"|(?:let me|let[’']s|i[’']ll|i will|we need to|okay,? so|first,? i)\b"
    r".*\b(?:text|article|summar\w+|sentences?|facts?|think|list|read)\b"
    rf"|(?:{_OPENERS})\b.*\b(?:{_ANSWERS})\b"
    rf"|{_THIS_ANSWER}\b.*\b(?:text|article|passage|sentences?|facts?|words?|accurate|concise)\b"
    r"|(?:the|this) (?:article|text|passage|excerpt|document) (?:does not|doesn[’']t|did not)\b)",
    re.IGNORECASE,
)
"""What a model that was asked for facts says of its task, and nobody else could mean as a fact."""

_IS_QUOTED = re.compile(r"\b(?:said|says|asked|told|sagte[nt]?|fragte)\b", re.IGNORECASE)
_ABOUT = re.compile(rf"\b(?:{_ANSWERS}|words|version|wörter|mots)\b", re.IGNORECASE)
_LONGEST_METADATA = 12  # words; more may be a statement
_WORD_COUNT = re.compile(
    r"[(\[*]*(?:(?:approx\w*\.?|about|total|length:|~) ?)*(?:word count|wort(?:an)?zahl"
    r"|nombre de mots|\d+ (?:words?|wörter|mots|palabras|parole))\b[\s\d:~]*(?:words)?[.)\]*]*",
    re.IGNORECASE,
)


def strip_chat_phrases(sentence: str, article: str = "") -> str:
    """Strip words of the conversation from a sentence of an answer; "" if there are no others.

    `"In summary, the article says that Ito won." -> "Ito won."`; `"I hope this helps!" -> ""`.
    Words that are in the article, too, stay.
    """
    sentence = strip_lead_in(_strip_start(sentence, article, PREAMBLE), article)
    said = _CHAT_REPLY.match(sentence) or _TASK_TALK.match(sentence)
    return "" if said and not _is_in(said.group(), article) else sentence


def strip_lead_in(sentence: str, article: str = "") -> str:
    """Strip what leads from the conversation to a statement: `"Summary: It sails." -> "It sails."`.

    Words that are in the article, too, stay.
    """
    return _strip_start(sentence, article, _ANNOUNCEMENT, LABEL, _LEAD_IN, _REPORTING_FRAME)


def _strip_start(sentence: str, article: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        match = pattern.match(sentence)
        if match and not _is_in(match.group(), article):
            rest = sentence[match.end() :]
            sentence = rest[:1].upper() + rest[1:]
    return sentence


def is_chat_reply(sentence: str, article: str = "") -> bool:
    """Whether a sentence is addressed to the user and says nothing of the article.

    `"Let me know if it helps!" -> True`; `"The article does not name him." -> False`, as that
    may be false. So may what has a figure or a speaker. A sentence of the article is no reply.
    """
    if _is_in(sentence, article) or _IS_QUOTED.search(sentence):
        return False
    figures = any(char.isdigit() for char in sentence)
    return bool(_CHAT_REPLY.match(sentence)) and not (figures and not _ABOUT.search(sentence))


def is_metadata(line: str) -> bool:
    """Whether a line is about the text and none of it: `"Word count: 120"`, `"Title: The Race"`."""
    plain = line.translate({ord("*"): None, ord("_"): None}).strip()
    labelled = METADATA_LINE.match(plain) and count_words(
        plain
    ) <= _LONGEST_METADATA * length_factor(plain)
    return bool((labelled and not SENTENCE_END.search(plain)) or _WORD_COUNT.fullmatch(plain))


def _is_in(words: str, article: str) -> bool:
    return words.casefold().strip() in _casefold(article)


@functools.lru_cache(maxsize=1)
def _casefold(article: str) -> str:
    """Return the article in small letters; cached because all statements are looked up in it."""
    return article.casefold()
