"""Keep the pieces in step with what is written: for roles.record and roles.tree, under the tree's lock."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from roles.batches import batches
from roles.models import Appointment, Position
from roles.models.search import SearchPiece, SearchText
from roles.suggesting.pieces import LEVELS, Bits, bits_of_all, bits_of_levels, bits_of_words, keys_in, pack, unpack

Value = TypeVar("Value")

PUT_PIECES = """
INSERT INTO roles_searchpiece (piece, block, bits) {}
ON CONFLICT (piece, block) DO UPDATE SET bits = excluded.bits"""
PUT_TEXTS = """
INSERT INTO roles_searchtext (position_key, text) {}
ON CONFLICT (position_key) DO UPDATE SET text = excluded.text"""
# PostgreSQL takes columns as arrays, in one statement.
PIECE, PIECES_AS_ARRAYS = "VALUES (%s, %s, %s)", "SELECT * FROM unnest(%s::varchar[], %s::bigint[], %s::bytea[])"
TEXT, TEXTS_AS_ARRAYS = "VALUES (%s, %s)", "SELECT * FROM unnest(%s::bigint[], %s::text[])"


def keep(positions: Collection[int], people: Collection[int] = ()) -> None:
    """Write anew what these positions are found by, and those that these people hold."""
    keys = {*positions, *held_by(people)}
    levels, texts = read_told(keys)
    keep_texts(keys, texts)
    # A branch that stands on another level took everybody below along, of whom nothing else was written.
    below = levels_below(keep_levels(keys, levels))
    keep_levels(below.keys(), below)


def keep_all() -> None:
    """Write everything anew, whatever was there."""
    SearchPiece.objects.all().delete()
    SearchText.objects.all().delete()
    keep(Position.objects.in_chart().values_list("pk", flat=True))


def keep_texts(keys: Collection[int], texts: Mapping[int, str]) -> None:
    """Write by which words positions are found; those without a text are found no longer."""
    before = read_kept(keys)
    changed = sorted(key for key in keys if texts.get(key) != before.get(key))
    gone, come = bits_of_words(only(before, changed)), bits_of_words(only(texts, changed))
    differing = sorted(each for each in {*gone, *come} if gone.get(each) != come.get(each))
    for batch in batches(differing):
        kept = read_pieces({piece for piece, _block in batch}, {block for _piece, block in batch})
        write_pieces({each: kept.get(each, 0) & ~gone.get(each, 0) | come.get(each, 0) for each in batch})
    write_texts(changed, texts)


def keep_levels(keys: Collection[int], levels: Mapping[int, int]) -> set[int]:
    """Write on which level positions stand, and return those that stood on another."""
    asked, come = bits_of_all(keys), bits_of_levels(levels)
    kept = read_pieces(LEVELS, asked)
    after = {each: kept.get(each, 0) & ~asked[each[1]] | come.get(each, 0) for each in {*kept, *come}}
    write_pieces({each: bits for each, bits in after.items() if bits != kept.get(each, 0)})
    moved: set[int] = set()
    for (piece, block), bits in come.items():
        stood = reduce(or_, (kept.get((level, block), 0) for level in LEVELS if level != piece))
        moved.update(keys_in(block, bits & stood))
    return moved


def only(values: Mapping[int, Value], keys: Iterable[int]) -> dict[int, Value]:
    """What is known of some of the positions."""
    return {key: values[key] for key in keys if key in values}


def among(rows: "QuerySet[Any, Any]", name: str, keys: Collection[int]) -> Iterator[Any]:
    """The rows of those keys, and of some between them where that is faster to ask for."""
    for batch in batches(sorted(keys)):
        first, last = batch[0], batch[-1]
        is_dense = last - first < 2 * len(batch)
        asked = {f"{name}__gte": first, f"{name}__lte": last} if is_dense else {f"{name}__in": batch}
        yield from rows.filter(**asked)


def read_told(keys: set[int]) -> tuple[dict[int, int], dict[int, str]]:
    """The levels of positions, and the words that they say now; those outside the chart are not found."""
    names = names_of(keys)
    levels, texts = {}, {}
    rows = Position.objects.in_chart().order_by().values_list("pk", "level", "search_key", "role__search_key")
    for key, level, own, role in among(rows, "pk", keys):
        if key in keys:
            levels[key], texts[key] = level, " ".join(filter(None, [own, role, *sorted(names.get(key, ()))]))
    return levels, texts


def names_of(keys: Collection[int]) -> dict[int, list[str]]:
    """The folded names of those who hold positions or will: the calendar alone lets somebody begin."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    lasting = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gte=timezone.localdate()), person__isnull=False)
    rows = lasting.order_by().values_list("position_id", "person__name_search_key")
    for key, name in among(rows, "position", keys):
        names[key].append(name)
    return names


