"""The Vietnamese texts: collected from the code, checked, compiled; without GNU gettext.

English is what the code says, so only Vietnamese has a catalogue. In locale/vi/LC_MESSAGES stand
`django.po`, our own texts, rewritten by `dev.py messages`; and `foreign.po`, kept by hand, what Django and the packages
leave in English or say badly. New translations may also wait as `locale/parts/*.po`; collecting moves them in.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "locale" / "vi" / "LC_MESSAGES"
OURS, FOREIGN, COMPILED = FOLDER / "django.po", FOLDER / "foreign.po", FOLDER / "django.mo"
PARTS = ROOT / "locale" / "parts"
SUBJECTS = [
    "config",
    "organisation",
    "imports",
    "children",
    "donors",
    "campaigns",
    "sponsorship",
    "reports",
    "public",
    "vietnamese",
    "templates",
]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
STRING = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(np|n|p|)(?:gettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?", re.DOTALL)
PERCENT = re.compile(r"%%|%(?:\(\w+\))?[-+ #0]*[\d.]*[sdrifgx]")
BRACE = re.compile(r"\{[\w.!:,\[\]]*\}")
HEADER = """# The texts of this application in Vietnamese. `python3 dev.py messages` keeps the list of texts.
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


class Text(NamedTuple):
    """One text to translate as the code has it."""

    context: str | None
    singular: str
    plural: str | None
    file: str

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.singular, self.plural) if self.plural else self.singular


def command(arguments: list[str]) -> None:
    """dev.py messages [check]"""
    if arguments == ["check"]:
        found = problems()
        sys.exit("\n".join(found) if found else 0)
    for message in strangers():
        print(f"not in our code, so kept in foreign.po: {_singular(message)!r}")
    missing = collect()
    compile_catalogue()
    for singular in missing:
        print(f"no Vietnamese yet: {singular!r}")
    print(f"{len({text.id for text in texts()})} texts, {len(missing)} without Vietnamese")


# --- From the code ------------------------------------------------------------------------------


def texts() -> Iterator[Text]:
    """Every text of the project's own code and templates; one that is used twice comes twice."""
    for subject in SUBJECTS:
        yield from texts_of(ROOT / subject)


def texts_of(folder: Path) -> Iterator[Text]:
    """Every text of the code and templates in one folder, ours or a package's."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder.parent).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from _python_texts(path, name)
        elif path.suffix in {".html", ".txt", ".svg"}:
            yield from _template_texts(path, name)


def _python_texts(path: Path, name: str) -> Iterator[Text]:
    with path.open("rb") as file:
        for _, message, _, context in extract("python", file, keywords=KEYWORDS):
            singular, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, None)
            yield Text(context, singular, plural, name)


def _template_texts(path: Path, name: str) -> Iterator[Text]:
    source = path.read_text()
    if "{%" not in source and "_(" not in source:
        return
    for kind, *quoted in CALL.findall(templatize(source)):
        strings = [ast.literal_eval(text) for text in quoted if text]
        context = strings.pop(0) if "p" in kind else None
        yield Text(context, strings[0], strings[1] if "n" in kind else None, name)


# --- Catalogues ---------------------------------------------------------------------------------


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="vi")
    try:
        with path.open("rb") as file:
            return read_po(file, locale="vi", abort_invalid=True)
    except PoFileError as error:
        sys.exit(f"{path}: {error}")


def part_files() -> list[Path]:
    return sorted(PARTS.glob("*.po"))


def collect() -> list[str]:
    """Rewrites django.po with the texts of the code and the known translations. Returns what has none."""
    known = [read(path) for path in [*part_files(), OURS, FOREIGN]]
    collected = Catalog(locale="vi")
    for text in texts():
        entry = _translation(known, text)
        collected.add(text.id, entry, locations=[(text.file, 1)], context=text.context)
    FOLDER.mkdir(parents=True, exist_ok=True)
    _keep(strangers())
    with OURS.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, collected, width=120, omit_header=True, sort_output=True, include_lineno=False)
    for path in part_files():
        path.unlink()
    return [_singular(message) for message in collected if message.id and not any(_strings(message))]


def strangers() -> list[Message]:
    """What waits in locale/parts for a text that our code does not have: a package's, or a slip of the pen."""
    wanted, foreign = {(text.context, text.singular) for text in texts()}, read(FOREIGN)
    waiting = [message for path in part_files() for message in read(path) if message.id and any(_strings(message))]
    return [
        message
        for message in waiting
        if (message.context, _singular(message)) not in wanted and not foreign.get(_singular(message), message.context)
    ]


def _keep(messages: list[Message]) -> None:
    added = Catalog(locale="vi")
    for message in messages:
        added.add(message.id, message.string, context=message.context)
    with FOREIGN.open("ab") as file:
        file.write(b"\n" if messages else b"")
        write_po(file, added, width=120, omit_header=True)


def _translation(known: list[Catalog], text: Text) -> str | tuple[str, ...]:
    for catalogue in known:
        message = catalogue.get(text.singular, text.context)
        if message and any(_strings(message)) and not message.fuzzy:
            return (_strings(message)[0],) if text.plural else _strings(message)[0]
    return ("",) if text.plural else ""


def compile_catalogue() -> None:
    """Writes django.mo. What waits in locale/parts counts already, so that it is seen at once."""
    merged = Catalog(locale="vi")
    for path in [*part_files(), OURS, FOREIGN]:  # the first to translate a text wins
        for message in read(path):
            if message.id and any(_strings(message)) and not message.fuzzy:
                merged.add(message.id, message.string, context=message.context)
    FOLDER.mkdir(parents=True, exist_ok=True)
    temporary = COMPILED.with_suffix(".new")
    with temporary.open("wb") as file:
        write_mo(file, merged)
    temporary.replace(COMPILED)


def compile_stale() -> None:
    sources = [path for path in [FOREIGN, OURS, *part_files()] if path.exists()]
    if not sources:
        return
    if not COMPILED.exists() or max(path.stat().st_mtime for path in sources) >= COMPILED.stat().st_mtime:
        compile_catalogue()


# --- Check --------------------------------------------------------------------------------------


def problems() -> list[str]:
    """What keeps the Vietnamese from being complete, one sentence each; none when it is."""
    ours, used = read(OURS), list(texts())
    wanted = {(text.context, text.singular): text for text in used}
    found = [f"{path.name} waits in locale/parts: run dev.py messages" for path in part_files()]
    for (context, singular), text in wanted.items():
        message = ours.get(singular, context)
        if message is None:
            found.append(f"not in django.po, run dev.py messages: {singular!r} ({text.file})")
        else:
            found += _faults(message)
    for message in ours:
        if message.id and (message.context, _singular(message)) not in wanted:
            found.append(f"no longer used, run dev.py messages: {_singular(message)!r}")
    for message in read(FOREIGN):
        if message.id:
            found += _faults(message)
    return found


def _faults(message: Message) -> Iterator[str]:
    singular = _singular(message)
    if message.fuzzy or not all(_strings(message)):
        yield f"no Vietnamese for {singular!r}"
        return
    plural = singular if isinstance(message.id, str) else message.id[1]
    for string in _strings(message):
        for pattern in (PERCENT, BRACE):
            given = set(pattern.findall(string))
            if given not in (set(pattern.findall(singular)), set(pattern.findall(plural))):
                yield f"other placeholders than in {singular!r}: {string!r}"


def _singular(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)
