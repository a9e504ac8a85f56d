"""Look into the zip file that a workbook is, and walk through its XML, without believing what it says of itself."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from roles.spreadsheet.limits import MEGABYTE, Limits
from roles.spreadsheet.tables import UnreadableFileError

CHUNK = 1 << 16
# Below this a high ratio does no harm.
SMALL = MEGABYTE
MOST_ELEMENTS = 1_000_000
# The parser begins a tag anew with each piece until it has all of it.
LONGEST_TAG = 4 * CHUNK
MOST_ATTRIBUTES, MOST_RELATIONS = 1_000, 10_000
DIRECTORY_ENTRY = b"PK\x01\x02"

Attributes = dict[str, str]
# The id, the kind and the name of a part that another one names.
Relation = tuple[str, str, str]


class Package:
    """The parts of a workbook, each read in pieces."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Open it, unless its directory says that it is no workbook or would be too large."""
        # The directory itself may be what takes long to read.
        if content.count(DIRECTORY_ENTRY) > 10 * limits.parts:
            raise UnreadableFileError(_say_parts(limits))
        with damage_named():
            self.archive = ZipFile(BytesIO(content))
        self.names = frozenset(self.archive.namelist())
        self._require_moderate(limits)
        self._require_workbook()

    def _require_moderate(self, limits: Limits) -> None:
        parts = self.archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        # Other ways of packing unpack to gigabytes at once, whatever the directory says.
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise_damaged()
        if len(parts) > limits.parts:
            raise UnreadableFileError(_say_parts(limits))
        if unpacked > limits.unpacked:
            raise UnreadableFileError(
                _(
                    "The workbook is too large: unpacked it may have %(most)s MB. "
                    "Leave out sheets and columns that are not needed."
                )
                % {"most": limits.unpacked // MEGABYTE}
            )
        if unpacked > SMALL and unpacked > limits.ratio * packed:
            raise UnreadableFileError(
                _(
                    "The workbook unpacks to more than %(most)s times its size, which no table does: "
                    "copy the rows into a new workbook."
                )
                % {"most": limits.ratio}
            )

    def _require_workbook(self) -> None:
        names = {name.casefold() for name in self.names}
        if any(name.endswith("vbaproject.bin") for name in names):
            raise UnreadableFileError(
                _("The workbook holds macros, which are not taken: save it as “Excel workbook (.xlsx)”.")
            )
        if "xl/workbook.bin" in names:
            raise UnreadableFileError(
                _("This is a binary workbook (.xlsb): save it as “Excel workbook (.xlsx)” and try again.")
            )
        if "content.xml" in names:
            raise UnreadableFileError(
                _("This is an OpenDocument file: save it as “Excel workbook (.xlsx)” and try again.")
            )

    def relations(self, part: str) -> Iterator[Relation]:
        """Id, kind and name of each part that a part names; of the whole where the part has no name."""
        folder, _slash, name = part.rpartition("/")
        found: list[Relation] = []

        def relate(attributes: Attributes) -> None:
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
            if len(found) == MOST_RELATIONS:
                raise_damaged()
            found.append((attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], path))

        self.walk(f"{folder}/_rels/{name}.rels".lstrip("/"), {"Relationship": relate})
        yield from found

    def walk(self, part: str, starts: dict[str, Callable[[Attributes], None]]) -> None:
        """Call what is told for the elements of some names; a part that is not there has none."""
        count = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal count
            count += 1
            if count > MOST_ELEMENTS:
                raise_damaged()
            require_known(attributes)
            if told := starts.get(local(name)):
                told(attributes)

        parser, require_known = new_parser(), AttributeCheck()
        parser.StartElementHandler = start
        if part in self.names:
            for _piece in self.pieces(part, parser):
                pass

    def pieces(self, part: str, parser: expat.XMLParserType) -> Iterator[None]:
        """Parse a part in pieces, and stand still after each."""
        fed = 0
        with damage_named(), self.archive.open(part) as file:
            while piece := file.read(CHUNK):
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > LONGEST_TAG:
                    raise_damaged()
                yield
            parser.Parse(b"", True)
            yield


def new_parser() -> expat.XMLParserType:
    """A parser that takes no document type, in which entities would be: no workbook has one."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_declared: raise_damaged()
    return parser


class AttributeCheck:
    """Refuses a part with ever more names of attributes, all of which the parser keeps."""

    def __init__(self) -> None:
        """Know none."""
        self.names: set[str] = set()

    def __call__(self, attributes: Attributes) -> None:
        """Count the names that are new."""
        if not attributes.keys() <= self.names:
            self.names.update(attributes)
            if len(self.names) > MOST_ATTRIBUTES:
                raise_damaged()


def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def raise_damaged() -> NoReturn:
    """Refuse what no spreadsheet program writes."""
    raise UnreadableFileError(_("The workbook is damaged: open it in a spreadsheet program, save it and try again."))


@contextmanager
def damage_named() -> Iterator[None]:
    """Whatever a broken zip file or broken XML raises is one sentence."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, LookupError) as error:
        raise UnreadableFileError(
            _("The workbook is damaged or cut off: open it in a spreadsheet program, save it and try again.")
        ) from error
    except (expat.ExpatError, ValueError, OverflowError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(
            _("The workbook is damaged: open it in a spreadsheet program, save it and try again.")
        ) from error


def _say_parts(limits: Limits) -> str:
    return _(
        "The workbook is packed from more than %(most)s parts, which no table needs: copy the rows into a new workbook."
    ) % {"most": limits.parts}
