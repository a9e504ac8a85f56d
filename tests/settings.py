"""The settings of a production site, with what tests must have otherwise: plain http and cheap passwords."""

import os
import tempfile
from pathlib import Path

os.environ.update(DEBUG="off", HTTPS="off", ALLOWED_HOSTS="localhost,127.0.0.1", HOST="127.0.0.1")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 4)

from orgchart.settings import *  # noqa: F403
from orgchart.settings import CACHES, DATABASES, MIDDLEWARE

LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("ar", "العربية")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Each process has a database of its own.
CACHES["map"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "map"}
CACHES["below"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "below"}
MAP_LOCK_FILE = Path(tempfile.gettempdir()) / f"orgchart-test-{os.getpid()}.lock"
BELOW_LOCK_FILE = MAP_LOCK_FILE.with_suffix(".below.lock")
PICTURE_LOCK_FILE = MAP_LOCK_FILE.with_suffix(".picture.lock")
EXPORT_LOCK_FILE = MAP_LOCK_FILE.with_suffix(".export.lock")
PLAN_LOCK_FILE = MAP_LOCK_FILE.with_suffix(".plan.lock")
# No page of a test starts a process, but in tests of just that; those name a lock that such processes share.
PRINTS_BY_CRON = True
PRINT_LOCK_FILE = Path(
    os.environ.get("PRINT_LOCK_OF_TEST", f"{tempfile.gettempdir()}/orgchart-test-{os.getpid()}-print.lock")
)
# Files are found where they lie, without collectstatic.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file as in production, since threads cannot share one in memory without waiting for each other in other ways.
    file = Path(tempfile.gettempdir()) / f"orgchart-test-{os.getpid()}.sqlite3"
    options = {**DATABASES["default"]["OPTIONS"], "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"}
    DATABASES["default"] |= {"TEST": {"NAME": file}, "OPTIONS": options}
