"""Boilerplate phrases of web pages: one vocabulary for all modules that remove boilerplate.

A group of phrases is a pattern, its lines alternatives. `<name>` in a pattern stands for
the part or group of that name, so that a phrase is written once even where plain text,
web pages and summaries look for it in different ways. Most groups are English; headings
of other articles and walls are known in more languages.
"""

from __future__ import annotations

import re

_PHRASES = {
    # Parts of phrases.
    "month": r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?",
    "day": r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?",
    "date": r"<day>(?:\d{1,2}(?:st|nd|rd|th)?,? <month>,? \d{4}|\d{4}-\d{2}-\d{2}"
    r"|<month> \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})",
    "time": r"(?:,? ?(?:at |- |\| )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: \(?[a-z]{2,4}\)?)?)",
    "ago": r"(?:about )?(?:\d+|an?) ?(?:[smhd]|sec|min|hr|second|minute|hour|day|week|month|year)"
    r"s?\.? ago",
    "name": r"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|de|van|von|der|bin|al|la)){0,4}",
    "names": r"<name>(?:(?:,| and| &) <name>){0,3}",
    "street": r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Square|Sq|Way"
    r"|Court|Parkway|Highway|Suite|Floor|Place|Plaza|Terrace|Quay|Yard|Row|Mews|Close|Crescent"
    r"|Wharf|Gardens)",
    "postcode": r"(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})",
    "agency": r"(?:getty(?: images)?|shutterstock|istock(?:photo)?|alamy(?: stock photo)?|epa"
    r"|pa (?:images|wire)|ap photo|afp|reuters|unsplash|rex features|adobe stock)",
    "network": r"(?:facebook|twitter|x|linkedin|instagram|pinterest|reddit|whatsapp|telegram"
    r"|youtube|tumblr|flipboard|tiktok|bluesky|mastodon|threads|e-?mail|messenger|pocket)",
    "mail": r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}",
    "phone": r"(?:\+\d[\d ().–-]{6,20}\d|\(\d{3}\) ?\d{3}[ .–-]\d{4}|\d{3}[.–-]\d{3}[.–-]\d{4}"
    r"|0\d{2,4} ?\d{3} ?\d{3,4})",
    "piece": r"(?: (?:article|story|post|page|video))?",
    "section": r"(?:home|news|world|u\.?s\.?|uk|business|politics|sports?|opinion|tech|health|art"
    r"|technology|science|culture|arts|entertainment|travel|lifestyle|food|money|markets|economy"
    r"|videos?|photos|pictures|podcasts?|weather|jobs|events|magazine|local|national|education"
    r"|international|environment|music|movies|tv|books|games|fashion|features|letters|columnists"
    r"|editorials|obituaries|classifieds|real estate|crime|football|cricket|tennis|golf)",
    "call to act": "subscribe|sign ?up|register|get|receive|join",
    "stamped": r"(?:(?:first |last )?(?:published|updated|posted|modified|created)(?: on)?:? ?)",
    "articles": r"(?:articles?|stor(?:y|ies)|posts?|news|content|topics|links)",
    "read more": r"read (?:more|also|next)",
    "may like": r"(?:may|might) (?:also )?like",
    "article list": r"see also|up next|don[’']t miss|trending(?: now)?|related(?: <articles>)?"
    r"|recommended(?: for you| stories)?|most (?:read|popular|viewed|shared)"
    r"|more (?:stories|news|headlines)|top stories|latest (?:news|stories)"
    r"|editor[’']?s[’']? (?:picks?|choice)",
    "reply": r"reply|comment",
    "the conversation": r"the (?:conversation|discussion)",
    "your e-mail": r"your e-?mail",
    "mailing": r"newsletters?|inbox|mailing list",
    "log in": r"(?:log|sign) ?in",
    "already a member": r"already a (?:subscriber|member)",
    "paywall": r"subscribe to (?:continue|read|unlock)|<already a member>"
    r"|<log in> to (?:continue|read)",
    "continues": r"continues (?:below|after)",
    "copyright sign": r"copyright|©",
    "stories": r"stories|news|articles|posts",
    "signing up": r"sign(?:ing)?[ -]up|subscrib(?:e|ing)|opt[ -]in|register|join"
    r"|click here to subscribe",
    "not found": r"(?:not|no longer) (?:be )?(?:found|exists?|available)",
    "changed": r"(?:last )?updated|(?:first )?published|posted|last modified",
    "revised": r"originally|first|updated|amended|corrected|part",
    "turn to": r"call|visit|see|go|click|contact",
    "day or month": r"mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    "capitalised": r"(?-i:[A-Z])[\w.’'-]+",
    # Headings of lists of other articles and of comments, below an article in a page.
    "other articles": r"""
        <article list>|<read more>|read on|also (?:read|on .{2,30})|(?:further|more) reading
        (?:recommended|suggested)(?: <articles>)?
        (?:related|recommended|suggested) (?:reading|coverage|videos?)|(?:more|just) for you
        you (?:may|might|could) (?:also )?(?:like|enjoy|be interested in)(?: th(?:is|ese))?
        more (?:posts|articles|like this|on this(?: \w+)?|from .{2,40})|most commented
        (?:top|latest|popular|recent|other|trending|featured|partner) <stories>
        in other news|explore further|something to consider|what to read next|about the author
        comments?|leave a <reply>|join <the conversation>|share this(?: \w+)?|sponsored(?: \w+)?
        (?:mehr|weitere (?:artikel|meldungen)) zum thema|lesen sie auch|auch interessant|kommentare
        das könnte (?:sie|dich) auch interessieren|(?:à )?lire aussi|sur le même (?:sujet|thème)
        lea también|te puede interesar|noticias relacionadas|leia (?:também|mais)|veja também
        leggi anche|potrebbe interessarti|lees ook|czytaj też|zobacz także|comentarios|comentários
        читайте также|похожие (?:статьи|записи|новости|материалы)|комментарии|ещё по теме
        関連記事|関連リンク|おすすめ記事|相关(?:文章|阅读|新闻)
        相關(?:文章|新聞)|관련 ?기사|주요 ?뉴스
    """,
    # An invitation to subscribe, anywhere in a block.
    "sign-up": r"""
        \b<signing up>\b.*\b(?:<mailing>|e-?mails?|updates|alerts|channel|membership|members)\b
        \b(?:newsletters?|inbox|channel)\b.*\b(?:sign up|subscribe|pop <your e-mail>)\b
        \b(?:pop|enter|type) <your e-mail>\b|^do you want to (?:be informed|receive|get)\b
        ^(?:get|receive) (?:the day[’']s|the latest|our|all the)\b
        ^if you (?:enjoyed|liked) th(?:is|ese)\b
        ^(?:submit|send) (?:us )?your (?:letters?|stor(?:y|ies)|tips?|news|photos)\b
        ^[\w ]{0,30}newsletters?$
    """,
    # What a page says to its visitor: a whole block.
    "page message": r"""
        thank(?:s| you)(?: (?:very much )?for (?:signing up|subscribing|registering|your \w+))?[.!]*
        (?:sorry|oops|error)[.!]+|(?:there was|sorry, there was) an error\b.*
        an error (?:has )?occurred\b.*
        please (?:try again|check your (?:inbox|e-?mail)|enable javascript|wait)\b.*
        (?:keep an eye on|check) your inbox\b.*|th(?:is|e) (?:article|story|page) has been sent\b.*
        (?:order|buy|request) (?:a )?reprints?|print(?: this)?(?: article| page| story)?
        (?:this copy is )?for (?:your )?personal,? (?:and )?non-?commercial use only\b.*
        loading(?:…|\.\.\.)?|skip (?:to|advert).{0,30}
        (?:article|story|report) <continues>.{0,40}
        (?:see|read|find out|discover) more ?: .*
        <maintenance box>|<platform line>
    """,
    "this article": r"(?:this|the) (?:\w+ ){0,3}(?:article|section|list|page|biography)\b",
    "box verb": r"(?:needs?|requires?|lacks|relies|cites?|does not cite|has multiple issues"
    r"|may (?:need|require|contain|be)|is (?:an orphan|written like|missing)"
    r"|contains (?:instructions|wording|too|original)|possibly)",
    "box noun": r"(?:citations?|verif\w+|clean-?up|copy-?edit\w*|original research|wikipedia"
    r"|(?:primary|single|reliable) sources?|talk page|orphan|to meet|neutral point)",
    # Boxes of encyclopedias that ask for better articles, and what stands around these.
    "maintenance box": r"""
        <this article>[^“”]{0,80}\b<box verb>\b[^“”]{0,200}\b<box noun>\b.{0,300}
        please (?:help )?(?:to )?(?:improve|update|expand|rewrite|clean) (?:this|it|the)\b.{0,300}
        unsourced material may be challenged.{0,40}|find sources:.{0,200}
        \(?learn how and when to remove (?:this|these).{0,80}
        you can help .{2,60} by .{0,30}expanding it.{0,20}
        this .{0,40}(?:article|biography|page) (?:about|on|of) .{2,80} is a stub.{0,80}
        from wikipedia, the free encyclopa?edia|jump to(?: navigation|:| search).{0,40}
        retrieved from .{0,4}https?:.{0,200}|this page was last (?:edited|modified) on.{0,80}
        text is available under the creative commons.{0,300}|hidden categor(?:y|ies):.{0,300}
    """,
    # What platforms of writers put around every article.
    "platform line": r"""
        member-only stor(?:y|ies)|top highlight|open in app|recommended from \w+
        discussion about this post
        (?:see|more) (?:all|recommendations) from .{2,60}|press enter or click to view image.{0,40}
        thanks for reading\b[^“”]{0,100}\bsubscribe\b[^“”]{0,120}|share this post
        leave a comment|get the app
        [^“”.]{2,80} is a reader-supported publication\b.{0,200}|give a gift subscription
        (?:upgrade to paid|subscribe now|start writing|ready for more\?|type your e-?mail.{0,10})
        (?:get \d+ day free trial|this post is for (?:paid|paying) subscribers)
        if you (?:enjoyed|liked)\b[^“”]{0,60}\bclap\b.{0,120}|(?:please )?give it a clap\b.{0,80}
        hold (?:down )?the clap .{0,80}|sign up to discover human stories.{0,120}
        a guest post by.{0,60}|get [^“”.]{2,40}[’']s? stories in your inbox
        join (?:medium|substack) for free.{0,120}
    """,
    # Buttons of such platforms, where each is a paragraph.
    "page control": r"""
        follow(?:ing)?|listen|share|save|claps?|restack|bookmark|\W+|\d[\d.,]*[km]?
        (?:\d[\d.,]*[km]? )?(?:claps?|followers?|likes?|responses?|restacks?|shares?|views?)
        responses? ?\(\d+\)
        (?:jump|skip) to (?:the )?(?:recipe|content|main content|comments|video)
        (?:print|pin|save|rate) (?:this )?(?:recipe|page|article|story)
        (?:find|view|read) this (?:article|story|page) (?:at|online(?: at)?):?
    """,
    "edit mark": r"\[ ?(?:edit|bearbeiten|modifier|editar|править|modifica|edytuj|bewerken)"
    r"(?: ?(?:\||source|le code)[^\[\]]{0,30})? ?\]",
    # The end of another article's first words, cut off.
    "cut off": r"""
        (?:\[(?:…|\.\.\.)\]|(?:…|\.\.\.) ?(?:continue reading|read more|more)?»?)$
    """,
    "author biography": r"""
        \b(?:follow|find|reach|contact|email) (?:him|her|them|me|us|the author|[A-Z]\w+) (?:on|at)\b
        ^write to [\w .’'-]{3,60} at \S+@\S+
    """,
    "colophon": r"^(?:<copyright sign>|\(c\) ?\d)",
    # Pages that hold no article.
    "robot check": r"""
        checking your browser|verif(?:y|ying) (?:that )?you are (?:a )?human
        just a moment\.\.\.
        (?:are you|you[’']re not|i[’']m not) a robot|unusual traffic|captcha|ddos protection
        attention required!|press (?:and|&) hold|security check
        please complete the .{0,20}check
    """,
    "script wall": r"""
        (?:enable|activate|turn on|requires?|need) (?:to enable )?java-?script
        java-?script (?:is |must be |to be )?(?:required|disabled|enabled|turned off|off)
        without java-?script|activez java-?script|aktivieren sie java-?script
        включите java-?script|javascriptを有効
    """,
    "consent wall": r"""
        before you continue|we (?:value|respect|care about) your privacy
        cookie (?:consent|wall)
        (?:accept|allow|reject|manage) (?:all )?(?:cookies|consent)|your privacy choices
        uses? cookies|alle akzeptieren|zustimmen und weiter|accepter (?:tout|les cookies)
    """,
    "login wall": r"""
        <paywall>|<log in> to (?:view|see|access)
        subscribers? only|(?:please )?(?:log|sign) in to your account
        you must be (?:logged|signed) in|(?:create|register) (?:a|for a) free account
        forgot(?:ten)? (?:your )?password|jetzt weiterlesen|réservé aux abonnés
    """,
    "missing page": r"""
        (?:page|article|site) (?:was |could |can )?<not found>
        \b404\b|access (?:to this .{0,20})?(?:is |has been )?denied
        403 forbidden|451\b.{0,80}legal reasons
    """,
    "paywall note": r"""
        <paywall>|subscribe to keep|to (?:read|continue reading) the full (?:story|article)
    """,
    "consent": "cookie|consent|privacy|partners|einwillig|datenschutz",
    # Classes and identifiers of elements.
    "caption class": "caption|(?:photo|image|img|picture)[-_]?credit",
    "boilerplate class": r"news-?letter|next-?(?:story|post|article)|disclosure"
    r"|mw-editsection|\bambox|\bmbox|\bhatnote|\bnavbox|mw-jump|catlinks|printfooter|\bsitesub",
    "class beside the article": r"""
        comment|related|recommend|sidebar|side-?bar|share|sharing|social|promo|advert|\bads?\b|\bad-
        sponsor|newsletter|subscri|sign-?up|signup|cookie|consent|privacy|modal|pop-?up|overlay|banner
        menu|\bnav|navigation|breadcrumb|footer|masthead|toolbar|widget|byline|author|\bbio\b|meta\b
        \btags?\b|tag-?list|caption|credit|teaser|read-?(?:more|next)|more-?(?:stories|news|from|on)
        most-?(?:read|popular|viewed)|trending|popular|outbrain|taboola|pagination|pager|rating|embed
        copyright|disclaimer|login|register|search|\btoc\b|table-of-contents|screen-reader|sr-only
        visually-?hidden|skip-?link|print-?only|no-?print|dialog|tooltip|alert|notice|paywall|premium
        reflist|references|infobox|navbox|feedback|survey|poll|quiz|video|player|gallery|slide|carousel
        \b(?:complementary|contentinfo|search|banner|alert)\b|timestamp|dateline|published|share
    """,
    # A sentence that belongs to the page: an order to the user, who wrote it, when it was
    # changed, whose it is.
    "page sentence": r"\W*<page sentence start>",
    "page sentence start": r"""
        (?:please )?(?:scroll down|click (?:here|on|the)|see also|log in|tap here|<page order>)\b
        read more\s*(?:\Z|[:».]|\b(?:about|here|at|from|on)\b)
        <changed>\b\s*(?:at|on|:)?\s*(?:\d|<day or month>)
        \d{1,2}[:.]\d{2}\s*(?:am|pm|[A-Z]{2,4})?\W*\Z
        (?:image|photo|picture|video|media)\s*(?:copyright|credit|caption|source|:|by\b|playback)
        (?:photo(?:graph)?s?|pictures?|images?|illustration|graphic) (?:courtesy|by)\b
        ©|copyright (?:©|\d|(?-i:[A-Z]))|all rights reserved
        (?:editor['’]?s?|author['’]?s?) notes?\b
        (?:the )?(?:opinions|views) expressed (?:in|here|by|are)
        sorry,? we are (?:not|no longer) (?:currently )?accepting comments
        (?:do|have) you (?:have|got) a story\b
        for (?:confidential|more) (?:support|information|details),? <turn to>
        (?:this|the) (?:story|article|post) (?:was|has been|is) <revised>
        additional reporting by|reporting by|edited by|compiled by
        by <capitalised> <capitalised>(?: (?:and|for|in) [\w.’'\x20-]+)?\W*\Z
    """,
    "contribution": r"\bcontributed to this (?:report|story|article)\b",
    "page order": r"""
        sign up (?:to|for|here)|subscribe (?:to|now|here)|share this|like us on
        follow (?:us|@|him on|her on)|watch (?:the )?(?:video|clip|live)|listen to the
        download (?:the|our) app|back to top|join (?:the debate|<the conversation>)
        skip to|jump to|more (?:on|from) this|related (?:stories|articles|content)
    """,
}

