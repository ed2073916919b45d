"""What a person reads of Markdown, in the dialects that people write: no mark, no word lost."""

from __future__ import annotations

from itertools import pairwise

import pytest

from support.markdown_texts import read_markdown, read_paragraphs

LONG = "Eels are long."

Cases = list[tuple[str, list[str]]]

COMMONMARK: Cases = [
    ("The *eel* is **long** and ***thin***.", ["The eel is long and thin."]),
    ("The _eel_ is __long__.", ["The eel is long."]),
    ("A snake_case_name stays.", ["A snake_case_name stays."]),
    ("Use the `eel` command, ``a`b`` too.", ["Use the eel command, a`b too."]),
    ('See [the report](https://a.example/x_(y) "Title") now.', ["See the report now."]),
    (
        "See [the report][r] and [r] and [r][].\n\n[r]: https://a.example 'T'",
        ["See the report and r and r."],
    ),
    (
        "See <https://a.example/x> or <ann@a.example>.",
        ["See https://a.example/x or ann@a.example."],
    ),
    ("An ![eel](eel.png) is long.", ["An is long."]),
    ("It is long ![eel](eel.png).", ["It is long."]),
    ("It is long (![eel](eel.png)).", ["It is long."]),
    ("[![build](b.svg)](https://ci) Eels are long.", [LONG]),
    ("It costs \\$5 \\*net\\* and 1\\. more.", ["It costs $5 *net* and 1. more."]),
    ("Eels are\\\nlong.", [LONG]),
    ("Eels are  \nlong.", [LONG]),
    (
        "Marks &amp; Spencer &mdash; caf&eacute; &#169; &#x2019;s &nbsp;end &lt;b&gt;.",
        ["Marks & Spencer — café © ’s end <b>."],
    ),
    ("AT&T and R&D; stay.", ["AT&T and R&D; stay."]),
    ("Eels\n====\n\nEels are long.\n\nSub\n---\n\nThey swim.", ["Eels", LONG, "Sub", "They swim."]),
    ("# Eels #\n\n## Of **the** [sea](x) ##\nEels are long.", ["Eels", "Of the sea", LONG]),
    ("> Eels are\n> > long and\nthin.\n\nEels are long.", ["Eels are", "long and thin.", LONG]),
    ("> Eels are\nlong.", [LONG]),
    (
        "- Eels are long.\n  - They swim fast.\n    1. They eat fish.\n- They sleep.",
        [LONG, "They swim fast.", "They eat fish.", "They sleep."],
    ),
    ("* Eels are long.\n\n  They swim.\n\n* They eat.", [LONG, "They swim.", "They eat."]),
    ("1) Eels are long.\n2) They swim.", [LONG, "They swim."]),
    ("Eels are long.\n\n***\n\nThey swim.", [LONG, "They swim."]),
    ("Eels are long.\n\n    x = eel()\n    print(x)\n", [LONG]),
    (
        "    Eels are long, and they swim in every river\n    of the county in the autumn.",
        ["Eels are long, and they swim in every river of the county in the autumn."],
    ),
    (
        "    It was a dark night, and the eels swam\nup the river in their thousands.\n",
        ["It was a dark night, and the eels swam up the river in their thousands."],
    ),
    ('<div align="center">\n\nEels are long.\n\n</div>', [LONG]),
    ("<div>Eels are long.<br>They swim.</div>", ["Eels are long. They swim."]),
    ("<p>Eels are long.</p><p>They swim.</p>", [LONG, "They swim."]),
    ("<details>\n<summary>More</summary>\n\nEels are **long**.\n\n</details>", [LONG]),
    (
        "<details><summary>How long are eels?</summary>\nEels are long.\n</details>",
        ["How long are eels?", LONG],
    ),
    ("Eels are <b>long</b> and <em>thin</em><!-- check -->.", ["Eels are long and thin."]),
    ("<!-- todo:\n\nThe eels are short.\n-->\nEels are long.", [LONG]),
    ("<script>\nvar x = 'The eels are short.';\n</script>\n\nEels are long.", [LONG]),
    ("<style>p { color: red; }</style>\n\nEels are long.", [LONG]),
    ("<table><tr><td>The eels are short.</td></tr></table>\n\nEels are long.", [LONG]),
    (
        "H<sub>2</sub>O and 10<sup>6</sup> and m<sup>2</sup> on the 19<sup>th</sup>.",
        ["H2O and 10⁶ and m² on the 19th."],
    ),
    ("The eels left.<sup>[1](#fn1)</sup> They swam.", ["The eels left. They swam."]),
    (
        "The eels left.<sup>1</sup> They swam in the meadow<sup>12</sup>.",
        ["The eels left. They swam in the meadow."],
    ),
    ("| a | b |\n|---|---|\n| 1 | 2 |\n\nEels are long.", [LONG]),
    ("```\nx = 1\n```\nEels are long.", [LONG]),
    (
        "Eels are long.\n\n```python\nprint('eel')\n\n"
        "They swim up the river in the spring. The catch was large.\n\nThe council sold 12 boats.",
        [
            LONG,
            "They swim up the river in the spring. The catch was large.",
            "The council sold 12 boats.",
        ],
    ),
    (
        "Eels are long.\n\n```\nThey swim up the river in the spring.\nThe catch was large.\n\n"
        "## Next\n\nThe council sold 12 boats.",
        [
            LONG,
            "They swim up the river in the spring. The catch was large.",
            "Next",
            "The council sold 12 boats.",
        ],
    ),
    ("[a]: /b\n[c]: <d e> 'f'\n\nEels are long.", [LONG]),
    ("Eels* are long, and 5 * 3 is 15.", ["Eels* are long, and 5 * 3 is 15."]),
    ("**Eels are long.** They *swim.*", ["Eels are long. They swim."]),
    ('"**Eels**," she said, are _"long"_.', ['"Eels," she said, are "long".']),
    ("这是**重点**内容。", ["这是重点内容。"]),
    ("He said f**k and s**t.", ["He said f**k and s**t."]),
    ("un*frigging*believable eels.", ["unfriggingbelievable eels."]),
    ("+ Eels are long.\n+ They swim.", [LONG, "They swim."]),
    ("Eels (*Anguilla anguilla*) are long.", ["Eels (Anguilla anguilla) are long."]),
    ("[link *with* `code`](x) and [empty]() end.", ["link with code and empty end."]),
    ("Text with a [link](<a b c>) end.", ["Text with a link end."]),
    ("Text with a [link](my file.md) end.", ["Text with a link end."]),
    ("Text [sic] and [see above](no) end.", ["Text [sic] and see above end."]),
    ("1986\\. A great year.", ["1986. A great year."]),
    ("* a\n\n      code()\n\n* Eels are long.", ["a", LONG]),
    ("- ```\n  code\n  ```\n- Eels are long.", [LONG]),
    ("> ```\n> code\n> ```\n> Eels are long.", [LONG]),
    ("> # Head\n> Eels are long.", ["Head", LONG]),
    (">Eels are\n>long.", [LONG]),
    ("Eels are\r\nlong.\r\n\r\nThey swim.\r\n", [LONG, "They swim."]),
    (
        "\tEels are long, and they are in the river.\n\n\tThey swim up the river in May.",
        ["Eels are long, and they are in the river.", "They swim up the river in May."],
    ),
    ('[foo]: <> (comment here)\n[//]: # "comment"\n\nEels are long.', [LONG]),
    ("Eels `a` `b``c`.", ["Eels a b``c."]),
    ("Hello<!-- a\nb --> there <?php x ?>eels.", ["Hello there eels."]),
]

