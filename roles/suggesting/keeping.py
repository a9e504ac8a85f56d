"""Keep the pieces in step with what is written: for roles.record and roles.tree, under the tree's lock."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection

from roles.batches import batches
from roles.models import Position
from roles.models.search import SearchPiece, SearchText
from roles.suggesting.noting import MOST_WEIGHT, Touched, read_noted
from roles.suggesting.pieces import LEVELS, Bits, bits_of_all, bits_of_levels, bits_of_words, pack, unpack
from roles.suggesting.reading import among, read_now

Value = TypeVar("Value")

PUT_PIECES = """
INSERT INTO roles_searchpiece (piece, block, bits) {}
ON CONFLICT (piece, block) DO UPDATE SET bits = excluded.bits"""
PUT_TEXTS = """
INSERT INTO roles_searchtext (position_key, text) {}
ON CONFLICT (position_key) DO UPDATE SET text = excluded.text"""
FORGET = "UPDATE roles_chart SET noted = 0, kept_until = (SELECT coalesce(max(id), 0) FROM roles_change) WHERE id = 1"
# PostgreSQL takes columns as arrays, in one statement.
PIECE, PIECES_AS_ARRAYS = "VALUES (%s, %s, %s)", "SELECT * FROM unnest(%s::varchar[], %s::bigint[], %s::bytea[])"
TEXT, TEXTS_AS_ARRAYS = "VALUES (%s, %s)", "SELECT * FROM unnest(%s::bigint[], %s::text[])"


def keep_in_step(touched: Touched, change: int | None, noted: int) -> None:
    """Write what a change touched, and what those before it did, once so much is noted that queries would feel it."""
    if noted > MOST_WEIGHT:
        touched.add(read_noted(before=change))
        keep(touched)
        forget_notes()


def keep(touched: Touched) -> None:
    """Write anew what positions are found by."""
    now = read_now(touched)
    keep_texts(now.keys, now.texts)
    keep_levels({*now.keys, *now.levels}, now.levels)


def keep_positions_of(roles: Iterable[int]) -> None:
    """Let positions be found by the words of their roles as they are now."""
    found: set[int] = set()
    for batch in batches(list(roles)):
        found.update(Position.objects.filter(role__in=batch).values_list("pk", flat=True))
    if found:
        keep(Touched(found))


def keep_all() -> None:
    """Write everything anew, whatever was there."""
    SearchPiece.objects.all().delete()
    SearchText.objects.all().delete()
    keep(Touched(set(Position.objects.in_chart().values_list("pk", flat=True))))
    forget_notes()


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


def keep_levels(keys: Collection[int], levels: Mapping[int, int]) -> None:
    """Write on which level positions stand; those without one stand nowhere."""
    asked, come = bits_of_all(keys), bits_of_levels(levels)
    kept = read_pieces(LEVELS, asked)
    after = {each: kept.get(each, 0) & ~asked[each[1]] | come.get(each, 0) for each in {*kept, *come}}
    write_pieces({each: bits for each, bits in after.items() if bits != kept.get(each, 0)})


def forget_notes() -> None:
    """Let nothing that is recorded by now be looked up beside what is kept."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)


def only(values: Mapping[int, Value], keys: Iterable[int]) -> dict[int, Value]:
    """What is known of some of the positions."""
    return {key: values[key] for key in keys if key in values}


def read_kept(keys: Collection[int]) -> dict[int, str]:
    """What the pieces of positions were made of."""
    return dict(among(SearchText.objects.values_list("pk", "text"), "pk", keys))


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
