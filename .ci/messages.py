"""Gather the messages of the sources into each catalogue under locale/, and compile it.

Neither needs a program beside Python: Django turns its templates into what looks like code, and Babel does the rest.
Nothing of when, where or on which line is written, so that a catalogue changes when a message does.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
CODE = ("orgchart", "roles")
MARKUP = ("html", "txt", "svg", "css", "typ")
# A context, a message and its plural, each empty where there is none.
Said = tuple[str, str, str]
# What each function takes before what is counted: a context, one message, or one and its plural.
TAKES = {"": 1, "n": 2, "p": 2, "np": 3}
NAMES = {f"{kind}gettext{lazy}": (kind, count) for kind, count in TAKES.items() for lazy in ("", "_lazy", "_noop")} | {
    "_": ("", 1)
}
TEXT = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(((?:{TEXT},?\s*)+)")


def of_call(name: str, texts: list[str]) -> Said:
    """Return what a call of one of gettext's functions says."""
    kind, count = NAMES[name]
    texts = texts[:count]
    context = texts.pop(0) if "p" in kind else ""
    return context, texts[0], texts[1] if "n" in kind else ""


def in_code(text: str) -> Iterator[Said]:
    """Find the messages of a Python file."""
    aliases = {"gettext": "gettext"}
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            aliases |= {name.asname or name.name: name.name for name in node.names}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(node.func, ast.Name) and aliases.get(node.func.id) in NAMES:
            name = aliases[node.func.id]
            texts = [each.value for each in node.args[: NAMES[name][1]] if isinstance(each, ast.Constant)]
            if len(texts) == NAMES[name][1]:
                yield of_call(name, [str(each) for each in texts])


def in_markup(text: str) -> Iterator[Said]:
    """Find the messages of a template."""
    from django.utils.translation.template import templatize

    for name, arguments in CALL.findall(templatize(text)):
        texts = [ast.literal_eval(each) for each in re.findall(TEXT, arguments)]
        yield of_call("gettext" if name == "_" else name, texts)


def files() -> Iterator[Path]:
    """Return the files that may have messages, in the order of their names."""
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield from sorted(path for path in (ROOT / "templates").rglob("*.*") if path.suffix[1:] in MARKUP)


def messages() -> dict[Said, list[str]]:
    """Return every message of the sources with the files that say it."""
    found: dict[Said, list[str]] = {}
    for path in files():
        name = str(path.relative_to(ROOT))
        for message in (in_code if path.suffix == ".py" else in_markup)(path.read_text()):
            said_in = found.setdefault(message, [])
            if name not in said_in:
                said_in.append(name)
    return merged(found)


def merged(found: dict[Said, list[str]]) -> dict[Said, list[str]]:
    """Let a message that is said with a plural somewhere be one entry, as gettext wants it."""
    plural = {(context, text) for context, text, many in found if many}
    together: dict[Said, list[str]] = {}
    for (context, text, many), said_in in found.items():
        if many or (context, text) not in plural:
            together[context, text, many] = said_in
    return together


def gather(former: Catalog) -> Catalog:
    """Return a catalogue with the messages of the sources alone, and their translations where they are known."""
    catalog = Catalog(locale=former.locale, project="Orgchart", version="", charset="utf-8", fuzzy=False)
    for (context, text, many), said_in in messages().items():
        known = former.get(text, context or None)
        translation = known.string if known is not None and fits(known.string, many) else None
        catalog.add(
            (text, many) if many else text,
            translation,
            locations=[(name, None) for name in said_in],  # type: ignore[misc] # without lines, which change each day
            flags=sorted(known.flags & {"fuzzy"}) if known is not None else (),
            user_comments=known.user_comments if known is not None else (),
            context=context or None,
        )
    return catalog


def fits(translation: object, many: str) -> bool:
    """True where a translation has as many forms as its message."""
    return isinstance(translation, tuple) == bool(many)


def read(path: Path) -> Catalog:
    """Read a catalogue as it is kept."""
    return read_part(path, path.parent.parent.name)


def read_part(path: Path, language: str) -> Catalog:
    """Read a file of messages in a language."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def as_po(catalog: Catalog) -> bytes:
    """Write a catalogue as its source is kept: in the order of the sources, with no date."""
    file = io.BytesIO()
    write_po(file, catalog, width=120, omit_header=True, include_lineno=False, include_previous=False)
    lines = "".join(f'"{line}\\n"\n' for line in headers(catalog).splitlines())
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + file.getvalue()


def headers(catalog: Catalog) -> str:
    """Say what a reader of a catalogue must know: the language, its plurals, and in which letters it is written."""
    return (
        f"Language: {catalog.locale}\n"
        f"Plural-Forms: {catalog.plural_forms}\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: 8bit\n"
    )


def is_done(message: Message) -> bool:
    """True for what is translated, in all its forms, and sure."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def as_mo(catalog: Catalog) -> bytes:
    """Compile a catalogue; what is not translated, or not sure, is left in English."""
    file = io.BytesIO()
    write_mo(file, Done(locale=catalog.locale).of(catalog))
    return file.getvalue()


class Done(Catalog):
    """What is done of a catalogue, with a header that names no day and no tool."""

    def of(self, catalog: Catalog) -> "Done":
        """Take over what is done."""
        for message in catalog:
            if message.id and is_done(message):
                self.add(message.id, message.string, context=message.context)
        return self

    def __iter__(self) -> Iterator[Message]:
        """Return the header, then the messages."""
        yield Message("", headers(self))
        yield from self._messages.values()


def left_in(catalog: Catalog, prefixes: Sequence[str]) -> Catalog:
    """Return what is still to translate of the files whose names begin so, of all where none is named."""
    left = Catalog(locale=catalog.locale, fuzzy=False)
    for message in catalog:
        if (
            message.id
            and not is_done(message)
            and any(name.startswith(tuple(prefixes)) for name, _ in message.locations)
        ):
            left.add(message.id, message.string, message.locations, message.flags, context=message.context)
    return left


def take(catalog: Catalog, part: Catalog) -> None:
    """Take what is done in a part over into a catalogue."""
    for message in part:
        known = catalog.get(message.id, message.context) if message.id else None
        if known is not None and is_done(message):
            known.string = message.string
            known.flags = known.flags - {"fuzzy"}


def main() -> None:
    """Bring every catalogue up to date, or do what is asked with the one of a language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="de", help="whose catalogue --left and --take are about")
    parser.add_argument("--left", nargs="*", metavar="PREFIX", help="print what is to translate of files that begin so")
    parser.add_argument(
        "--take", nargs="+", type=Path, default=[], metavar="FILE", help="take over what these translate"
    )
    asked = parser.parse_args()
    chosen = LOCALE / asked.language / "LC_MESSAGES" / "django.po"
    if asked.left is not None:
        sys.stdout.buffer.write(as_po(left_in(gather(read(chosen)), asked.left or [""])))
        return
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        catalog = gather(read(path))
        for part in asked.take if path == chosen else ():
            take(catalog, read_part(part, asked.language))
        path.write_bytes(as_po(catalog))
        path.with_suffix(".mo").write_bytes(as_mo(read(path)))
        left = len(left_in(catalog, [""]))
        print(f"{path.relative_to(ROOT)}: {len(catalog)} messages, {left} to translate", file=sys.stderr)


if __name__ == "__main__":
    main()
