"""How texts command a language model, by language: what they say, and how they call it.

Each entry is a regular expression, matched without regard to case. `{x}` stands for words
between verb and object. What is here is what people write into pages to change what a model
says of them; who puts it otherwise is not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = r"(?:[^\s.!?。]+\s+){0,6}?"


@dataclass(frozen=True, slots=True)
class CommandPhrases:
    """The phrases of a language.

    `overrides` take back what a model was told; `addresses` call it, or say what it has to put
    out; both are commands wherever they begin a clause. `demands` begin sentences that are
    commands where one of the others stands beside them.
    """

    overrides: re.Pattern[str]
    addresses: re.Pattern[str]
    demands: re.Pattern[str]


def _compile(*, overrides: str, addresses: str, demands: str) -> CommandPhrases:
    flags = re.IGNORECASE | re.VERBOSE
    return CommandPhrases(
        *(
            re.compile(pattern.replace("{x}", _WORDS), flags)
            for pattern in (overrides, addresses, demands)
        )
    )


_MODEL = r"""(?:(?:large\s)?language\smodels?|(?:an?\s)?AIs?|LLMs?|chat-?\s?bots?|ChatGPT|
    GPT(?:-\d)?|Claude|Gemini|Copilot|AI[\s-](?:assistant|model|agent|system|reader|summari[sz]er|reviewer|tool|bot)s?|
    (?:virtual|automated|digital)\s(?:assistant|agent|reader|system|reviewer|summari[sz]er)s?|
    summari[sz]ers?)\b"""
_TEXT = r"(?:article|page|text|document|content|paper|story|e-?mail|message|report|post)"

ENGLISH = _compile(
    overrides=rf"""(?:ignore|disregard|forget|override|overlook|bypass|discard|do\snot\sfollow|don['’]t\sfollow|
        stop\sfollowing|pay\sno\sattention\sto)\s
        (?:(?=(?:[^\s.!?]+\s+){{0,6}}?(?:previous|prior|above|earlier|preceding|foregoing|former|initial|original|
        system|your|these|any|all|other|past|last)\b)
        {{x}}(?:instructions?|prompts?|directives?|guidelines|commands?|directions|programming|
        (?:system|developer)\s(?:messages?|rules)|rules\s(?:above|before|you)|(?:previous|prior|your)\s(?:rules|orders|context|training))\b
        |(?:all|everything|anything|what(?:ever)?)\s(?:of\s)?(?:the\s|that\s)?(?:text\s|content\s)?(?:(?:came|comes|is|was|stands|written|said)\s)*
        (?:above|before\sthis|you\s(?:were|have\sbeen)\s(?:told|instructed|given|asked))
        |the\s(?:above(?=\s(?:and|but|then|text)\b|[,;.:!])|rest\sof\sthe\s{_TEXT}|(?:above|preceding|following|previous)\s{_TEXT}|{_TEXT}\s(?:above|below)))""",
    addresses=rf"""(?:dear|hey|hello|hi|attention|stop|note|notice|message|instructions?|warning|reminder|important(?:\snote|\sinstructions?)?)
        (?:\s(?:to|for))?[\s,:!]+(?:(?:the|any|all|every|each)\s)?{_MODEL}
        |(?:AI|LLM|language\smodel|chat-?bot|assistant|summari[sz]er)s?(?:\s(?:assistant|model|agent|system|reader|reviewer|bot)s?)?
        \s?[:,!]\s?(?:please\s)?(?:you\b|ignore|disregard|say|write|print|output|reply|respond|answer|state|tell|report|summari[sz]e|do\snot|stop)
        |if\s(?:you\sare|you['’]re|this\sis(?:\sbeing)?\sread\sby)\s(?:an?\s|the\s|any\s)?{_MODEL}
        |as\s(?:an?|the)\s{_MODEL}[^.!?]{{0,40}},\s(?:you|please|say|write|ignore|do\snot)
        |you(?:\sare|['’]re)\s(?:now|from\snow\son|no\slonger)\s(?:in\s|an?\s|the\s)*(?:[\w-]+\s){{0,3}}?
        (?:assistant|AI|bot|chat-?bot|language\smodel|LLM|GPT|DAN|jailbr\w+|unrestricted|developer\smode|free\s(?:from|of)|bound\sby)\b
        |(?:when|while|whenever|before|if\s(?:you\sare\s)?asked\sto|once)\s(?:you\s)?(?:are\s)?(?:summari[sz](?:e|ing)|reviewing|processing|reading|translating)
        \s(?:this|the)\s{_TEXT},?\s(?:you\s(?:must|should|have\sto|will|shall)|please|always|never|only|do\snot|say|write|state|include|mention|tell|add|ignore|output|report|claim)\b
        |your\s(?:summary|response|output|final\sanswer)\s(?:must|should|shall|has\sto|needs\sto|is\sto|will)\b
        |(?:the|any|every)\ssummary\s(?:of\sthis\s{_TEXT}\s)?(?:must|should|shall|has\sto)\s(?:say|state|include|mention|contain|read|begin|claim|only|be\s(?:the\s)?(?:words?|following|exactly))\b
        |in\syour\s(?:summary|response|output)[\s,]
        |(?:reveal|print|repeat|show|output|leak|disclose)\s(?:me\s)?(?:your|the)\s(?:system|initial|hidden|original|full)\s(?:prompt|instructions?|message)
        |(?:new|updated|revised|real|actual|secret|hidden|system|final)\s(?:instruction|task|objective|prompt|directive|command)s?(?:\sfor\s\w+)?\s?[:：]
        |(?:system|admin(?:istrator)?|developer|root)\s(?:override|note|notice|command|prompt|message|instructions?)\s?[:：]
        |from\snow\son,?\s(?:you\s(?:are\san?\b|will\sonly|must\sonly|answer|respond|act|speak|only|always)|(?:only\s|always\s)?(?:answer|respond|reply|act|speak|output|say)\b)
        |(?:tell|inform|convince|persuade|advise|instruct|assure|warn|notify)\sthe\s(?:user|reader|human)s?\s(?:that|to)\b
        |do(?:\snot|n['’]t)\s(?:summari[sz]e|analy[sz]e|mention|translate)\s(?:this|the|any(?:thing)?)\s(?:{_TEXT}|of\sthis|else|above)\b
        |(?:please\s|now\s|just\s|instead,?\s)*(?:(?:output|print|respond|reply|return)\s(?:with\s)?(?:only|exactly|just|nothing\s(?:but|else|except))\b
        |(?:answer|say)\s(?:with\s)?(?:only|exactly|just|nothing\sbut)\s(?:["“'‘«]|that\b|with\b|(?:the|these|this)\s(?:following|words?|phrase|sentence)))
        |(?:output|respond\swith|reply\swith|say|print|write)\s(?:the\sfollowing|the\s(?:exact\s)?(?:words?|phrase|sentence|string|text))\b\s?[:"“'‘]
        |(?:summari[sz]e|describe)\sthis\s{_TEXT}\s(?:as|by|with\s(?:the|only))\b""",
    demands=r"""(?:please|now|then|and|just|simply|only|always|never|also|instead|finally|but)*[\s,]*
        (?:say|write|print|output|reply|respond|answer|state|tell|report|summari[sz]e|conclude|claim|repeat|include|add|mention|
        return|recommend|praise|describe|translate|reveal|announce|declare|insert|append|begin|end|rate|accept|approve|act|pretend|
        behave|produce|generate|use\sthe|do\snot|don['’]t|make\ssure|you\s(?:are|must|will|should|have|shall|can|may)|your|
        (?:the|this)\s(?:summary|answer|output|response|only|correct|user|real)|instead\b|from\snow)\b""",
)
GERMAN = _compile(
    overrides=r"""(?:ignorier(?:e|en\sSie|t)?|missachte(?:n\sSie|t)?|vergiss|vergessen\sSie|vergesst|verwirf|befolge(?:n\sSie)?\snicht)\s
        (?=(?:\S+\s+){0,6}?(?:alle[nrs]?|sämtliche|alles|vorherige\w*|bisherige\w*|vorangegangene\w*|obige\w*|frühere\w*|vorige\w*|deine|ihre|bis\w*)\b)
        {x}(?:\w*anweisung(?:en)?|instruktion(?:en)?|vorgaben|befehle|\w*regeln|\w*prompts?|aufforderungen|(?:obige|was\soben)\w*)\b""",
    addresses=r"""(?:liebe[sr]?|hallo|achtung|stopp?|hinweis|nachricht|anweisung|wichtig)(?:\s(?:an|für))?[\s,:!]+(?:(?:die|das|den|dem|alle|jede\w*)\s)?
        (?:KI(?:-\w+)?s?|AI|LLMs?|(?:große\s)?sprachmodelle?|assistent\w*|chatbots?|künstliche\sintelligenz)\b
        |(?:wenn|falls|sofern)\s(?:du|sie)\s(?:eine?n?|die|das)\s(?:KI|AI|LLM|sprachmodell|assistent\w*|chatbot|künstliche)
        |(?:du\sbist|sie\ssind)\s(?:jetzt|nun|ab\sjetzt|ab\ssofort|von\snun\san)\s(?:ein|kein|im\b|frei)
        |als\s(?:KI|sprachmodell|AI|LLM)\b[^.!?]{0,30}\b(?:musst\sdu|sollst\sdu|schreibe?|sage?|müssen\ssie)
        |(?:deine|ihre)\s(?:zusammenfassung|ausgabe)\s(?:muss|soll|darf|hat)\b|in\sdeiner\s(?:zusammenfassung|antwort|ausgabe)\b
        |(?:neue|eigentliche|wirkliche|geheime)\s(?:anweisung(?:en)?|aufgabe)\s?[:：]|system(?:anweisung|nachricht|befehl|prompt)\s?[:：]
        |(?:gib|zeige?|verrate|nenne)\s(?:mir\s)?(?:deinen?|den)\s(?:system-?\s?prompt|systemanweisung)
        |(?:sage?|teile?|erzähle?|melde)\s(?:dem|den|der)\s(?:nutzer\w*|benutzer\w*|leser\w*),?\sdass\b
        |(?:antworte|schreibe?|sage?|gib)\s(?:nur|ausschließlich)\b|fasse\s(?:diesen|den|das|dieses)\s\w+\s(?:so|nicht|mit\sden\sworten|als)\b""",
    demands=r"""(?:bitte|und|dann|nur|stattdessen|jetzt|nun)?[\s,]*(?:sage?n?|schreibe?n?|antworte[nt]?|gibt?|gebe?n?|behaupte[nt]?|melden?|berichten?|fassen?|
        erwähnen?|wiederholen?|erkläre|empfiehl|lobe|du|deine|stattdessen|ab\s(?:jetzt|sofort)|teile|verkünde)\b""",
)
FRENCH = _compile(
    overrides=r"""(?:ignore[zr]?|oublie[zr]?|néglige[zr]?|ne\s(?:tiens|tenez)\s(?:pas|plus|aucun)\s?compte|(?:fais|faites)\sabstraction|ne\ssui[st]\s(?:pas|plus)|ne\ssuivez\s(?:pas|plus))\s
        (?=(?:\S+\s+){0,7}?(?:précédent\w*|antérieur\w*|ci-dessus|toute?s?|tes|vos|reçues|initiales|système)\b){x}
        (?:instructions?|consignes?|directives?|règles|ordres|commandes|prompts?|(?:ce\squi\sprécède|texte\sci-dessus))\b""",
    addresses=r"""(?:chère?s?|bonjour|attention|stop|note|message|instructions?|important)(?:\s(?:à|pour|aux?))?[\s,:!]+(?:(?:les?|la|tout\w*)\s|l['’])?
        (?:IA|intelligences?\sartificielles?|(?:grands?\s)?modèles?\sde\slangage|assistants?|chatbots?|LLM|AI)\b
        |si\s(?:tu\ses|vous\sêtes)\s(?:une?\s|le\s|la\s|l['’])?(?:IA|AI|LLM|modèle|assistant|chatbot|intelligence)
        |(?:tu\ses|vous\sêtes)\s(?:maintenant|désormais|à\sprésent)\s(?:une?|en|libre|le|la)\b
        |en\stant\squ['’](?:IA|intelligence|assistant)\b[^.!?]{0,30}(?:tu\sdois|vous\sdevez|dis|écri)
        |(?:ton|votre|ta)\s(?:résumé|sortie)\s(?:doit|devra)\b|dans\s(?:ton|votre)\srésumé\b|dans\s(?:ta|votre)\sréponse\b
        |(?:nouvelles?|vraies?)\s(?:instructions?|consignes?|tâches?)\s?[:：]|(?:message|instruction|invite)s?\s(?:du\s)?système\s?[:：]
        |(?:affiche|révèle|montre|donne)[sz]?\s(?:-moi\s)?(?:ton|votre|tes|vos)\s(?:prompt|invite|instructions?)
        |(?:dis|dites|indique[zs]?|informe[zs]?|annonce[zs]?)\s(?:à\s|aux?\s|les\s|le\s)?(?:l['’])?(?:utilisateurs?|lecteurs?)\sque?\b
        |(?:réponds|répondez|écris|écrivez|dis|dites)\s(?:uniquement|seulement|exactement)\b|résume[zs]?\s(?:cet?|le|cette)\s\w+\s(?:en\sdisant|comme|par)\b""",
    demands=r"""(?:et|puis|maintenant|plutôt)?[\s,]*(?:dis|dites|écris|écrivez|réponds|répondez|affirme[zs]?|indique[zs]?|résume[zs]?|affiche[zs]?|
        imprime[zs]?|mentionne[zs]?|déclare[zs]?|recommande[zs]?|annonce[zs]?|tu|ton|ta|votre\s(?:résumé|réponse)|vous\sdevez|à\sla\splace|désormais|ne\sdis)\b""",
)
SPANISH = _compile(
    overrides=r"""(?:ignor[ae]n?|ignorad|olvid[ae]n?|olvidad|descart[ae]n?|(?:haz|haga|hagan)\scaso\somiso|no\s(?:hagas|sigas|siga)(?:\scaso)?)\s
        (?=(?:\S+\s+){0,7}?(?:anterior\w*|previ[oa]s?|precedentes?|tod[oa]s?|tus|sus|arriba|sistema|recibidas)\b){x}
        (?:instrucci(?:ones|ón)|indicaciones|órdenes|directrices|reglas|normas|prompts?|lo\santerior|texto\santerior)\b""",
    addresses=r"""(?:querid[oa]s?|estimad[oa]s?|hola|atención|alto|nota|mensaje|instrucciones?|importante)(?:\s(?:para|a|al))?[\s,:!]+(?:(?:las?|el|los|tod[oa]s?)\s)*
        (?:IA|inteligencias?\sartificial\w*|(?:grandes\s)?modelos?\sde\slenguaje|asistentes?|chatbots?|LLM|AI)\b
        |si\s(?:eres|usted\ses)\s(?:una?\s|el\s|la\s)?(?:IA|AI|LLM|modelo|asistente|chatbot|inteligencia)
        |(?:ahora|a\spartir\sde\sahora,?|desde\sahora)\seres\s(?:una?|el|la|libre)\b
        |como\s(?:IA|modelo\sde\slenguaje|asistente)\b[^.!?]{0,30}(?:debes|di\b|escribe)
        |tu\s(?:resumen|respuesta|salida)\s(?:debe|deberá|tiene\sque)\b|en\stu\s(?:resumen|respuesta)\b
        |(?:nuevas?|verdaderas?)\s(?:instrucci(?:ones|ón)|tareas?)\s?[:：]|(?:mensaje|instrucción|orden)\sdel\ssistema\s?[:：]
        |(?:muestra|revela|imprime|dime)\s(?:tu|el|tus)\s(?:prompt|instrucciones|mensaje\sdel\ssistema)
        |(?:di|diga|dile|dígale|informa|comunica)\s(?:al?\s(?:los\s)?)(?:usuarios?|lector(?:es)?)\sque\b
        |(?:responde|responda|escribe|escriba|di|diga)\s(?:solo|sólo|solamente|únicamente|exactamente)\b|resume\s(?:este|el)\s\w+\s(?:diciendo|como)\b""",
    demands=r"""(?:y|luego|ahora|por\sfavor)?[\s,]*(?:di|diga|digan|escribe|escriba|responde|responda|afirma|afirme|indica|indique|resume|resuma|imprime|menciona|
        declara|recomienda|anuncia|tú|tu|debes|en\ssu\slugar|en\slugar\sde|a\spartir\sde\sahora|solo|sólo|no\sdigas)\b""",
)
ITALIAN_PORTUGUESE = _compile(
    overrides=r"""(?:ignora(?:te|re)?|dimentica(?:te|re)?|ignore[m]?|esqueça[m]?|desconsidere[m]?|non\sseguire)\s
        (?=(?:\S+\s+){0,6}?(?:precedent\w*|anterior\w*|tutt[ei]|toda?os?|todas|sopra|acima|tue|suas|sistema)\b){x}
        (?:istruzioni|comandi|regole|direttive|instruções|comandos|regras|diretrizes|prompts?)\b""",
    addresses=r"""(?:car[oa]|nota|messaggio|istruzioni|attenzione|atenção|mensagem|instruções|olá)(?:\s(?:per|a|ai|agli|para|ao?s?|às?))?[\s,:!]+(?:(?:l['’]|le|gli|i|os?|as?)\s?)?
        (?:IA|intelligenz[ae]\sartificial\w*|inteligências?\sartificia\w*|modell[oi]\slinguistic[oi]|modelos?\sde\slinguagem|assistent[ei]s?|chatbots?|LLM|AI)\b
        |se\s(?:sei|você\sé|és)\s(?:un[a']?\s?|uma?\s)(?:IA|AI|LLM|modell?o|assistente|chatbot)
        |(?:ora\ssei|agora\svocê\sé)\s(?:un|uma?)|(?:il\stuo\sriassunto|seu\sresumo|o\sseu\sresumo)\s(?:deve|dovrà|deverá)\b
        |(?:di['’]|dì|diga|informa|informe)\s(?:all['’]|ao\s|al\s)(?:utente|lettore|usuário|leitor)\s(?:che|que)\b""",
    demands=r"""(?:e|poi|ora|agora)?[\s,]*(?:di['’]|dì|scrivi|rispondi|afferma|riassumi|diga|escreva|responda|afirme|resuma|mencione|tu|il\stuo|você|seu)(?:\b|\s)""",
)
RUSSIAN = _compile(
    overrides=r"""(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|отбрось(?:те)?|не\s(?:обращай(?:те)?\sвнимания\sна|следуй(?:те)?|выполняй(?:те)?))\s
        (?=(?:\S+\s+){0,6}?(?:предыдущ\w*|прежн\w*|выше\w*|все[хм]?|всё|сво\w+|тво\w+|ваш\w*|системн\w*|любые|полученн\w*)\b){x}
        (?:инструкци\w+|указани\w+|правил\w*|команд\w*|промпт\w*|подсказ\w+|предписани\w+|написанное|сказанное)""",
    addresses=r"""(?:уважаем\w+|дорог\w+|внимание|стоп|примечание|сообщение|инструкци\w+|важно)(?:\sдля)?[\s,:!]+(?:(?:все\w?|эт\w+)\s)?
        (?:ИИ|искусственн\w+\sинтеллект\w*|(?:больш\w+\s)?языков\w+\sмодел\w+|ассистент\w*|чат-?бот\w*|нейросет\w+|LLM)\b
        |если\s(?:ты|вы)\s?[—–-]?\s?(?:ИИ|LLM|языковая\sмодель|ассистент|чат-?бот|искусственный|нейросеть|являе\w+\s(?:ИИ|языков\w+|нейросет\w+))
        |(?:теперь\sты|ты\sтеперь|вы\sтеперь|отныне\s(?:ты|вы))\s?[—–-]?\s?(?:\w+\s){0,2}(?:ассистент|бот|ИИ|модель|нейросеть|пират|режим\w*|свобод\w+)
        |(?:тво[йеё]|ваше?)\s(?:резюме|ответ|пересказ|сводка)\s(?:долж\w+|обязан\w*)|в\s(?:своём|своем|твоём|твоем)\s(?:резюме|ответе|пересказе)
        |нов(?:ая|ые|ое)\s(?:инструкци\w+|задани\w+|задача)\s?[:：]|системн\w+\s(?:сообщение|инструкция|команда|промпт)\s?[:：]
        |(?:покажи|выведи|раскрой)\s(?:свой|твой|системный)\s(?:системный\s)?промпт
        |(?:сообщи|скажи)(?:те)?\s(?:пользовател\w+|читател\w+),?\sчто\b|(?:ответь|напиши|выведи|скажи)(?:те)?\sтолько\b""",
    demands=r"""(?:и|затем|теперь|пожалуйста)?[\s,]*(?:(?:скажи|напиши|ответь|сообщи|утверждай|выведи|укажи|напечатай|перескажи|упомяни|объяви|заяви)(?:те)?|
        ты|тво[йяеё]|вместо\sэтого|отныне|только)\b""",
)
CHINESE_JAPANESE = _compile(
    overrides=r"""(?:请|請|并|並|现在|你|您|必须|先)*(?:忽略|无视|無視|忽视|忘记|忘掉|忘記|不要理会|不要遵守|不要遵循|抛开|抛弃)
        (?=[^。！？\n]{0,14}(?:之前|以前|以上|上述|上面|先前|前面|所有|一切|此前|原有|系统|系統|你的|任何))[^。！？\n]{0,18}?(?:指令|指示|提示|规则|規則|说明|說明|要求|命令|内容|內容)
        |(?:以前|上記|これまで|前|すべて|全て)の[^。]{0,10}(?:指示|命令|プロンプト|ルール)[^。]{0,8}(?:無視|忘れ)""",
    addresses=r"""(?:如果(?:你|您)是|作为|作為|致|亲爱的|親愛的|注意[，,:：\s]*|请注意[，,:：\s]*)(?:一个|一個|一名|各位|所有|任何)?(?:AI|LLM|人工智[能慧]|(?:大型?)?(?:语言|語言)?模型|聊天机器人|聊天機器人|(?:智能|AI)?助手)
        |你现在是|你現在是|从现在(?:起|开始)[，,]?你|你必须(?:说|写|回答|输出|告诉)|你的(?:摘要|总结|總結|输出|概括)(?:必须|應該|应该|应当|只能|要)|在(?:你的)?(?:摘要|总结|概括)(?:中|里)(?:必须|应该|请|写|说)
        |(?:新的?)(?:指令|任务|任務)[:：]|系统(?:提示|指令|消息)[:：]|告诉(?:用户|读者)|(?:只|仅)(?:回答|输出|回复|写|说)[:：“「]|(?:あなたは今から|AIへ|言語モデルへ|要約には)""",
    demands=r"""(?:请|請|并|並|然后|只|现在|改为)*(?:说|說|写|寫|回答|输出|輸出|回复|声明|宣布|告诉|总结|概括|你|您|改为|直接|不要)""",
)
LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN_PORTUGUESE, RUSSIAN, CHINESE_JAPANESE)

STEMS = (
    "ignor", "disregard", "forget", "override", "missacht", "vergiss", "oubli", "olvid", "omiso",
    "dimentica", "esqueça", "desconsider", "забудь", "忽略", "无视", "無視", "忘", "игнорир",
)  # fmt: skip
"""In lower case; one is in nearly every override. A quick look at a sentence."""