def read_kept(keys: Collection[int]) -> dict[int, str]:
    """What the pieces of positions were made of."""
    return dict(among(SearchText.objects.values_list("pk", "text"), "pk", keys))


def held_by(people: Collection[int]) -> set[int]:
    """The positions that people hold, held or will hold, perhaps among others."""
    return set(among(Appointment.objects.order_by().values_list("position_id", flat=True), "person", people))


def levels_below(keys: Collection[int]) -> dict[int, int]:
    """The level of everybody below these positions; a branch inside another is read with it."""
    rows = Position.objects.filter(reports_count__gt=0).order_by().values_list("tree_id", "lft", "rght")
    found: dict[int, int] = {}
    last = (0, 0)
    for tree, first, end in sorted(among(rows, "pk", keys)):
        if (tree, first) > last:
            last = (tree, end)
            below = Position.objects.filter(tree_id=tree, lft__gt=first, lft__lt=end).order_by()
            found.update(below.values_list("pk", "level"))
    return found


def read_pieces(pieces: Collection[str], blocks: Collection[int]) -> Bits:
    """The bits of pieces in some blocks."""
    rows = SearchPiece.objects.filter(piece__in=pieces, block__in=blocks) if blocks else SearchPiece.objects.none()
    return {(piece, block): unpack(bits) for piece, block, bits in rows.values_list("piece", "block", "bits")}


def write_pieces(after: Bits) -> None:
    """Write who holds pieces; what nobody holds goes."""
    for batch in batches([each for each, bits in after.items() if not bits]):
        SearchPiece.objects.filter(pk__in=batch).delete()
    rows = [(piece, block, pack(bits)) for (piece, block), bits in after.items() if bits]
    put(PUT_PIECES, PIECE, PIECES_AS_ARRAYS, rows)


def write_texts(keys: Sequence[int], texts: Mapping[int, str]) -> None:
    """Keep what the pieces were made of; what is found no longer goes."""
    for batch in batches(keys):
        if gone := [key for key in batch if key not in texts]:
            SearchText.objects.filter(pk__in=gone).delete()
        put(PUT_TEXTS, TEXT, TEXTS_AS_ARRAYS, list(only(texts, batch).items()))


def put(sql: str, one_row: str, as_arrays: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, or write over those that are there: in a third of the time that `bulk_create` takes."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(sql.format(as_arrays), [list(column) for column in zip(*rows, strict=True)])
        else:
            cursor.executemany(sql.format(one_row), rows)


def is_kept() -> bool:
    """True where everything is as it would be, were it written anew."""
    levels, texts = read_told(set(Position.objects.in_chart().values_list("pk", flat=True)))
    rows = SearchPiece.objects.values_list("piece", "block", "bits")
    kept = {(piece, block): unpack(bits) for piece, block, bits in rows}
    is_right = kept == bits_of_words(texts) | bits_of_levels(levels)
    return is_right and dict(SearchText.objects.values_list("pk", "text")) == texts