GITHUB: Cases = [
    ("The toll is ~~9~~ 6 pounds, ~~not 7~~.", ["The toll is 6 pounds."]),
    ("~~The eels are short.~~ Eels are long.", [LONG]),
    ("~~The eels are short.~~\n\nEels are long.", [LONG]),
    ("The toll (~~9 pounds~~) is due.", ["The toll is due."]),
    ("The toll is ~9 pounds~ 6 pounds.", ["The toll is 6 pounds."]),
    ("It is ~5 km to ~6 km away.", ["It is ~5 km to ~6 km away."]),
    ("The toll is <del>9 pounds</del> <ins>6 pounds</ins>.", ["The toll is 6 pounds."]),
    ("<s>The eels are short.</s>\n\nEels are long.", [LONG]),
    ("<del>\n\nThe eels are short.\n\n</del>\n\nEels are long.", [LONG]),
    ("<del>~~The eels~~ are short.</del> Eels are long.", [LONG]),
    ("- [x] Eels are long.\n- [ ] They swim.", [LONG, "They swim."]),
    ("> [!NOTE]\n> Eels are long.", [LONG]),
    (
        "Eels are long.[^1] They swim[^long-note], too.\n\n[^1]: Measured.\n"
        "[^long-note]: First para.\n\n    Second para of it.\n\nThey eat.",
        ["Eels are long. They swim, too.", "They eat."],
    ),
    ("Eels are long :fish:. They swim :+1: fast.", ["Eels are long. They swim fast."]),
    ("It was 10:30:45 and 3:1:2 then.", ["It was 10:30:45 and 3:1:2 then."]),
    ('<span style="display:none">Eels are short.</span>Eels are long.', [LONG]),
    ("<div hidden>\n\nEels are short.\n\n</div>\n\nEels are long.", [LONG]),
    ("Press <kbd>Ctrl</kbd>+<kbd>C</kbd> now.", ["Press Ctrl+C now."]),
    ("The mass $m_e$ is $9\\times 10^{-31}$ kg.", ["The mass me is 9 × 10⁻³¹ kg."]),
    ("It cost $5 and $6 or $7.", ["It cost $5 and $6 or $7."]),
    ("It fell from $5-$6 to US$4.", ["It fell from $5-$6 to US$4."]),
    ("The share is $`a/b`$ now.", ["The share is a/b now."]),
    ("Eels are long.\n\n$$\nx = \\frac{1}{2}\n$$\n\nThey swim.", [LONG, "They swim."]),
    ("So $$E = mc^2$$ holds.", ["So E = mc² holds."]),
    (
        "www.a.example and https://a.example/x_y_z stay.",
        ["www.a.example and https://a.example/x_y_z stay."],
    ),
    ("a | b\n-|-\n1 | 2\n\nEels are long.", [LONG]),
    ("- [ ] ~~Eels are short.~~\n- [x] Eels are long.", [LONG]),
    ("The ~~old~~**new** toll and ~~a~~, b.", ["The new toll and, b."]),
]

