"""The settings of a production site, with what tests must have otherwise: plain http and cheap passwords."""

import os

os.environ.update(DEBUG="off", HTTPS="off", ALLOWED_HOSTS="localhost,127.0.0.1", HOST="127.0.0.1")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 4)

from orgchart.settings import *  # noqa: E402,F403
from orgchart.settings import DATABASES, MIDDLEWARE  # noqa: E402

LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Files are found where they lie, without collectstatic.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
