"""Boilerplate lines of encyclopedias, blogs, forums, video pages and news sites, copied as text.

Written like the tables in `boilerplate_phrases`, whose names they use. Most are kinds: what
a page says of its own text, what it asks its visitor to do with it, how often it was liked.
"""

from __future__ import annotations

# An order to the visitor, and what of the page it is about: "Please like and subscribe".
_ORDER = (
    r"(?:(?:please|and|also|so|to get more|if you (?:liked|enjoyed|like|enjoy|want)\b[^.!?]{0,80}?"
    r"|(?:don[’']?t|do not) forget to|be sure to|make sure (?:to|you)|remember to|you can),? ){0,3}"
    r"(?:subscribe\b|sign up (?:to|for|here|now)\b|like(?:,| (?:and|this|the (?:video|page)|us)\b)"
    r"|share (?:this|it|with|your thoughts|the (?:post|article|video|episode|word))\b"
    r"|follow (?:us|me|along|(?:our|my|the) (?:author|show|channel|blog|page|work|podcast))\b"
    r"|follow (?:@\w+|(?:him|her|them|[\w ]{2,30}) on)\b"
    r"|join (?:us|our|my|the (?:channel|discord|community|list))\b"
    r"|support (?:us|me|our|my|this (?:channel|podcast|show|site|blog)|the (?:channel|show))\b"
    r"|(?:hit|smash|click|press|tap) (?:the|that|on the) (?:like|subscribe|bell|follow|share)\b"
    r"|turn on notifications|(?:consider|think about) (?:subscribing|becoming|supporting|joining"
    r"|donating|following)\b|become a (?:patron|member|paid|subscriber|supporter|channel)\b"
    r"|buy me a coffee|leave (?:us )?(?:a|your) (?:comment|review|rating|like|clap|tip)\b"
    r"|rate (?:us|and review|this)\b|check out (?:our|my) (?:podcast|newsletter|channel|shop))"
)
_ORDERED = (
    r"(?:channel|patreon|podcasts?|newsletters?|notifications?|bell|subscrib\w+|buttons?|below"
    r"|comments|instagram|twitter|facebook|tiktok|discord|substack|paypal|ko-?fi|members?(?:hip)?"
    r"|patron|work|journalism|coffee|updates|app|inbox|medium|feed|posts?|video|social media"
    r"|youtube|spotify|friends|reviews?|rating|stories|writing|(?<!-)free|perks)"
)
_COUNTED = (
    r"(?:followers?|subscribers?|views?|likes?|claps?|comments?|(?:up|down)votes?|shares?|points?"
    r"|reactions?|responses?|repl(?:y|ies)|reads?|retweets?|re(?:posts?|stacks?)|awards?|reviews?"
    r"|ratings?|watching(?: now)?|plays|listens|downloads|quotes?|bookmarks)"
)
_ACTS = (
    r"(?:reply|share|report|save|follow(?:ing)?|award|give award|hide|crosspost|permalink|embed"
    r"|parent|context|upvote|downvote|like|comment|clap|bookmark|tip|vote|restack|listen|copy link"
    r"|print|e-?mail|flag|quote|edit|react|gift|tweet|download|more)"
)
# What an encyclopedia says of its article, which needs more of something.
_FAULTY = (
    r"(?:this|the|some of this|parts of this) (?:article|section|biography|list|page|template)"
    r"(?:[’']s [\w ]{1,60})? (?:needs?|requires?|relies|may|might|has|have|is|includes|contains"
    r"|does|possibly|appears|reads|cites|lacks|uses|provides|should)\b"
)
_REMEDY = (
    r"(?:learn how and when to remove|talk page|wikipedia|additional citations|citing sources"
    r"|please (?:help\b|(?:improve|expand|rewrite|update|edit|add)\b)|help improve (?:it|this)\b"
    r"|inline citations)"
)
_LICENSED = (
    r"(?:licen[sc]ed|(?:re)?published|(?:made )?available)(?: from [^.!?]{2,60})? under"
    r" (?:an? |the )?(?:creative commons|cc[ -]by)\b"
)