PANDOC: Cases = [
    ("Eels are long^[Measured by [Ann](x).]. They swim.", ["Eels are long. They swim."]),
    (
        "CO~2~ and 10^6^ and m^2^ and 10^-9^ and the 19^th^ one.",
        ["CO2 and 10⁶ and m² and 10⁻⁹ and the 19th one."],
    ),
    ("x^2+y^2 is plain, 10^6 too.", ["x^2+y^2 is plain, 10^6 too."]),
    ("# Eels {#eels .big}\n\n[Eels]{.smallcaps} are [long](x){target=_blank}.", ["Eels", LONG]),
    ("Eels are long [@smith2004, p. 3; @li]. They swim.", ["Eels are long. They swim."]),
    ("Eels\n:   Eels are long.\n\n    They swim.\n", ["Eels", LONG, "They swim."]),
    ("::: {.callout-note}\nEels are long.\n:::", [LONG]),
    ("::: warning\nEels are long.\n:::\n\nThey swim.", [LONG, "They swim."]),
    ("% Eels, a History\n% Ann Oto\n% 2020-01-02\n\nEels are long.", [LONG]),
    ("*[HTML]: Hyper Text\n\nEels are long.", [LONG]),
    ("| Eels are long,\n| and they swim.\n", ["Eels are long, and they swim."]),
    ("The ==eel== is ++long++.", ["The eel is long."]),
    ("if a == b and c == d then ++x or C++ it.", ["if a == b and c == d then ++x or C++ it."]),
    (
        "The toll is {~~9~>6~~} pounds{>>check<<} {--today--} {++now++} {==yes==}.",
        ["The toll is 6 pounds now yes."],
    ),
    (
        "  Right     Left\n-------     ------\n     12     12\n    123     123\n\nEels are long.",
        [LONG],
    ),
    (
        "+---+---+\n| a | b |\n+===+===+\n| The eels are short. | 2 |\n+---+---+\n\nEels are long.",
        [LONG],
    ),
    (
        "-------------------------\n a       b\n------   ---------\n 1       The eels\n"
        "         are short.\n\n 2       x\n-------------------------\n\nEels are long.",
        [LONG],
    ),
    ("(@) Eels are long.\n(@x) They swim.", [LONG, "They swim."]),
    ("#. Eels are long.\n#. They swim.", [LONG, "They swim."]),
    ("Dr.\\ Lee has eels.", ["Dr. Lee has eels."]),
    ("a) Eels are long.\nb) They swim.", [LONG, "They swim."]),
    ("A. Smith said so.", ["A. Smith said so."]),
    ("Eels in\n1998. They swim.", ["Eels in 1998. They swim."]),
    ("Eels\n~ Eels are long.\n\nTwo\n~ They swim.", ["Eels", LONG, "Two", "They swim."]),
    ('[Eels](x "t"){#a .b c=d} are long.', [LONG]),
    ("![A *long* caption.](a.png){width=50%}\n\nEels are long.", [LONG]),
    ("<span class=\"x\">Eels</span> are <span style='color:red'>long</span>.", [LONG]),
    ("`code`{.haskell} and eels.", ["code and eels."]),
    ("Ellipses... and 'quotes' -- dash.", ["Ellipses... and 'quotes' -- dash."]),
    ("---\ntitle: >\n  Eels, a\n  History\nauthor:\n  - name: Ann\n---\n\nEels are long.", [LONG]),
]

