"""Find and store the static files: ours, and the fonts out of their package."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

FONTS = "fonts"
FONT_FILE = ".ttf"


class Finder(FileSystemFinder):
    """Take nothing but fonts out of the fonts' package, which holds Python files too."""

    def find_location(self, root: str, path: str, prefix: str | None = None) -> str | None:
        """Return where the file is, or nothing for what a browser has no use for."""
        if prefix == FONTS and not path.endswith(FONT_FILE):
            return None
        return super().find_location(root, path, prefix)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield every file that may be served."""
        for path, storage in super().list(ignore_patterns):
            if getattr(storage, "prefix", None) != FONTS or path.endswith(FONT_FILE):
                yield path, storage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Put a hash of its content into the name of each file, in the imports of our scripts too."""

    support_js_module_import_aggregation: Any = True

    def url(self, name: str | None, force: bool = False) -> str:
        """Return the address with its brackets unquoted, as in stored stylesheets: else a font is fetched twice."""
        return super().url(name, force).replace("%5B", "[").replace("%5D", "]")