# A line of plain text is boilerplate if it has at most so many words and one of these patterns
# matches the whole of it. (reason, most words) -> patterns
CERTAIN_LINES = {
    ("contact", 14): r"""
        contact(?: us| info(?:rmation)?| details| the (?:editor|author|newsroom))?
        (?:(?:e-?mail|contact)(?: us)?(?: at)?:? )?<mail>
        (?:(?:tel|telephone|phone|mobile|fax|call(?: us)?)\b[.:]* ?|[\w ]{1,20}: ?)?<phone>
        (?:have you |do you have |you[’']ve )?got (?:a|any) (?:story|tip|news)\b[^“”]*
        (?:tel|telephone|phone|mobile|fax)[.:]+ ?[\d ().+–-]{5,24}
        p\.? ?o\.? box \d+\b[^.!?]*
        (?:for )?(?:media|press|general) (?:enquiries|inquiries)\b[^“”]*(?:<mail>|\d{5})[^“”]*
    """,
    ("address", 14): r"""
        [^.!?;“”]{0,60}\b<street>\b\.?,[^.!?;“”]{0,60}[ ,]<postcode>(?:,? [A-Z][\w ]{0,20})?
    """,
    ("comment form", 24): r"""
        notify (?:me )?of(?: (?:new|follow-?up) (?:posts|comments)(?: (?:by|via) e-?mail)?)?\.?
        inline feedbacks?|(?:view|see|show|read) (?:all )?(?:\d+ )?comments?|cancel reply
        (?:leave|post|write|add|submit) (?:a |your )?<reply>(?: cancel reply)?
        (?:\(?\d+\)?|no) (?:comments?|replies|responses)(?: yet)?|report (?:this )?comment
        comments?(?: ?[(:] ?\d+\)?)?(?: (?:are |have been )?(?:closed|disabled|off))?\.?
        (?:join|start) <the conversation>\.?|be the first to comment[.!]?
        (?:log|sign) in to (?:reply|comment|leave a <reply>|post)\b[^“”]*
        save my name,? e-?mail\b.*|your e-?mail address will not be published\b.*
        new (?:follow-?up comments|replies to my comments)
        required fields are marked\b.*|this site uses akismet\b.*|you must be logged in to [^“”]*
    """,
    ("cross-link", 30): r"""
        (?:also )?read(?: also| more| next| this)? ?[:|»>] ?[^“”]*[^.“”]
        (?:see also|related(?: \w+)?|recommended|trending|don[’']t miss) ?[:|»>] ?.*[^.]
        (?:watch(?: also| now)?|you <may like>) ?[:|»>] ?.*[^.]
        more (?:on this|from \w+) ?[:|»>] ?.*[^.]
    """,
    ("cross-link", 14): r"""
        <article list>|latest headlines|more from [^.!?]{1,40}
        (?:also )?<read more>(?: (?:about|on|at|from|in|here)\b[^.!?]*)?\.{0,3}
        (?:you )?<may like>|(?:continue|keep) reading
        back to top|(?:previous|next) (?:post|article|story)
        (?:load|show|view|see) (?:more|all)(?: [\w ]{1,20})?
        (?:click|tap) here (?:to|for)\b[^.?]*[.!]?|scroll down (?:for|to)\b[^.!?]*\.?
    """,
    ("sharing", 12): r"""
        (?:share|tweet|pin|print|save|like)(?: this)?<piece> (?:on|via|by|to|with) <network>
        (?:share|tweet|print|save|bookmark)(?: this)?<piece>|copy (?:the )?link|\d[\d.,k]* shares?
        (?:follow|like|find|join) us on [^.]*\.?|follow @?\w+ on <network>[^.]*|follow us
        send this page to [\w ]+
    """,
    ("subscription", 6): r"""
        (?:subscribe|sign ?up|register)(?: (?:now|today|here|free|for free|for updates))*[.!]?
        (?:our |free |daily |weekly )*newsletters?(?: sign-?up)?|(?:manage )?subscriptions?
        (?:enter )?<your e-mail>(?: address)?|e-?mail address
        (?:become a|for) (?:subscriber|member)s?
    """,
    ("subscription", 30): r"""
        <call to act>\b[^“”\"]*\b(?:<mailing>|e-?mail alerts?)\b[^“”\"]*
        <call to act>\b[^“”\"]*\b(?:daily|weekly) (?:briefing|digest|e-?mail)\b[^“”\"]*
        <call to act>\b[^“”\"]*\b(?:push notifications|our (?:app|podcast|channel))[.!]?
        subscribe (?:from|for) [^.!?“”]{0,10}\d[^!?“”]{0,40}
        <already a member>\?.*|download (?:the|our) [\w ]{0,20}app\b.*
    """,
    ("cookie notice", 45): r"""
        (?:we|(?:this|our) (?:web)?site) (?:and our partners )?uses? [^“”\"]*\bcookies?\b[^“”\"]*
        by (?:continuing|using|clicking|browsing)\b[^“”\"]*\bcookies?\b[^“”\"]*
        (?:accept|reject|manage|allow|decline)(?: all)?(?: cookies)?|manage (?:consent|preferences)
        cookie (?:policy|settings|notice|preferences|consent)
    """,
    ("copyright", 45): r"""
        (?:[^“”.]{0,40} )?(?:©|\(c\) ?\d{4}).*|copyright (?:©|\(c\)|\d{4}).*
        [^“”]{0,120}\ball rights reserved\b[^“”]{0,160}
    """,
    ("advert", 12): r"""
        (?:advertise?ment|advertorial|adchoices|sponsored(?: content)?|promoted(?: content)?)
        (?:advertise?ment|sponsored) [-–—] [^.!?]*|sponsored by [^.!?]{1,30}|ads by \w+
        paid (?:content|post|partnership)|scroll to continue[^.!?]*
        (?:story|article|post) <continues>(?: (?:the |this )?(?:ad|advert\w*))?
    """,
    ("menu", 6): r"""
        log ?(?:in|out)|sign ?(?:in|out)|my account|close menu|open menu|search for|site ?map
        skip to (?:main )?(?:content|navigation)|(?:back to )?main menu|toggle (?:navigation|menu)
        privacy (?:policy|notice|statement|settings)|terms (?:of (?:use|service)|and privacy)
        terms (?:and|&) conditions|about us|advertise with us|rss feeds?|help cent(?:re|er)
    """,
    ("menu", 24): r"""
        [^|•.!?“”=<>≤≥()]{1,24}(?: ?[|•] ?[^|•.!?“”=<>≤≥()]{1,24}){2,12}
    """,
    ("reading time", 6): r"""
        (?:estimated )?reading time:? ?(?:about )?\d+ ?(?:min(?:ute)?s?)?
        \d+[ -]?min(?:ute)?s?(?: of)? (?:read|watch|listen)(?:ing)?
    """,
    ("image credit", 12): r"""
        (?:(?:file )?photo(?:graph)?s?|image|picture|video|credit) ?[:/|] ?[^.!?]{1,80}
        (?:photo(?:graph)?|image|picture|illustration)s? (?:credit|courtesy|by)\b[^.!?]{1,80}
        [^.!?“”]{0,60}[/(|:–-] ?<agency>\)?|[^.!?“”]{0,60}[/(] ?<agency> ?[/|)] ?[^.!?]{0,40}
        <agency> ?[/|] ?[^.!?]{1,60}|(?:getty images|shutterstock|ap photo)(?: via \w+)?
    """,
    ("image credit", 30): r"""
        (?:image|media|video|photo) (?:caption|copyright|source)\b[^“”\"]*
    """,
    ("media player", 20): r"""
        media playback is (?:not supported|unsupported) on (?:this|your) device
        this video (?:can ?not|can[’']t) be played|(?:play|watch|pause) video|video player
        (?:your browser|javascript)\b[^“”]*\b(?:support|enable)\b[^“”]*
    """,
    ("byline", 14): r"""
        (?:By|BY) (?=[^ ]+ )<names>
        (?:Written|Posted|Reported|Produced|Transcribed|Story) by <names>
        (?:By|BY) <names>,? ?[|,•·–—-] ?[^.!?“”]{1,60}
        (?:By|BY) <names>,? (?:for|in) [A-Z][\w ]{1,40}
    """,
    ("byline", 40): r"""
        \(?(?:Additional )?[Rr]eporting by [A-Z][^“”]{1,200}[Ee]dit(?:ing|ed) by [^“”]{1,80}
    """,
    ("timestamp", 14): r"""
        <stamped>(?:on |at )?<date><time>?(?: ?[|•·-] ?[^.!?]{0,40})?|<stamped><time>[ ,|-]*<date>
        <stamped>(?:<ago>|(?:today|yesterday)<time>?)|<ago>|<date><time>|<time> <date>
    """,
}
# Lines that are boilerplate only beside others.
WEAK_LINES = {
    ("timestamp", 5): "<date>",
    ("menu", 8): r"""
        <section>(?: ?[|•·/>›»&]? ?<section>){0,7}
        search|menu|close|help|faqs?|about|archives?|careers?|donate|shop|sections|topics|trending
        more|next|previous|back|reviews|blogs?|all|latest|english|privacy|advertise|cart|rss
        (?:tags?|tagged|filed under|posted in|topics):? .{0,60}
    """,
    ("sharing", 10): r"""
        <network>(?:[ ,|•·/]+<network>){0,9}|\W*|follow(?:ing)?|listen|clap|gift|upvote|award
    """,
    ("comment form", 3): r"""
        reply|name|website|comment|oldest|newest|most voted|submit|send|ok|guest|\d* ?(?:dis)?likes?
    """,
}

CASED = frozenset({"address", "byline"})
"""The reasons whose patterns distinguish capitals from small letters."""

_NAME = re.compile(f"<({'|'.join(_PHRASES)})>")


def compile_phrases(patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return the pattern of a table of phrases, in which each line is an alternative."""
    return re.compile(_expand(patterns), flags)


def compile_group(name: str, *, any_space: bool = False) -> re.Pattern[str]:
    """Return the pattern of a group of phrases; it ignores case.

    With `any_space`, a space in a phrase matches white space of any kind and length.
    """
    pattern = _expand(_PHRASES[name])
    if any_space:
        pattern = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(pattern, re.IGNORECASE)


def _expand(patterns: str) -> str:
    """Return one pattern of a table, with the groups that it names written out."""
    pattern = "|".join(line.strip() for line in patterns.splitlines() if line.strip())
    return _NAME.sub(lambda name: f"(?:{_expand(_PHRASES[name[1]])})", pattern)