# (reason, most words) -> patterns
PLATFORM_LINES = {
    ("licence", 90): rf"""
        (?:text|content) is available under (?:the )?(?:creative commons|cc[ -]by|gnu)\b.*
        (?:(?:this|the) \w+(?: is| has been)? )?{_LICENSED}.*|additional terms may apply\b.*
        this (?:article|story|piece) (?:is|was) (?:first )?(?:re)?published (?:from|on|by|in) .*
        wikipedia® is a registered trademark\b.*|except where otherwise noted,? .*licen[sc].*
        by using this site,? you agree to\b.*
    """,
    ("maintenance notice", 110): rf"""
        {_FAULTY}[^“”]*\b{_REMEDY}.*|please help (?:to )?(?:improve|update|expand|rewrite|edit)\b.*
        please (?:introduce links|discuss this issue|improve this)\b.*
        unsourced material may be challenged\b.*|\(?learn how and when to remove th.*
        find sources ?: .*|\(<month> \d{{4}}\)|(?:you can )?help wikipedia by expanding it\.?
        this [^.!?]{{3,60}} is a stub\b.*|this is (?:a good|a featured|the latest accepted)\b.*
    """,
    ("encyclopedia", 40): r"""
        from wikipedia,? the free encyclopedia|\(?redirected from .*|toggle the table of contents
        jump to(?: content|:? ?navigation.*)|from simple english wikipedia.*|page semi-protected
        coordinates ?: ?.*\d.*|(?:hidden )?categor(?:y|ies) ?: ?.*|retrieved from [\"“h].*
        this page was last (?:edited|modified|updated|changed)\b.*|view history|edit source
        for other [\w ]{2,30}, see .*|for .{3,60}, see (?-i:[A-Z])[^.!?]*\([^()]*\)\.?
        [\"“][^\"”]{1,60}[\"”] redirects? here\..*
        not to be confused with [^!?]{2,80}|(?:main articles?|further information) ?: .*
        part of a series (?:of articles )?(?:on|about)\b.*|article talk|\d+ languages
        read edit(?: source)? view history
    """,
    ("reactions", 9): rf"""
        \d[\d.,]* ?[kmb]?\+? {_COUNTED}(?: ?[|•·,(] ?[^.!?]{{0,40}})?
        over [\d.,]+k? {_COUNTED}|\d[\d.,]*[km]\+?|[\d.,]+[km]? views .{{3,30}}
        (?:{_ACTS}(?: ?[|•·,] ?| )){{1,7}}{_ACTS}
    """,
    ("subscription", 45): rf"""
        {_ORDER}[^“”\"]*\b{_ORDERED}\b[^“”\"]*|.{{2,60}} is a reader-supported publication\b.*
        thank(?:s| you)(?: so much)? for (?:reading|watching|listening)\b(?! over| out)[^“”\"]*
        by (?:subscribing|signing up|registering),? (?:i|you) (?:agree|confirm|consent)\b.*
        (?:join )?(?:over|more than) [\d,.]+k? (?:other )?(?:subscribers|readers)[.!]?
        (?:already )?have an account\? .*|(?:start your )?free trial|discover more from .{{2,60}}
        to (?:continue|keep) reading,? (?:subscribe|sign|log|create|become|register)\b.*
        you(?:[’']ve| have) (?:read|reached) .{{0,40}}free (?:articles?|stories).*
        this (?:post|article|story|episode) is (?:only )?for (?:pa\w+ )?(?:subscribers|members)
    """,
    ("platform", 12): r"""
        listen to (?:this|the) (?:article|story|post|episode)(?: ?[·•|(–-] ?.*)?
        (?:listen|audio|play)(?: ?[·•|(–-] ?)\d{1,2}:\d{2}\)?(?: ?min(?:utes?)?)?|\d{1,2}:\d{2} min
        getting your trinity audio player ready.*|open in app|get (?:the app|started)
        member[- ]only story|recommended from medium|see all from .{2,40}|text to speech
        published in [^.!?]{2,60}|share full article|upgrade to paid|claim my free post
        (?:gift|give|save|print|e-?mail) (?:this )?(?:full )?(?:article|story)
        (?:give|get|gift) a (?:gift )?subscription|get \d+% off.*|no posts|ready for more\?
        discussion about this post|start writing(?: today)?|level \d+|sort by:? .{2,20}
        (?:posted|submitted) (?:by|.{1,30} ago by) .{2,40}|[ur]/[\w-]+(?: ?[•·].*)?
        \[(?:deleted|removed)\]|continue this thread.*|view (?:entire|all) discussions?.*
        (?:add|leave) a comment|more posts (?:you may like|from .*)|\d+ more (?:replies|comments)
        show (?:less|more|transcript|description)|(?:\.\.\.|…) ?(?:more|see more)
        (?:skip|continue reading) (?:past |after )?(?:advertisement|the main story)
        premiered .{3,30}
        (?:after|skip past) newsletter promotion|our standards ?: .*|(?:hide|toggle|show) caption
        (?:purchase|acquire) licensing rights.*|image \d+ of \d+|enlarge(?: this)? image
        (?:view|open) (?:image )?(?:in )?(?:gallery|full ?screen)|a post shared by .*
        (?:click|tap) to (?:share|expand|enlarge|copy|print|e-?mail|tweet|unmute|play|view)\b.*
        in this (?:article|story|section|issue)|on this page|topics in this article
        scroll (?:down )?for .{3,40}|story highlights|pic\.twitter\.com/\w+
        powered by (?:wordpress|ghost|discourse|blogger|disqus|squarespace)\b.*
        view (?:this )?(?:post|photo|video) on .{2,20}
    """,
    ("affiliate notice", 50): r"""
        .{0,60}\bearn (?:an? )?(?:small |affiliate )?commissions?\b.*|as an amazon associate\b.*
        this (?:post|article|page|video|description) (?:may )?contains? affiliate links\b.*
    """,
    ("link", 12): r"""
        (?:[\w’'&/ ]{1,40}(?: ?[:–»>→-]+ ?))?(?:https?://|www\.)\S+
        (?:#[^\W\d]\w*[ ,]*){2,30}
    """,
}
"""A line of these is certain to be boilerplate; see `boilerplate_phrases.CERTAIN_LINES`."""