OBSIDIAN: Cases = [
    (
        "[[Peat|Turf]] and [[Ullock Moss]] and [[Smith 2019#Results|Smith]] and [[Page#Head]] "
        "and [[#Head]].",
        ["Turf and Ullock Moss and Smith and Page and Head."],
    ),
    ("Eels are long ![[map.png|300]].", [LONG]),
    ("![[map.png]]\n\nEels are long.", [LONG]),
    ("Eels %%todo%% are long. %%more\nof it%%", [LONG]),
    ("%%\nThe eels are short.\n\nReally.\n%%\n\nEels are long.", [LONG]),
    ("> [!warning] Drained bogs\n> Eels are long.", [LONG]),
    ("> [!tip]- Eels are long.\n> They swim.", [LONG, "They swim."]),
    ("> [!info]+\n> Eels are long.\n>\n> They swim.", [LONG, "They swim."]),
    ("> [!question] Outer\n> > [!todo] Inner\n> > Eels are long.", [LONG]),
    ("Eels are long. #todo #fish/eel ^block-1", [LONG]),
    ("Eels are long. ^37066d", [LONG]),
    ("#todo #fish\n\nEels are long.", [LONG]),
    ("They marched under #MeToo in May.", ["They marched under #MeToo in May."]),
    ("We are #1 and rising.", ["We are #1 and rising."]),
    ("---\ntitle: T\ntags: [a, b]\naliases:\n  - x\n---\nEels are long.", [LONG]),
    ("```dataview\nTABLE x FROM #eel\n```\nEels are long.", [LONG]),
    (
        "```ad-note\ntitle: Eel\nEels are very long fish.\n```\n\nEels are long.",
        ["Eels are very long fish.", LONG],
    ),
    ("Rating is `= this.rating` so eels are long.", ["Rating is so eels are long."]),
    ("Embedded ![[Note#Part]] here and ![[a.pdf#page=2]].", ["Embedded here and."]),
    ("> [!quote] Ann Oto\n> Eels are [[long]].\n> — Ann", ["Eels are long. — Ann"]),
    ("- Eels are long ^abc\n- They swim. #fish", ["Eels are long", "They swim."]),
    ("Text ==with **bold** inside== end.", ["Text with bold inside end."]),
    ("[[a/b/Eels|Eels]] are long ([[Ref]]).", ["Eels are long (Ref)."]),
]

