"""static/base.css: the fonts, and of Tabler's stylesheet the rules that a page of ours can meet.

The whole of Tabler is half a megabyte, which every telephone would read before it draws the first word. `dev.py styles`
keeps a rule when each of its classes stands somewhere in our templates, code or scripts: as a word, or put together of
one that ends with a hyphen (badge-{tone}) and another.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from config.messages import ROOT, SUBJECTS

STATIC = ROOT / "static"
FONTS = STATIC / "vendor/be-vietnam-pro/fonts.css"
TABLER = STATIC / "vendor/tabler/tabler.min.css"
BUILT = STATIC / "base.css"
HEAD = """/* Made by `python3 dev.py styles` of vendor/be-vietnam-pro/fonts.css and a part of vendor/tabler:
   Tabler v1.0.0, Copyright 2018-2025 The Tabler Authors, codecalm.net Paweł Kuna, MIT */
"""

MARK = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)"']*\)|/\*.*?\*/|[{};]""", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
WORD = re.compile(r"[A-Za-z][\w-]*")
CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
DATA = re.compile(r"\[(data-[\w-]+)")
NOT_PART = re.compile(r":not\([^)]*\)")
QUOTED_OR_DATA = re.compile(r"\[[^\]]*\]")
OWN_VALUE = re.compile(r"""(?<=[{;])(--[\w-]+):(?:"[^"]*"|'[^']*'|[^;{}"'])*;?""")
KEYFRAMES = re.compile(r"@keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}")


def command(arguments: list[str]) -> None:
    BUILT.write_text(built(), "utf-8")
    sys.exit(0)


def built() -> str:
    fonts = COMMENT.sub("", FONTS.read_text("utf-8")).replace('url("', 'url("vendor/be-vietnam-pro/')
    tabler = without_idle(kept(TABLER.read_text("utf-8"), Words(sources())))
    return HEAD + re.sub(r"\s*\n\s*", "", fonts) + "\n" + tabler + "\n"


def sources() -> str:
    """All that may name a class."""
    pages = (ROOT / "templates").rglob("*.html")
    scripts = [script for script in STATIC.rglob("*.js") if "vendor" not in script.parts]
    code = [file for app in SUBJECTS for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts]
    return "\n".join(file.read_text("utf-8") for file in sorted([*pages, *scripts, *code]))


def classes(file: Path) -> set[str]:
    """Those for which the file has rules."""
    return set(CLASS.findall(re.sub(r"\{[^{}]*\}", "{}", file.read_text("utf-8"))))


class Words:
    """The words of a text, and which classes can be made of them."""

    def __init__(self, text: str) -> None:
        self.words = set(WORD.findall(text))
        self.beginnings = tuple(sorted(word for word in self.words if word.endswith("-")))

    def can_name(self, css_class: str) -> bool:
        if css_class in self.words:
            return True
        begun = [word for word in self.beginnings if css_class.startswith(word)]
        return any(css_class.removeprefix(word) in self.words for word in begun)

    def can_meet(self, selector: str) -> bool:
        """What must not be there (`:not`) and attributes of scripts we don't have are looked at apart."""
        asked = NOT_PART.sub("", selector)
        classes = CLASS.findall(QUOTED_OR_DATA.sub("", asked))
        return all(map(self.can_name, classes)) and all(name in self.words for name in DATA.findall(asked))


def kept(css: str, words: Words) -> str:
    return "".join(_kept(head, body, words) for head, body in rules(css))


def _kept(head: str, body: str, words: Words) -> str:
    if head.startswith(("@media", "@supports")):
        inner = kept(body, words)
        return f"{head}{{{inner}}}" if inner else ""
    if head.startswith("@"):
        return f"{head}{{{body}}}" if body else ""
    selectors = [each for each in re.split(r",(?![^(]*\))", head) if words.can_meet(each)]
    return f"{','.join(selectors)}{{{body}}}" if selectors else ""


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(what stands before the braces, what stands in them) of each rule on the outermost level."""
    depth = start = opened = 0
    for mark in MARK.finditer(css):
        if mark[0] == "{":
            opened = opened if depth else mark.end()
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                yield COMMENT.sub("", css[start : opened - 1]).strip(), css[opened : mark.start()]
                start = mark.end()
        elif mark[0] == ";" and not depth:
            start = mark.end()  # @charset


def without_idle(css: str) -> str:
    """Values and movements that nothing left over asks for; one may have been asked for by another."""
    own_files = [file for file in STATIC.rglob("*.css") if "vendor" not in file.parts and file != BUILT]
    ours = "".join(file.read_text("utf-8") for file in own_files)
    while (less := _less(css, ours)) != css:
        css = less
    return css


def _less(css: str, ours: str) -> str:
    asked = set(re.findall(r"var\((--[\w-]+)", css + ours))
    css = OWN_VALUE.sub(lambda found: found[0] if found[1] in asked else "", css)
    moved = set(re.findall(r"[\w-]+", KEYFRAMES.sub("", css)))
    css = KEYFRAMES.sub(lambda found: found[0] if found[1] in moved else "", css)
    return re.sub(r"[^{}]+\{\}", "", css)
