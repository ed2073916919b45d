"""Page furniture in copied or scraped plain text: what stands round an article, line by line.

The rules are data: a table of patterns, one a line, under the reason that they
give. A pattern must match the whole of one short line, so that prose which only
begins or ends like furniture is left alone. What is furniture only in company
(`Business`, `Facebook`, a bare date) counts when it stands beside a certain line,
or in a run of such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from summarize.document import Exclusion, Span

MAX_CHARACTERS = 300
"""Longer lines are never furniture; it also bounds what a pattern has to look at."""

RUN = 4
"""So many weak lines in a row are a menu or a form, even without a certain one among them."""

# Written as <name> in the table. Capitals there match capitals only under a reason in _CASED.
_PARTS = {
    "month": r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?",
    "day": r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?",
    "date": r"<day>(?:\d{1,2}(?:st|nd|rd|th)?,? <month>,? \d{4}|\d{4}-\d{2}-\d{2}"
    r"|<month> \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})",
    "time": r"(?:,? ?(?:at |- |\| )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: \(?[a-z]{2,4}\)?)?)",
    "ago": r"(?:about )?(?:\d+|an?) ?(?:[smhd]|sec|min|hr|second|minute|hour|day|week|month|year)"
    r"s? ago",
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
}

# (reason, most words) -> patterns
_CERTAIN = {
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
        (?:leave|post|write|add|submit) (?:a |your )?(?:reply|comment)(?: cancel reply)?
        (?:\(?\d+\)?|no) (?:comments?|replies|responses)(?: yet)?|report (?:this )?comment
        comments?(?: ?[(:] ?\d+\)?)?(?: (?:are |have been )?(?:closed|disabled|off))?\.?
        (?:join|start) the (?:conversation|discussion)\.?|be the first to comment[.!]?
        (?:log|sign) in to (?:reply|comment|leave a (?:reply|comment)|post)\b[^“”]*
        save my name,? e-?mail\b.*|your e-?mail address will not be published\b.*
        new (?:follow-?up comments|replies to my comments)
        required fields are marked\b.*|this site uses akismet\b.*|you must be logged in to [^“”]*
    """,
    ("cross-link", 30): r"""
        (?:also )?read(?: also| more| next| this)? ?[:|»>] ?[^“”]*[^.“”]
        (?:see also|related(?: \w+)?|recommended|trending|don[’']t miss) ?[:|»>] ?.*[^.]
        (?:watch(?: also| now)?|you (?:may|might) (?:also )?like) ?[:|»>] ?.*[^.]
        more (?:on this|from \w+) ?[:|»>] ?.*[^.]
    """,
    ("cross-link", 14): r"""
        (?:also )?read (?:more|also|next)(?: (?:about|on|at|from|in|here)\b[^.!?]*)?\.{0,3}
        see also|related(?: (?:articles?|stor(?:y|ies)|posts?|news|content|topics|links))?
        recommended(?: for you| stories)?|trending(?: now)?|up next|don[’']t miss
        (?:you )?(?:may|might) (?:also )?like|most (?:read|popular|viewed|shared)
        (?:continue|keep) reading|more (?:stories|news|headlines)|more from [^.!?]{1,40}
        top stories|latest (?:news|stories|headlines)|editor[’']?s[’']? (?:picks?|choice)
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
        (?:enter )?your e-?mail(?: address)?|e-?mail address
        (?:become a|for) (?:subscriber|member)s?
    """,
    ("subscription", 30): r"""
        (?:<call to act>)\b[^“”\"]*\b(?:newsletters?|inbox|mailing list|e-?mail alerts?)\b[^“”\"]*
        (?:<call to act>)\b[^“”\"]*\b(?:daily|weekly) (?:briefing|digest|e-?mail)\b[^“”\"]*
        (?:<call to act>)\b[^“”\"]*\b(?:push notifications|our (?:app|podcast|channel))[.!]?
        subscribe (?:from|for) [^.!?“”]{0,10}\d[^!?“”]{0,40}
        already a (?:subscriber|member)\?.*|download (?:the|our) [\w ]{0,20}app\b.*
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
        (?:story|article|post) continues (?:below|after)(?: (?:the |this )?(?:ad|advert\w*))?
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
_WEAK = {
    ("timestamp", 5): "<date>",
    ("menu", 8): r"""
        <section>(?: ?[|•·/>›»&]? ?<section>){0,7}
        search|menu|close|help|faqs?|about|archives?|careers?|donate|shop|sections|topics|trending
        more|next|previous|back|reviews|blogs?|all|latest|english|privacy|advertise|cart|rss
        (?:tags?|tagged|filed under|posted in|topics):? .{0,60}
    """,
    ("sharing", 10): r"""
        <network>(?:[ ,|•·/]+<network>){0,9}|\W*
    """,
    ("comment form", 3): r"""
        reply|name|website|comment|oldest|newest|most voted|submit|send|ok|guest|\d* ?(?:dis)?likes?
    """,
}
_CASED = frozenset({"address", "byline"})
_PARTS["call to act"] = "subscribe|sign ?up|register|get|receive|join"
_PARTS["stamped"] = (
    r"(?:(?:first |last )?(?:published|updated|posted|modified|created)(?: on)?:? ?)"
)
# Lines that say of themselves that the text begins below, or ends above, them.
_BEGIN = re.compile(r"\*\*\* ?start of (?:the|this) project gutenberg ebook\b.*", re.IGNORECASE)
_END = re.compile(
    r"\*\*\* ?end of (?:the|this) project gutenberg ebook\b.*"
    r"|end of (?:the |this )?project gutenberg(?:[’']s|(?:[’']s)? e-?book| e-?text)\b.*",
    re.IGNORECASE,
)
_LICENCE = "furniture: licence"
_LICENCE_CHARACTERS = 30_000  # half as long again as the longest in use

_EDGES = " :*…»>|•·–-"  # decoration round a line


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of at most `words` words that `pattern` matches wholly is furniture.

    `weak` rules need company.
    """

    reason: str
    words: int
    pattern: re.Pattern[str]
    weak: bool


