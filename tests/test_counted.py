"""Messages of the command line say "1 rule" and "2 rules"; what reports say has its plurals from the catalogue."""

import ast
import re
from pathlib import Path

from analysis.errors import counted

SOURCES = Path(__file__).parents[1] / "src" / "analysis"
#: What is said in a language has its own plurals, see ``tests/language``.
SPOKEN = {"questions", "show", "language"}
NOUN = re.compile(
    r" (?:[a-z]+ )?(rows|rules|figures|findings|fields|cells|numbers|files|documents|problems|proposals|facts|tables|"
    r"hits|transactions|activities|countries|refugees|reports|sheets|months|others)\b"
)


def typed_plurals(tree):
    """The plurals that are typed after a number in a message, with their lines."""
    for message in ast.walk(tree):
        if isinstance(message, ast.JoinedStr):
            for number, words in zip(message.values, message.values[1:], strict=False):
                said = isinstance(words, ast.Constant) and NOUN.match(str(words.value))
                if said and isinstance(number, ast.FormattedValue) and is_number(number):
                    yield message.lineno, said[1]


def is_number(part):
    """Whether what is put into a message is a number: a length, or something printed as one."""
    call = isinstance(part.value, ast.Call) and isinstance(part.value.func, ast.Name) and part.value.func.id == "len"
    spec = part.format_spec is not None and "," in ast.unparse(part.format_spec)
    name = isinstance(part.value, ast.Name | ast.Attribute) and re.search(
        r"number|found|count|total|there|left_out|facts|hits", ast.unparse(part.value)
    )
    return bool(call or spec or name)


def test_a_number_and_its_noun_agree():
    assert [counted(1, "rule"), counted(2, "rule"), counted(0, "rule")] == ["1 rule", "2 rules", "0 rules"]
    assert [counted(1, "row is", "rows are"), counted(1200, "row is", "rows are")] == ["1 row is", "1,200 rows are"]


def test_no_message_types_a_plural_after_a_number():
    wrong = [
        f"{path.relative_to(SOURCES)}:{line}: {noun}"
        for path in sorted(SOURCES.rglob("*.py"))
        if path.relative_to(SOURCES).parts[0] not in SPOKEN
        for line, noun in typed_plurals(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


def test_a_typed_plural_would_be_found():
    assert list(typed_plurals(ast.parse('f"{len(rows)} rules for it"'))) == [(1, "rules")]
    assert list(typed_plurals(ast.parse("f\"{counted(2, 'rule')} for it\""))) == []
