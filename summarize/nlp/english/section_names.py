"""English names of the sections of papers, reports and patents: parts of a pattern. Data only."""

from __future__ import annotations

SECTION_NAMES = (
    r"(?:general )?introduction|introduction and background|(?:executive )?summary|abstract"
    r"|background|overview|related works?|literature review|motivation|preliminaries|theory"
    r"|(?:the )?(?:theoretical )?models?|(?:materials?|patients?|subjects?) and methods?"
    r"|methods? and materials?|(?:research )?(?:methods?|methodology)|experiments?"
    r"|experimental (?:details?|methods?|procedures?|results?|section|set-?up)|observations?"
    r"|(?:data|statistical) analysis|evaluation|implementation|case (?:reports?|presentation)"
    r"|(?:main |numerical |simulation )?results?|results? and discussions?|findings?"
    r"|discussions?(?: and conclusions?)?|limitations|future works?"
    r"|(?:summary and |general )?conclusions?(?: and (?:discussion|future works?|outlook))?"
    r"|concluding remarks?|recommendations|acknowledge?ments?|references|bibliography"
    r"|appendix(?: [a-z])?"
    r"|(?:technical )?field|field of (?:the )?invention|background (?:art|of (?:the )?invention)"
    r"|(?:brief )?(?:summary|disclosure) of (?:the )?invention|technical problem"
    r"|(?:brief )?description of (?:the )?(?:several views of the )?(?:drawings?|figures?)"
    r"|cross[- ]references? to (?:a )?(?:related|prior) (?:(?:patent )?applications?|documents?)"
    r"|related applications?|priority claim"
    r"|detailed description(?: of (?:the )?(?:invention|(?:preferred )?embodiments?))?"
)
"""A line of nothing else is a heading, though it may be in small letters."""
