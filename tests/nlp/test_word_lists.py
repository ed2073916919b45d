"""The English word lists: no list repeats another, and a table has each word once."""

import ast
from collections import Counter
from collections.abc import Hashable, Iterable
from importlib import import_module
from itertools import combinations
from pathlib import Path

import summarize.nlp.english
from summarize.nlp.english import first_forms, flagged_words, phrase_groups, words

ENGLISH = Path(summarize.nlp.english.__file__).parent
# Of shorter lists half is chance.
MIN_WORDS = 5


def _literals(function: str) -> list[tuple[str, str]]:
    """The texts that are handed to a function in the English tables, each with where it stands."""
    return [
        (f"{path.name}:{call.lineno}:{call.col_offset}", call.args[0].value)
        for path in sorted(ENGLISH.glob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == function
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


def test_no_two_lists_share_more_than_half_of_their_words() -> None:
    lists = {
        place: words(text) for place, text in _literals("words") if len(words(text)) >= MIN_WORDS
    }
    assert len(lists) > 40
    shared = [
        (one, other, sorted(lists[one] & lists[other]))
        for one, other in combinations(lists, 2)
        if 2 * len(lists[one] & lists[other]) > min(len(lists[one]), len(lists[other]))
    ]
    assert shared == []


def _find_repeated(items: Iterable[Hashable]) -> list[Hashable]:
    return [item for item, times in Counter(items).items() if times > 1]


def test_a_list_has_each_word_once() -> None:
    for place, text in _literals("words"):
        assert _find_repeated(text.split()) == [], place


def test_a_table_has_each_word_once_behind_all_its_flags() -> None:
    for place, text in _literals("flagged_words"):
        rows = text.replace("\n    ", " ").strip().splitlines()
        listed = [word for row in rows for word in row.partition(":")[2].split()]
        assert _find_repeated(listed) == [], place
        assert _find_repeated(frozenset(row.partition(":")[0].split()) for row in rows) == [], place


def test_flagged_words() -> None:
    table = "person male: son\n    uncle\nperson: nurse"
    assert flagged_words(table) == {
        "person": {"son", "uncle", "nurse"},
        "male": {"son", "uncle"},
    }


def test_phrase_groups() -> None:
    assert phrase_groups("put off | postponed ;\n as | while") == (
        (("put", "off"), ("postponed",)),
        (("as",), ("while",)),
    )


def test_first_forms() -> None:
    assert first_forms("sink sank |\n go") == {"sink": "sink", "sank": "sink", "go": "go"}


def test_a_table_of_forms_has_each_form_once() -> None:
    for place, text in _literals("first_forms"):
        assert _find_repeated(text.replace("|", " ").split()) == [], place


def test_no_list_elsewhere_is_one_of_the_tables() -> None:
    modules = [
        import_module(f"{summarize.nlp.english.__name__}.{path.stem}")
        for path in ENGLISH.glob("[a-z]*.py")
    ]
    tables = {
        table: name
        for module in modules
        for name, table in vars(module).items()
        if isinstance(table, frozenset) and len(table) > 2
    }
    copies = [
        (f"{path.name}:{call.lineno}", tables[words(call.func.value.value)])
        for path in sorted(Path(summarize.__file__).parent.rglob("*.py"))
        if path.parent != ENGLISH
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "split"
        and isinstance(call.func.value, ast.Constant)
        and isinstance(call.func.value.value, str)
        and words(call.func.value.value) in tables
    ]
    assert copies == []