def furniture(text: str, lines: Sequence[Span]) -> tuple[Exclusion, ...]:
    """Which of these stretches of `text` are furniture, and what each one is.

    `lines` are the text's lines, or paragraphs where it is hard-wrapped, in
    order and without blank ones. Reasons read `"furniture: comment form"`. When
    every line would be furniture, none is: then that is what there is to read.

    `"READ: Who won" -> furniture: cross-link`; `"She read: it was over." -> nothing`
    """
    first, last = _frame(text, lines)
    inner = lines[first:last]
    found = zip(inner, _in_company([rule_of(text, line) for line in inner]), strict=True)
    excluded = (
        *(Exclusion(line, _LICENCE) for line in lines[:first]),
        *(Exclusion(line, f"furniture: {rule.reason}") for line, rule in found if rule),
        *(Exclusion(line, _LICENCE) for line in lines[last:]),
    )
    return excluded if len(excluded) < len(lines) else ()


def _frame(text: str, lines: Sequence[Span]) -> tuple[int, int]:
    """The lines between those that say where an electronic book begins and ends.

    A line with more than a licence above or below it says so of another book.
    """
    begins = (
        i + 1
        for i, line in enumerate(lines)
        if line.end <= _LICENCE_CHARACTERS and _BEGIN.match(text, line.start, line.end)
    )
    first = next(begins, 0)
    ends = (
        i
        for i, line in enumerate(lines)
        if len(text) - line.end <= _LICENCE_CHARACTERS and _END.match(text, line.start, line.end)
    )
    return first, next((end for end in ends if end >= first), len(lines))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they are tried; the first that matches gives the reason."""
    return (*_compiled(_CERTAIN, weak=False), *_compiled(_WEAK, weak=True))


def _compiled(table: dict[tuple[str, int], str], weak: bool) -> Iterator[Rule]:
    for (reason, words), patterns in table.items():
        either = "|".join(line.strip() for line in patterns.splitlines() if line.strip())
        flags = re.NOFLAG if reason in _CASED else re.IGNORECASE
        yield Rule(reason, words, re.compile(_expanded(either), flags), weak)


def _expanded(pattern: str) -> str:
    named = re.compile(f"<({'|'.join(_PARTS)})>")
    while named.search(pattern):
        pattern = named.sub(lambda part: _PARTS[part.group(1)], pattern)
    return pattern


def rule_of(text: str, line: Span) -> Rule | None:
    """The rule that says that this line is furniture; a weak one says so only in company."""
    if len(line) > MAX_CHARACTERS:
        return None
    folded = " ".join(text[line.start : line.end].split())
    words = folded.count(" ") + 1
    bare = folded.strip(_EDGES)
    return next((r for r in rules() if words <= r.words and r.pattern.fullmatch(bare)), None)


def _in_company(rules: Sequence[Rule | None]) -> Iterator[Rule | None]:
    """The same rules, without the weak ones that stand alone."""
    for hit, group in groupby(rules, key=lambda rule: rule is not None):
        run = list(group)
        kept = hit and (len(run) >= RUN or any(rule and not rule.weak for rule in run))
        yield from run if kept else [None] * len(run)