TOOLS: Cases = [
    ("- Eels are long.\n  id:: 123-abc\n  collapsed:: true\n\t- They swim.", [LONG, "They swim."]),
    ('{{< figure src="a.png" >}}\n\nEels are {{< highlight >}}long.', [LONG]),
    ("{{% notice note %}}\nEels are long.\n{{% /notice %}}", [LONG]),
    (
        "import Foo from './foo'\nimport {a, b} from \"x\";\nexport const meta = {\n  a: 1\n}\n\n"
        "Eels are long.",
        [LONG],
    ),
    (
        '<Tabs items={["a", "b"]} {...props}>\n  <Tab>\n\n  Eels are long.\n\n  </Tab>\n</Tabs>',
        [LONG],
    ),
    ('Eels are <Tip text={"x"} />long{props.dot}.', [LONG]),
    (
        "{% include a.html %}\n\nEels are {% link x %}long {{ site.x }}.\n\n{: .note }\n"
        "They swim.\n{:.big #x}",
        [LONG, "They swim."],
    ),
    (
        "{% highlight ruby %}\nputs 'The eels are short.'\n{% endhighlight %}\n\nEels are long.",
        [LONG],
    ),
    (
        "```{r, echo=FALSE}\nplot(x)\n```\n\nThere are `r nrow(x)` eels, and eels are long.",
        ["There are eels, and eels are long."],
    ),
    (
        '!!! note "Eels"\n    Eels are long.\n\n    - They swim.\n\nThey eat.',
        [LONG, "They swim.", "They eat."],
    ),
    (":::tip[Eels]\nEels are long.\n:::", [LONG]),
    ("[TOC]\n\nEels are long.", [LONG]),
    ("Eels are {ref}`long <x>`.", ["Eels are long <x>."]),
    ("{/* comment */}\n\nEels are long.", [LONG]),
    ('+++\ntitle = "Eels"\n+++\nEels are long.', [LONG]),
    ("<aside>\n💡 Eels are long.\n\n</aside>", ["💡 Eels are long."]),
    (
        "Eels are long.[\\[1\\]](https://a.example/x#cite_note-1) They swim.",
        ["Eels are long. They swim."],
    ),
    (
        "**Anna:** Eels are long.\n**Bob:** Yes\n**Anna**: Good",
        ["Anna: Eels are long.", "Bob: Yes", "Anna: Good"],
    ),
    ("**Anna Oto** (00:12): Eels are long.", ["Anna Oto (00:12): Eels are long."]),
    ("• Eels are long.\n• They swim.", [LONG, "They swim."]),
    (
        "<figure><img src=a><figcaption>An eel that is short.</figcaption></figure>\n\n"
        "Eels are long.",
        [LONG],
    ),
    ("word![[x]]word and word<br>word.", ["word word and word word."]),
    ("<pre>\nEels are long fish of rivers.\n\nx = 1\n</pre>", ["Eels are long fish of rivers."]),
    ("Term: a\n\n\\# no heading", ["Term: a", "# no heading"]),
    ("##Eels\n\nEels are long.", ["Eels", LONG]),
    (
        "This is a paragraph of prose above a line.\n---\n\nEels are long.",
        ["This is a paragraph of prose above a line.", LONG],
    ),
    ("Eels are long\nand thin\n---\nThey swim.", ["Eels are long and thin", "They swim."]),
    (
        "TODO Eels are long.\nDEADLINE: <2020-01-01 Wed>",
        ["TODO Eels are long."],
    ),
    ("{{< callout >}}\nEels are **long**.\n{{< /callout >}}", [LONG]),
    (
        "export default function A() {\n  return <div>The eels are short.</div>\n}\n\n"
        "Eels are long.",
        [LONG],
    ),
    (
        "```mermaid\ngraph TD\n```\n\n```{note}\nEels are very long fish.\n```",
        ["Eels are very long fish."],
    ),
    ("## Eels {: #eels }\n\nEels are long.", ["Eels", LONG]),
    ('<Callout type="info">\nEels are long.\n</Callout>', [LONG]),
    ('<h2 align="center">Eels</h2>\n\nEels are long.', ["Eels", LONG]),
    ("Eels&nbsp;are&nbsp;long&hellip;", ["Eels are long…"]),
    ("# Eels\n\n<!-- more -->\n\nEels are long.<!--more-->", ["Eels", LONG]),
]


@pytest.mark.parametrize(("text", "paragraphs"), COMMONMARK)
def test_commonmark(text: str, paragraphs: list[str]) -> None:
    assert read_paragraphs(text) == paragraphs


@pytest.mark.parametrize(("text", "paragraphs"), GITHUB)
def test_github(text: str, paragraphs: list[str]) -> None:
    assert read_paragraphs(text) == paragraphs


@pytest.mark.parametrize(("text", "paragraphs"), PANDOC)
def test_pandoc(text: str, paragraphs: list[str]) -> None:
    assert read_paragraphs(text) == paragraphs


@pytest.mark.parametrize(("text", "paragraphs"), OBSIDIAN)
def test_obsidian(text: str, paragraphs: list[str]) -> None:
    assert read_paragraphs(text) == paragraphs


@pytest.mark.parametrize(("text", "paragraphs"), TOOLS)
def test_makers_of_pages(text: str, paragraphs: list[str]) -> None:
    assert read_paragraphs(text) == paragraphs


