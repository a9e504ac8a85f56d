"""Find and store the static files: ours, and the fonts out of their packages."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from roles.chart.fonts import font_files

FONTS = "fonts"
FILES = {path.name for path in font_files()}
# The stylesheet that is made of others, and how it names them.
SITE_STYLESHEET = "css/site.css"
PIECE = re.compile(r'@import "([\w-]+\.css)";')


class Finder(FileSystemFinder):
    """Take nothing but what stylesheets name out of the packages of fonts, which hold more."""

    def find_location(self, root: str, path: str, prefix: str | None = None) -> str | None:
        """Return where the file is, or nothing for what a browser has no use for."""
        if prefix == FONTS and path.removeprefix(f"{FONTS}/") not in FILES:
            return None
        return super().find_location(root, path, prefix)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield every file that may be served."""
        for path, storage in super().list(ignore_patterns):
            if getattr(storage, "prefix", None) != FONTS or path in FILES:
                yield path, storage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Put a hash of its content into the name of each file, in the imports of our scripts too; join the stylesheets."""

    support_js_module_import_aggregation: Any = True

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Join what the site's stylesheet imports before anything is named: each file more costs every page time."""
        if SITE_STYLESHEET in paths and not dry_run:
            joined = PIECE.sub(lambda piece: text_of(paths, f"css/{piece[1]}"), text_of(paths, SITE_STYLESHEET))
            self.delete(SITE_STYLESHEET)
            self.save(SITE_STYLESHEET, ContentFile(joined))
            paths = {**paths, SITE_STYLESHEET: (self, SITE_STYLESHEET)}
        yield from super().post_process(paths, dry_run, **options)


def text_of(paths: dict[str, tuple[Storage, str]], name: str) -> str:
    """Return what a collected file says where it comes from."""
    storage, path = paths[name]
    with storage.open(path) as file:
        content: bytes = file.read()
    return content.decode()
