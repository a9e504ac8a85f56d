"""What was computed for a map is kept, computed once however many ask, and done without where it can't be kept."""

import datetime
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from roles.map import edition, kept
from roles.map.edition import Edition, present_edition
from roles.map.kept import Kept, shape_of, tallies_of
from roles.models import ManagementLevel, Role
from roles.tree import delete_position, move_position
from tests.trees import appoint, plant

pytestmark = [pytest.mark.django_db, pytest.mark.tree]

Counted = Callable[[], int]


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Return a function that says how often a map was computed."""
    editions: list[Edition] = []
    real = kept.compute

    def compute(of: Edition) -> Kept:
        editions.append(of)
        return real(of)

    monkeypatch.setattr(kept, "compute", compute)
    return lambda: len(editions)


def test_a_map_is_computed_once_until_something_is_written(computed: Counted) -> None:
    planted = plant("A Alpha\n  B Beta\n  C Gamma")
    first = shape_of(present_edition())
    assert tallies_of(present_edition()).positions == 3
    assert shape_of(present_edition()) == first
    assert computed() == 1
    move_position(planted["C"].pk, planted["B"].pk)
    assert shape_of(present_edition()) != first
    delete_position(planted["C"].pk)
    assert tallies_of(present_edition()).positions == 2
    assert computed() == 3


def test_an_appointment_or_another_level_of_a_role_makes_another_edition() -> None:
    role = Role.objects.create(slug="manager", title="Manager")
    planted = plant("A Alpha", role=role)
    names = {present_edition().name}
    appoint(planted["A"], "Ama")
    names.add(present_edition().name)
    Role.objects.update(management_level=ManagementLevel.SENIOR)
    names.add(present_edition().name)
    assert len(names) == 3


def test_another_release_makes_another_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "chart").mkdir()
    names = {present_edition().name}
    for code in ("GAP = 1", "GAP = 2"):
        (tmp_path / "chart" / "layout.py").write_text(code)
        monkeypatch.setattr(edition, "RELEASE", edition.digest_of(tmp_path))
        names.add(present_edition().name)
    assert len(names) == 3


@pytest.mark.parametrize("pattern", edition.MAKERS)
def test_all_that_makes_a_map_belongs_to_its_edition(pattern: str) -> None:
    assert list(Path(kept.__file__).parent.parent.glob(pattern))


def test_tomorrow_is_another_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    today = present_edition().name
    assert present_edition().name == today
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: tomorrow)
    assert present_edition().name != today


def test_a_map_that_can_not_be_kept_is_computed_each_time(
    settings: Settings, tmp_path: Path, computed: Counted, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    location = tmp_path / "file" / "below"
    settings.MAP_LOCK_FILE = location / "lock"
    settings.CACHES = {
        **settings.CACHES,
        "map": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": location},
    }
    plant("A Alpha")
    assert shape_of(present_edition()) == shape_of(present_edition())
    assert computed() == 2
    assert "can't be kept" in caplog.text


EXPIRY = pickle.dumps(timezone.now().timestamp() + 10_000)
UNREADABLE = {
    "empty": b"",
    "not ours": b"It was a dark and stormy night.",
    "half": EXPIRY + zlib.compress(pickle.dumps(b"numbers"))[:-8],
    "a class that is gone": EXPIRY + zlib.compress(b"croles.map.tallying\nGone\n."),
    "a module that is gone": EXPIRY + zlib.compress(b"croles.map.gone\nGone\n."),
    "no pickle": EXPIRY + zlib.compress(b"\xff"),
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_what_can_not_be_read_is_computed_anew(
    settings: Settings, tmp_path: Path, computed: Counted, content: bytes
) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "map": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path},
    }
    plant("A Alpha")
    first = shape_of(present_edition())
    for file in tmp_path.glob("*.djcache"):
        file.write_bytes(content)
    assert tallies_of(present_edition()).positions == 1
    assert shape_of(present_edition()) == first
    assert computed() == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_computes(settings: Settings, tmp_path: Path, computed: Counted) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "map": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path},
    }
    plant("A Alpha\n  B Beta")
    found: list[bytes] = []
    start = Barrier(4)

    def ask() -> None:
        present = present_edition()
        start.wait()
        found.append(shape_of(present))
        connection.close()

    threads = [Thread(target=ask) for _reader in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert computed() == 1
    assert caches["map"].get(f"{present_edition().name}-shape") == found[0]
