"""The settings; what differs between machines comes from the environment and fails loudly."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from orgchart.environment import (
    env_bool,
    env_choice,
    env_header,
    env_host,
    env_list,
    env_number,
    env_site,
    env_text,
    env_time_zone,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
ALL_ADDRESSES = ("0.0.0.0", "[::]")  # noqa: S104

# Who may reach the site, and how

DEBUG = env_bool("DEBUG", default=False)
HTTPS = env_bool("HTTPS", default=not DEBUG)
# Commands such as import_positions sign nothing and run without a key; whatever signs refuses to.
SECRET_KEY = env_text("SECRET_KEY")
SECRET_KEY_FILE = VAR_DIR / "secret-key"
if not SECRET_KEY and (DEBUG or not HTTPS) and SECRET_KEY_FILE.exists():
    SECRET_KEY = SECRET_KEY_FILE.read_text().strip()
HOST = env_host("HOST", LOOPBACK[1])
# Whoever tries it on all addresses of a machine calls it by names that we can't know.
TRIAL_HOSTS = ("*",) if DEBUG and HOST in ALL_ADDRESSES else (*LOOPBACK, HOST)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", () if HTTPS else TRIAL_HOSTS)

if not HTTPS and not DEBUG and not {HOST, *ALLOWED_HOSTS} <= set(LOOPBACK):
    raise ImproperlyConfigured("HTTPS=off sends passwords readable by all: HOST and ALLOWED_HOSTS must be loopback.")

# What links in mails begin with; without it, the name by which the site was called.
SITE_URL = env_site("SITE_URL")
if HTTPS and SITE_URL.startswith("http:"):
    raise ImproperlyConfigured("SITE_URL would send the links to choose a password readable by all: begin with https:")
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env_number("HSTS_SECONDS", 30 * 24 * 3600) if HTTPS else 0
# The promise of HTTPS is given for our host alone: its subdomains and its whole domain are not ours to speak for.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
if PROXY_SSL_HEADER := env_header("PROXY_SSL_HEADER"):
    SECURE_PROXY_SSL_HEADER = (PROXY_SSL_HEADER, "https")
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# What it is made of

INSTALLED_APPS = [
    "roles",
    "orgchart.apps.OrganisationAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "mptt",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
]
MIDDLEWARE = [
    "orgchart.middleware.send_no_body_for_head",
    "orgchart.middleware.drop_refused_encodings",
    "orgchart.middleware.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "orgchart.middleware.send_permissions_policy",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads each answer by a random length, and tokens in forms are masked anew each time: sizes give nothing away.
    "orgchart.middleware.Compression",
    "orgchart.middleware.drop_cookies_with_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "roles.middleware.CompanySignIn",
    "roles.middleware.SignInRequired",
    "roles.actor.remember_actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "roles.middleware.AnswerWhenBusy",
]
if DEBUG:
    MIDDLEWARE.append("orgchart.middleware.show_our_own_404")
ROOT_URLCONF = "orgchart.urls"
WSGI_APPLICATION = "orgchart.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roles.frame.frame",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database

SQLITE = {
    # A deferred transaction that turns to writing fails at once when another writes; an immediate one waits its turn.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
ENGINES: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {"OPTIONS": SQLITE},
    "django.db.backends.postgresql": {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True},
}


def database(url: str) -> dict[str, Any]:
    """Return the settings of the database at an address; anything but SQLite and PostgreSQL is refused."""
    refusal = "DATABASE_URL names no database we know; it begins with sqlite:/// or postgres://."
    try:
        settings: dict[str, Any] = {**dj_database_url.parse(url)}
    except ValueError as error:
        raise ImproperlyConfigured(refusal) from error
    if settings["ENGINE"] not in ENGINES:
        raise ImproperlyConfigured(refusal)
    ours = ENGINES[settings["ENGINE"]]
    options = {**ours.get("OPTIONS", {}), **settings.get("OPTIONS", {})}
    return {**settings, **ours, "OPTIONS": options}


DATABASES = {"default": database(env_text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'orgchart.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What was computed for maps and pages: in files, which all processes share and find again when they start anew; each is
# written under another name and then renamed, so that nobody reads half of one.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "map": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "map",
        "TIMEOUT": 2 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 16},
    },
    # How many people, layers and departments there are below large positions, and where the positions of large roles
    # stand, each in a file of its own.
    "below": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "below",
        "TIMEOUT": 2 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
MAP_LOCK_FILE = VAR_DIR / "map.lock"
BELOW_LOCK_FILE = VAR_DIR / "below.lock"
PICTURE_LOCK_FILE = VAR_DIR / "picture.lock"
# Held while a spreadsheet is written for somebody who waits.
EXPORT_LOCK_FILE = VAR_DIR / "export.lock"
# Held while the pages of a large print are worked out for somebody who waits.
PLAN_LOCK_FILE = VAR_DIR / "plan.lock"

# PDFs that readers asked for, each kept for a day and sent to its owner alone: a folder that no web server shows, the
# same for all servers. One runner a server makes one after the other.
PRINTS_DIR = Path(env_text("PRINTS_DIR", str(VAR_DIR / "prints")))
PRINT_LOCK_FILE = VAR_DIR / "print.lock"
# Whether something else than the page that takes one in starts the runner.
PRINTS_BY_CRON = env_bool("PRINTS_BY_CRON", default=False)
# How long one of them may take, and how much memory, in megabytes, each process that works on it.
PRINT_SECONDS = env_number("PRINT_SECONDS", 600, lowest=10)
PRINT_MEMORY = env_number("PRINT_MEMORY", 3000, lowest=200)

# People

AUTH_USER_MODEL = "roles.Account"
AUTHENTICATION_BACKENDS = ["roles.accounts.backends.PasswordSignIn", "roles.accounts.backends.CompanySignIn"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
# The links in mails to set a password.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
# Chart and position pages for readers who are not signed in, without contact data.
PUBLIC_CHART = env_bool("PUBLIC_CHART", default=False)
# How many boxes one drawing may have; the deepest levels beyond are left out, and the page says so.
MOST_BOXES = env_number("MOST_BOXES", 2000, lowest=1)
# How many positions are printed at once; of a larger chart, branches or its first levels.
MOST_PRINTED = env_number("MOST_PRINTED", 20_000, lowest=1, highest=30_000)
# The header in which the company's proxy names who has signed in; the proxy must take it out of what comes in.
REMOTE_USER_HEADER = env_header("REMOTE_USER_HEADER")
# How many proxies stand before us, each adding an address to X-Forwarded-For; what a reader writes there is not read.
PROXIES = env_number("PROXIES", 0, highest=10)

# E-mail: printed on the console until a server is named

EMAIL_HOST = env_text("EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env_number("EMAIL_PORT", 587, lowest=1, highest=65535)
EMAIL_HOST_USER = env_text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env_text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_text("EMAIL_FROM", "orgchart@localhost")

# Language and time

LANGUAGE_CODE = "en"
# A language is offered once locale/ has all of it; docs/translating.md says how. Others are answered in English.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
# What commands print, and the charts that they make; scripts read English unless told otherwise.
COMMAND_LANGUAGE = env_choice("COMMAND_LANGUAGE", LANGUAGE_CODE, tuple(code for code, _name in LANGUAGES))
FORMAT_MODULE_PATH = "orgchart.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env_time_zone("TIME_ZONE")
USE_TZ = True

# Static files

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# Where each package of fonts keeps its files.
FONT_PACKAGES = {
    "manimgx_fonts": "",
    "fontpkg_amiri": "files",
    "fontpkg_hind_siliguri": "files",
    "fontpkg_sarabun": "files",
}
FONT_FOLDERS = [
    Path(spec.origin).parent / folder
    for name, folder in FONT_PACKAGES.items()
    if (spec := find_spec(name)) is not None and spec.origin is not None
]
if len(FONT_FOLDERS) < len(FONT_PACKAGES):
    raise ImproperlyConfigured(f"A package of fonts is missing ({', '.join(FONT_PACKAGES)}); install requirements.txt.")
STATICFILES_DIRS: list[Any] = [BASE_DIR / "static", *(("fonts", folder) for folder in FONT_FOLDERS)]
STATICFILES_FINDERS = ["orgchart.static.Finder", "django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_MIMETYPES = {".ttf": "font/ttf"}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "orgchart.static.ManifestStorage",
    },
}

# Limits on what a request may carry, and what is written down

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A position with some hundred appointments in its history is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# The page that takes some says how many; more than these are an attack.
DATA_UPLOAD_MAX_NUMBER_FILES = 50
# How many megabytes the files of one import may have together; the proxy must let as much through.
UPLOAD_MEGABYTES = env_number("UPLOAD_MEGABYTES", 10, lowest=1, highest=100)
# What each of them may hold; a workbook is packed, and small ones are made that grow without end.
UPLOAD_UNPACKED_MEGABYTES = env_number("UPLOAD_UNPACKED_MEGABYTES", 30, lowest=1, highest=1000)
UPLOAD_PARTS = env_number("UPLOAD_PARTS", 200, lowest=10, highest=10_000)
UPLOAD_RATIO = env_number("UPLOAD_RATIO", 100, lowest=10, highest=1000)
UPLOAD_ROWS = env_number("UPLOAD_ROWS", 50_000, lowest=1, highest=1_000_000)
UPLOAD_COLUMNS = env_number("UPLOAD_COLUMNS", 60, lowest=10, highest=1000)
UPLOAD_CHARACTERS = env_number("UPLOAD_CHARACTERS", 2_000, lowest=200, highest=30_000)
LOG_LEVEL = env_choice("LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"class": "orgchart.logs.Line", "format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL},
        # Whoever scans the internet for hosts fills no log.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
