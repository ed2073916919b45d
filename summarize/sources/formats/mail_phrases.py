"""What mail programs, lists and firms write around the words of a mail, in many languages."""

from __future__ import annotations

import re

FORWARDED = re.compile(
    r"\W*(?:begin(?:ning of)? (?:the )?forwarded message|(?:start of )?forwarded (?:message|mail|"
    r"e-?mail)|message forwarded|fwd message|(?:anfang der )?weitergeleitete[nr]? (?:nachricht|"
    r"e-?mail)|(?:début du )?message (?:transféré|réexpédié|renvoyé|transmis)|(?:inicio del )?"
    r"mensaje (?:reenviado|reexpedido)|(?:inizio )?messaggio inoltrato|(?:begin )?doorgestuurd "
    r"(?:bericht|e-?mail)|(?:início da )?mensagem (?:encaminhada|reencaminhada|reenviada)|"
    r"vidarebefordrat (?:meddelande|brev)|videresendt (?:meddelelse|besked|melding)|"
    r"(?:początek )?przekazan\w+ wiadomoś\w+|wiadomość przekazana|(?:начало )?пересылаем\w+ "
    r"сообщени\w+|пересланное сообщение|転送(?:された)?メッセージ|转发(?:的)?(?:邮件|消息))"
    r"(?: (?:from|by|von|de) .{1,80})?\W*",
    re.IGNORECASE,
)
"""The line above a forwarded mail."""

ORIGINAL = re.compile(
    r"[\s>]*[-_]{2,}\s*(?:original (?:message|appointment|e-?mail)|ursprüngliche nachricht|"
    r"original-?nachricht|message d['’]origine|message original|mensaje original|"
    r"messaggio originale|oorspronkelijk bericht|mensagem original|ursprungligt meddelande|"
    r"oprindelig (?:meddelelse|besked)|wiadomość oryginalna|исходное сообщение|原始邮件|"
    r"元のメッセージ)\s*[-_]{2,}\s*",
    re.IGNORECASE,
)
"""The line above a mail that is answered or forwarded."""

