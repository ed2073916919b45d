"""A template, its style and its script -> one HTML file that needs nothing else.

Style and script are named by their hashes in a content security policy that forbids everything
else, so that nothing in a text of others can run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files


def render_template(package: str, **content: object) -> str:
    """Render page.html.jinja of a package with its page.css and, if it has one, its page.js.

    The template gets them as `style`, `script` and `policy` beside the `content`.
    """
    from jinja2 import Environment, StrictUndefined

    template, style, script = (
        file.read_text(encoding="utf-8").strip() if file.is_file() else ""
        for file in map(files(package).joinpath, ("page.html.jinja", "page.css", "page.js"))
    )
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(template)
    scripts = f" script-src {_hash_source(script)};" if script else ""
    policy = (
        f"default-src 'none'; style-src {_hash_source(style)};{scripts} "
        "base-uri 'none'; form-action 'none'"
    )
    return page.render(policy=policy, style=style, script=script, **content) + "\n"


def _hash_source(text: str) -> str:
    """Return how a content security policy names an inline style or script."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