@pytest.mark.parametrize(
    "text", [text for text, _ in (*COMMONMARK, *GITHUB, *PANDOC, *OBSIDIAN, *TOOLS)]
)
def test_nothing_overlaps_and_all_is_in_order(text: str) -> None:
    document = read_markdown(text)
    assert document.text == text
    spans = sorted([one.span for one in (*document.sentences, *document.excluded)])
    for before, after in (*pairwise(spans), *pairwise(document.ignored_spans)):
        assert before.end <= after.start
    starts = {span.start for span in document.ignored_spans}
    assert starts.issuperset(start for start, _ in document.substitutes)


FURTHER: Cases = [
    (
        "The weight \\( \\rho \\) of eels \\(see below\\) is high.",
        ["The weight ρ of eels (see below) is high."],
    ),
    ("So \\[ E = mc^2 \\] holds for \\[all\\] eels.", ["So E = mc² holds for [all] eels."]),
    ("It costs &amp;pound;3 &amp;amp;mdash; E&shy;els.", ["It costs £3 — Eels."]),
    ('See [the deed]({{< ref "d.md" >}}) and [it]({% post_url x %}).', ["See the deed and it."]),
    ("[status:: done] Eels are long.", [LONG]),
    ("Eels are long (age:: 3).", [LONG]),
    (
        "- TODO Eels are long.\n  SCHEDULED: <2025-09-01 Mon>\n- NOW They swim.",
        [LONG, "They swim."],
    ),
    ("- #+BEGIN_NOTE\n  Eels are long.\n  #+END_NOTE\n- They ^^swim^^.", [LONG, "They swim."]),
    ("- ((645f1c2a-1b2c-4d5e-8f90-abcdef123456))\n- Eels are long.", [LONG]),
    (
        "\\newpage\n\nEels are long.\n\n\\begin{table}\n\\begin{tabular}{l}\na\n"
        "\\end{tabular}\n\\end{table}",
        [LONG],
    ),
    ("Table: Eels by year\n\nEels are long.", [LONG]),
    ("* TOC\n{:toc}\n\nEels are long.", [LONG]),
    ("* [A](#a)\n  * [B](#b)\n* [C](#c-(x))\n\nEels are long.", [LONG]),
    ("- [A](#a)\n- [B](#b)\n\nEels are long.", ["A", "B", LONG]),
    ("It is said by [@ann](https://a.example).", ["It is said by @ann."]),
    ("Eels are long.【1†source】", [LONG]),
    ("Date: 4 March\nPresent: Ann Oto", ["Date: 4 March", "Present: Ann Oto"]),
    (
        "| Who | Says |\n|--|--|\n| Ann | Eels were long in 2019. |\n| Bo | They *swim* well. |",
        ["Ann", "Eels were long in 2019.", "Bo", "They swim well."],
    ),
    ("| a | b |\n|--|--|\n| 1 | 2. |\n\nEels are long.", [LONG]),
    (
        "* The eel is long.\n* The eel swims.\n* A cod eats.\n* The end came.",
        ["The eel is long.", "The eel swims.", "A cod eats.", "The end came."],
    ),
]


@pytest.mark.parametrize(("text", "paragraphs"), FURTHER)
def test_further_dialects(text: str, paragraphs: list[str]) -> None:
    assert read_paragraphs(text) == paragraphs


@pytest.mark.parametrize(
    ("above", "title", "author"),
    [
        ('{"title": "Eels", "author": "Ann Oto"}\n\n', "Eels", "Ann Oto"),
        (
            "Title: Eels\nAuthors: Ann Oto, Bo Li\nSummary: They swim. So they do.\n\n",
            "Eels",
            "Ann Oto, Bo Li",
        ),
        ('+++\ntitle = "Eels"\n[author]\nname = "Ann Oto"\n+++\n', "Eels", "Ann Oto"),
        ("# Eels\n\nStatus: Done\nAuthor: Ann Oto\n\n", "Eels", "Ann Oto"),
    ],
)
def test_more_kinds_of_front_matter(above: str, title: str, author: str) -> None:
    document = read_markdown(f"{above}Eels are long. They swim.")
    shown = [document.sentence_text(one) for one in document.sentences]
    assert shown[-2:] == [LONG, "They swim."]
    assert len(shown) == 2 + above.startswith("#")
    assert (document.metadata.title, document.metadata.author) == (title, author)


def test_lines_of_fields_that_are_no_front_matter_are_read() -> None:
    assert read_paragraphs("Ann: Eels are long.\nTitle: They swim.")[0].startswith("Ann:")
    assert read_paragraphs("{curly}\n\nEels are long.")[-1] == LONG