ATTRIBUTION = re.compile(
    r"\s*(?:On|Am|Le|El|Il|Op|Den|Em|W dniu|Dnia)\b.{5,300}?"
    r"\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu|napisał\(?a?\)?)"
    r"\b[^.!?]{0,100}:\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""The line above a quoted mail, "On Monday, Ann Lee wrote:"; it may go over three lines."""

ATTRIBUTION_LINE = re.compile(
    r"[^.!?]{3,120}\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto)\s*:\s*|"
    r"[^.!?]{0,60}\d{1,2}[:.]\d{2}[^!?]{1,120}<?[^\s<>@]{1,64}@[^\s<>@]{1,64}>?[^!?]{0,20}:\s*|"
    r".{5,300}(?:写道|のメール|さんは書きました|님이 작성|писал\w*|пишет)\s*[:：]\s*",
    re.IGNORECASE,
)
"""The same in forms that are certain only above quoted lines."""

END_OF_FORWARDED = re.compile(
    r"\W*end (?:of )?(?:the )?forwarded (?:message|mail)\W*", re.IGNORECASE
)

FORWARD_SUBJECT = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|fs|enc|i|doorst|vb|vs|pd|转发|轉寄|転送)\s*[:：]\s*|\s*\[fwd?:\s*|\s*\(fwd\)\s*",
    re.IGNORECASE,
)
SUBJECT_PREFIX = re.compile(
    rf"(?:{FORWARD_SUBJECT.pattern}|\s*(?:re|aw|sv|antw|res|rif|r|odp|回复|"
    rf"答复)(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)
"""`Re:` and `Fwd:` before a subject, in any number."""

POINTER = re.compile(
    r"\W*(?:(?:just )?(?:fyi|f\.y\.i\.?|for (?:your )?info(?:rmation)?|for your (?:records|"
    r"reference)|"
    r"(?:please )?see (?:the )?(?:mail |e-?mail |message |thread )?(?:below|attached|forwarded)|"
    r"(?:as )?(?:below|attached|forwarded|discussed|promised|requested)|forward(?:ing|ed)(?: this| "
    r"to you| on)?|passing (?:this|it) (?:on|along)|(?:i )?thought you(?:['’]d| might|"
    r" would)? [^.!?]{0,40}|"
    r"(?:this|it) (?:may|might) (?:be of )?interest [^.!?]{0,30}|read (?:this|below)|"
    r"zur (?:info|kenntnis|information)|z\.? ?k\.?|siehe (?:unten|anhang)|s\. ?u\.|"
    r"weitergeleitet|pour (?:info(?:rmation)?|ta gouverne)|voir (?:ci-dessous|plus bas)|"
    r"(?:p\.?s\.?i\.?|para (?:tu|su) (?:info(?:rmación)?|conocimiento))|ver (?:abajo|más abajo)|"
    r"per (?:tua |vostra )?(?:informazione|conoscenza)|vedi (?:sotto|di seguito)|"
    r"ter info(?:rmatie)?|zie (?:hieronder|onder)|para (?:seu )?conhecimento|ver abaixo|"
    r"к сведению|см\. ниже|thank(?:s| you)(?: [^.!?]{0,30})?|thx|ok(?:ay)?|agreed|noted|got it|"
    r"sounds good|great|\+1|"
    r"danke|merci|gracias|grazie|cheers|"
    r"(?:kind |best |warm )?regards|best(?: wishes)?|yours|sincerely|(?:viele |mit freundlichen )?"
    r"grüßen?|lg|vg|mfg|cordialement|saludos|"
    r"(?:hi|hello|hallo|hey|dear|liebe[r]?|bonjour|hola|ciao|good (?:morning|"
    r"afternoon))\b[^.,;:!?]{0,40}))(?:[\s,.;:!–-]+|$)",
    re.IGNORECASE,
)
"""The beginning of a text that only points to what it carries, as in "FYI, see below."."""

CALL_TO_ACTION = re.compile(
    r"\W*(?:(?:read|learn|find out|see|discover|show|view|hear|watch) (?:more|all|now|online|the "
    r"(?:full|whole|rest).{0,30})|(?:continue|keep) reading|shop now|buy now|book now|sign up"
    r"(?: now| here)?|get started|click here|(?:share|like|comment|tweet|forward|print|listen|"
    r"subscribe(?: now)?|donate(?: now)?|weiterlesen|mehr (?:lesen|erfahren)|lire la suite|en "
    r"savoir plus|leer más|leggi tutto|lees (?:meer|verder)))\W*",
    re.IGNORECASE,
)
"""What a button or link of a newsletter says; it is a paragraph of its own."""

CLOSING = re.compile(
    r"(?:(?:many )?thanks(?: a lot| again| in advance| so much)?(?! and\b)|"
    r"(?:with )?(?:my |our |very |many |kind(?:est)? |best |warm(?:est)? |all (?:the|my) )*"
    r"(?:regards|wishes|best|thanks)|thank you(?: very much)?|best|cheers|love|"
    r"(?:yours|sincerely)(?: (?:sincerely|faithfully|truly|ever|yours))?|respectfully|"
    r"mit (?:freundlichen|besten|herzlichen) grüßen|(?:viele|liebe|beste|herzliche|freundliche) "
    r"grüße|lg|vg|mfg|cordialement|bien (?:cordialement|à vous)|salutations|saludos(?: "
    r"cordiales)?|un saludo|atentamente|cordiali saluti|saluti|groeten|"
    r"met vriendelijke groet(?:en)?|atenciosamente|med vänliga hälsningar|с уважением)[\s,.!–-]*",
    re.IGNORECASE,
)
"""The line above the name of who has written; it is a paragraph of its own."""

DEVICE = re.compile(
    r"\W*(?:sent (?:from|via|with|using) [\w .’'+()-]{2,40}"
    r"(?:[,.;–-] ?(?:please|so|sorry|excuse|pardon|apologies|typos)\b.{0,80})?|"
    r"get outlook for \w+.{0,60}|"
    r"(?:gesendet|versendet) (?:von|mit|über|aus) .{2,60}|von meinem .{2,30} gesendet|"
    r"envoyé (?:de|depuis|à partir de) .{2,60}|enviado (?:desde|de|do) .{2,60}|"
    r"inviato (?:da|dal) .{2,60}|verzonden (?:vanaf|met|van) .{2,60}|"
    r"(?:отправлено|написано) (?:с|из) .{2,60}|iPhone ?から送信.{0,10}|从我的 .{2,30}发送|"
    r"(?:diese nachricht wurde von meinem|download the official) .{2,100}|"
    r"(?:scanned|checked) (?:by|for) .{2,60}virus.{0,60}|virus-free\. .{2,60})\W*",
    re.IGNORECASE,
)
"""A line that a device or a program adds below each mail; it is a line of its own."""

FOOTER = re.compile(
    r"(?:you (?:are receiv(?:ing|ed)|receiv(?:ed|e)|have received|got) th(?:is|ese) "
    r"(?:e-?mails?|messages?|newsletter|because|mailings?)\b|you(?:['’]re| are) (?:receiving|"
    r"getting) "
    r"(?:this|these)|(?:to |click here to |if you (?:no longer )?wish to |want to |would like to )"
    r"(?:\w+ ){0,3}?(?:unsubscribe|opt[- ]out|manage your (?:subscription|preferences)|"
    r"stop receiving)|"
    r"(?:view|read|open) (?:this|it|the)? ?(?:e-?mail|message|newsletter|post)? ?(?:online|"
    r"on the web\b|in (?:your |a )?(?:web )?browser)|"
    r"unsubscribe\b|(?:reply to this e-?mail directly|respond to .{2,40} by replying)\b|"
    r"update your (?:e-?mail )?preferences|(?:view|read|open) (?:this|"
    r"it) (?:e-?mail|"
    r"message|newsletter)? ?(?:online |on the web )?in (?:your|a) (?:web )?browser|"
    r"view (?:it )?online|"
    r"(?:having trouble|can(?:['’]t|not)|trouble) (?:viewing|reading|seeing) this|"
    r"this (?:e-?mail|message|newsletter) was sent (?:to|by)|our mailing address is|"
    r"add us to your address book|to post to this group|visit this group at|"
    r"to (?:view|join) this (?:discussion|group)|for more options, visit|"
    r"(?:newsletter|abo|liste?) (?:hier )?(?:abbestellen|abmelden)|wenn sie (?:diesen|keinen?) "
    r"(?:weiteren )?newsletter|um sich (?:aus|von) .{0,40}(?:auszutragen|abzumelden)|"
    r"(?:pour (?:vous|se) |se )?désabonner|se désinscrire|darse de baja|cancelar (?:la |su )?"
    r"suscripción|annulla(?:re)? l['’]iscrizione|cancellarsi|uitschrijven|отписаться)",
    re.IGNORECASE,
)
"""Words of a list's or newsletter's footer; a short paragraph that begins near them is one."""

LIST_FOOTER = re.compile(
    r"\b(?:mailing[ -]list|listinfo|/archives?/|list (?:info|archive|guidelines)|"
    r"un?subscrib|google ?groups?|groups\.io|yahoo ?groups|@googlegroups|lists?\.)",
    re.IGNORECASE,
)
"""What says of the last lines under a rule that they are a list's footer."""

DISCLAIMER = re.compile(
    r"(?:this (?:e-?mail|message|communication|transmission)(?: message)?,? ?(?:\(?(?:and|"
    r"including) "
    r".{0,60})? ?(?:is|are|may be|may contain|contains?|has been|was)\b.{0,60}"
    r"(?:confidential|privileged|intended|scanned|virus)|"
    r"(?:confidentiality|privacy|legal|disclaimer)[ -]?(?:notice|note|disclaimer|"
    r"warning)?\s*[:.-].{0,300}"
    r"(?:confidential|recipient|privileged)|"
    r"(?:the )?(?:information|contents?) (?:contained |transmitted )?(?:in|with|of) this "
    r"(?:e-?mail|message|communication).{0,120}(?:confidential|intended|privileged)|"
    r"if you (?:are not|have received|received) (?:the )?(?:intended|named|this).{0,80}"
    r"(?:recipient|error|mistake)|"
    r"please (?:consider|think (?:of|about)) the environment before print|think before you print|"
    r"(?:any )?(?:views|opinions) (?:expressed|presented|or opinions).{0,80}(?:author|sender|"
    r"company)|"
    r"diese (?:e-?mail|nachricht) (?:\(.{0,60}\) )?(?:enthält|kann|ist).{0,80}(?:vertraulich|"
    r"rechtlich)|wenn sie nicht der (?:richtige )?(?:adressat|empfänger)|"
    r"ce (?:message|courriel|mail).{0,80}(?:confidentiel|destiné|destinataire)|"
    r"(?:este (?:mensaje|correo|e-?mail)).{0,80}(?:confidencial|destinatari)|aviso legal|"
    r"(?:questo|il presente) (?:messaggio|e-?mail).{0,80}(?:riservat|confidenzial|destinatari)|"
    r"dit (?:bericht|e-?mailbericht).{0,80}(?:vertrouwelijk|bestemd|geadresseerde)|"
    r"esta (?:mensagem|e-?mail).{0,80}(?:confidencia|destinat))",
    re.IGNORECASE | re.DOTALL,
)
"""The first words of a firm's notice below each of its mails."""

TOPICS = re.compile(
    r"\W*(?:today['’]s topics?|(?:topics?|messages?) in this (?:digest|issue)|table of contents|"
    r"themen|sujets du jour|asuntos del día)\W*",
    re.IGNORECASE,
)
"""The line above the subjects of a digest."""

DIGEST_END = re.compile(r"\W*end of .{0,80}(?:digest|issue|vol(?:ume)?\b).*", re.IGNORECASE)
