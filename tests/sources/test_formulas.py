"""Formulas of web pages as text."""

from __future__ import annotations

import pytest
from lxml import html

from summarize.sources.html.formulas import MARK, render_formulas, render_mathml, render_tex


def read(body: str) -> str:
    root = html.document_fromstring(f"<body>{body}</body>")
    render_formulas(root)
    for script in root.xpath("//script"):
        script.drop_tree()
    return " ".join(root.text_content().split())


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("t=3", "t = 3"),
        (r"{\displaystyle t=3}", "t = 3"),
        ("7", "7"),
        ("29.4", "29.4"),
        (r"\frac{1}{2}gt^2", "(1/2)gt²"),
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\tfrac12", "1/2"),
        ("10^{-9}", "10⁻⁹"),
        ("10^6", "10⁶"),
        ("x^{n+1}", "xⁿ⁺¹"),
        ("e^{z}", "e^z"),
        ("a_1", "a1"),
        (r"3.2 \times 10^{6}\,\text{kg}", "3.2 × 10⁶ kg"),
        (r"\alpha \leq 5\%", "α ≤ 5%"),
        (r"v = \sqrt{2gh}", "v = √(2gh)"),
        (r"\mathrm{CO}_2", "CO2"),
        (r"x \approx -3", "x ≈ −3"),
        (r"12\,000", "12000"),
        (r"\sqrt[3]{-8} = -2", "³√(−8) = −2"),
        (r"3\frac{1}{2}", "3 1/2"),
        (r"A^{\ast}", "A^*"),
        (r"-4\,^{\circ}", "−4°"),
        (r"\SI{5}{\kilo\metre}", "5 km"),
        (r"a & b", MARK),
        (r"a}", MARK),
        (r"\begin{matrix}1\\2\end{matrix}", MARK),
        (r"\weird{x}", MARK),
        ("", MARK),
    ],
)
def test_tex(tex: str, text: str) -> None:
    assert render_tex(tex) == text


@pytest.mark.parametrize(
    ("mathml", "text"),
    [
        ("<mrow><mi>t</mi><mo>=</mo><mn>3</mn></mrow>", "t = 3"),
        ("<mn>29.4</mn>", "29.4"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<msup><mn>10</mn><mn>6</mn></msup>", "10⁶"),
        ("<msup><mn>10</mn><mrow><mo>−</mo><mn>9</mn></mrow></msup>", "10⁻⁹"),
        ("<msub><mi>a</mi><mn>1</mn></msub>", "a1"),
        ("<msqrt><mi>x</mi></msqrt>", "√x"),
        ("<mtext>speed</mtext><mo>&lt;</mo><mn>5</mn>", "speed < 5"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable>", MARK),
        (
            "<semantics><mtable></mtable><annotation encoding='application/x-tex'>n=4</annotation>"
            "</semantics>",
            "n = 4",
        ),
    ],
)
def test_mathml(mathml: str, text: str) -> None:
    math = html.fragment_fromstring(f"<math>{mathml}</math>")
    assert render_mathml(math) == text


def test_alternative_text() -> None:
    math = html.fragment_fromstring('<math alttext="{\\displaystyle m=2}"></math>')
    assert render_mathml(math) == "m = 2"


@pytest.mark.parametrize(
    "formula",
    [
        "<math><mi>t</mi><mo>=</mo><mn>3</mn></math>",
        "<span class=mwe-math-element><span style='display:none'><math><mi>t</mi><mo>=</mo>"
        "<mn>3</mn></math></span><img alt='t=3'></span>",
        "<span class=katex><span class=katex-mathml><math><mi>t</mi><mo>=</mo><mn>3</mn></math>"
        "</span><span class=katex-html aria-hidden=true>t=3</span></span>",
        "<mjx-container><mjx-math aria-hidden=true>t3</mjx-math><math><mi>t</mi><mo>=</mo><mn>3"
        "</mn></math></mjx-container>",
        "<span class=MathJax_Preview>..</span><span class=MathJax>t=3</span>"
        "<script type='math/tex'>t=3</script>",
        r"\(t = 3\)",
        r"\[t=3\]",
        "$$t=3$$",
        "<img class=latex alt='t=3' src=a.png>",
    ],
)
def test_in_a_sentence(formula: str) -> None:
    assert read(f"<p>It falls for {formula} seconds.</p>") == "It falls for t = 3 seconds."


def test_dollars_are_money_unless_a_script_takes_them_for_formulas() -> None:
    text = "<p>It fell from $5 to $4, and $t=3$ it is.</p>"
    assert read(text) == "It fell from $5 to $4, and $t=3$ it is."
    script = "<script src='mathjax/tex.js'></script>"
    assert read(script + text) == "It fell from $5 to $4, and t = 3 it is."


def test_formulas_are_apart_from_words_and_code_is_left_alone() -> None:
    assert read("<p>If<math><mi>a</mi></math>is one.</p>") == "If a is one."
    assert read(r"<p>Write <code>\(t=3\)</code> for it.</p>") == r"Write \(t=3\) for it."
