"""Conversational boilerplate of language models around an answer, in eleven languages.

Tables of phrases and the patterns built from them. They are about the answer or the task, not
about the article, so they are no statements to check, print or count as dropped.
"""

from __future__ import annotations

import re

# "Sure!", "Certainly, ..."
_AGREEMENTS = (
    r"sure(?: thing)?|certainly|of course|okay|ok|absolutely|no problem|got it|understood|great"
    r"|natürlich|gerne?|klar|selbstverständlich|sicher"
    r"|bien sûr|certainement|d[’']accord|avec plaisir|volontiers"
    r"|claro(?: que sí)?|por supuesto|desde luego|con (?:mucho )?gusto"
    r"|certo|certamente|volentieri|claro que sim|com certeza|com prazer"
    r"|natuurlijk|zeker|graag|oczywiście|jasne|pewnie|конечно|разумеется|хорошо"
    r"|当然(?:可以)?|好的|没问题|もちろん(?:です)?|はい|承知しました|わかりました"
)
# "Here is", "Below are"
_OPENERS = (
    r"here(?: is| are|[’']s| you (?:go|have))|below (?:is|are)|th(?:is|ese) (?:is|are)"
    r"|the following (?:is|are)|(?:based on|according to|from) the (?:article|text|passage)"
    r"|hier(?: ist| sind| folgt| kommt| findest| finden)|nachfolgend|im folgenden|folgende"
    r"|voici|voilà|ci-dessous|aquí (?:está|tienes|tiene|hay|van)n?|a continuación|este es|estos son"
    r"|ecco|di seguito|qui di seguito|aqui (?:está|estão|vai)|a seguir|seguem?|abaixo"
    r"|hier (?:is|zijn|volgt|volgen)|hieronder|oto|poniżej|вот|ниже"
)
# "a summary", "the key facts"
_ANSWERS = (
    r"summar(?:y|ies)|overview|answer|response|(?:key|main|important|following)?\s*facts?"
    r"|(?:key|main|important) (?:claims?|points?|statements?|takeaways?)"
    r"|zusammenfassung(?:en)?|überblick|antwort|(?:wichtigste[nr]?|zentrale[nr]?)? ?fakten"
    r"|(?:wichtigste[nr]?|zentrale[nr]?) (?:punkte|aussagen|tatsachen)|kernaussagen"
    r"|résumé|synthèse|réponse|faits|points (?:clés|principaux|essentiels)"
    r"|resumen|síntesis|respuesta|hechos|puntos (?:clave|principales)"
    r"|riassunto|sintesi|sommario|risposta|fatti|punti (?:chiave|principali|salienti)"
    r"|resumo|resposta|fatos|factos|pontos (?:principais|chave|importantes)"
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
_ANNOUNCED_NOUNS = r"json|list|output|result|translation|text|liste?|ergebnis|lista|resultado?"
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
    r"\A\s*(?:title|headline|keywords?|tags?|topic|category|word count|language|titel|titre|título"
    r"|titolo|tytuł|заголовок|标题|タイトル)\s*[:：]",
    re.IGNORECASE,
)
"""A line of metadata: a title, keywords, a category."""

LEAD_IN = re.compile(
    rf"\A¡?(?:(?:{_AGREEMENTS})\s*[!,！，、]\s*"
    r"|(?:in (?:summary|short|conclusion|brief|essence)|to (?:summari[sz]e|sum up)|overall"
    r"|zusammenfassend|zusammengefasst|en (?:résumé|resumen|conclusion)|in (?:sintesi|breve)"
    r"|em (?:resumo|suma)|samengevat|kortom|podsumowując|в целом|подводя итог),\s*"
    r"|note:\s*|(?:总之|总的来说)，)",
    re.IGNORECASE,
)
"""Words that lead from the conversation to a statement: "In summary, ...", "Sure, ..."."""

_REPORTING_VERBS = (
    r"says?|states?|notes?|mentions?|reports?|explains?|adds?|claims?|points? out|highlights?"
    r"|reveals?|indicates?|tells? us|emphasi[sz]es|suggests?|argues?"
)
REPORTING_FRAME = re.compile(
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

_THIS_ANSWER = r"(?:this|the|my|above) (?:above )?(?:summary|answer|response|list|overview)"
CHAT_REPLY = re.compile(
    r"\A[¡¿]?(?:"
    # English
    r"(?:please )?let me know\b|(?:please )?feel free to\b"
    rf"|(?:(?:i|we) )?hope (?:this|that|it|you|{_THIS_ANSWER})\b"
    r"|(?:is there (?:any|some)thing|do you (?:have|need|want) (?:any|more|me)"
    r"|would you like)\b.*\?"
    r"|(?:please )?(?:ask|tell me) if\b|thank you for\b|you[’']re welcome|happy to help"
    r"|i(?:[’']m| am|[’']d be| would be)? (?:happy|glad|sorry|unable|here|afraid)\b"
    r".*\b(?:help|assist|summar\w+|can[’']t|cannot|text|article)\b"
    r"|i (?:can|could|will|have|cannot|can[’']t|need to|should|must|tried to|don[’']t have)\b"
    r".*\b(?:help you|assist|summar\w+|listed|the text|the article|facts of|this task)\b"
    r"|if you (?:have|need|want|would|[’']d)\b.*\b(?:question|help|know|else|more|further|assist)"
    r"|as an? (?:ai|large|language|text-based)\b|the user\b.*\b(?:wants?|asks?|asked|asking)\b"
    r"|(?:let me|let[’']s|i[’']ll|i will|we need to|okay,? so|first,? i)\b"
    r".*\b(?:text|article|summar\w+|sentences?|facts?|think|list|read)\b"
    rf"|(?:please note(?: that)?|note(?: that)?:?)\s*{_THIS_ANSWER}\b"
    rf"|{_THIS_ANSWER}\b.*\b(?:text|article|passage|sentences?|facts?|words?|accurate|concise)\b"
    rf"|(?:{_OPENERS})\b.*\b(?:{_ANSWERS})\b"
    r"|(?:the|this) (?:article|text|passage|excerpt|document) (?:does not|doesn[’']t|did not)\b"
    # German, Dutch
    r"|ich hoffe,? (?:das|dass|diese)\b|lass(?:en sie)? (?:es )?mich\b.*\bwissen"
    r"|(?:wenn|falls) (?:du|sie|ihr)\b.*\b(?:fragen|brauch\w+|benötig\w+|möchte\w*|wünsch\w+)"
    r"|ik hoop dat (?:dit|deze|het)\b|laat (?:het )?(?:me|mij)\b.*\bweten|als (?:je|u)\b.*\bvragen"
    # French, Spanish, Italian, Portuguese
    r"|n[’']hésitez pas|j[’']espère que (?:ce|cela|cette)\b|faites-(?:le-)?moi savoir"
    r"|si vous (?:avez|souhaitez|voulez)\b.*\b(?:questions?|savoir|autres?|plus)"
    r"|espero que (?:esto|este|esta|isso|isto|o|te|le|ajude|ayude)\b|av[ií]s[ae]me|házmelo saber"
    r"|si (?:necesitas?|tienes?|quieres?)\b.*\b(?:preguntas?|algo|más|ayuda)|no dudes? en\b"
    r"|spero che (?:questo|questa|ti|sia|il)\b|fammi sapere|se hai\b.*\bdomande|non esitare"
    r"|se (?:precisar|tiver|quiser)\b.*\b(?:perguntas?|mais|ajuda|algo|dúvidas?)|avise-me|me avise"
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
