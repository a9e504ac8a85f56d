"""Write the font of Latin names, cut out of the whole: all that most pages have to fetch.

`python -m roles.chart.latin > static/fonts/NotoSans-Latin.ttf` after an update of the font package.
"""

import sys

from roles.chart.embedding import subset
from roles.chart.fonts import FAMILIES, characters_of


def latin_font() -> bytes:
    """The first family as browsers fetch it, with the letters, kerning and weights of the whole."""
    return subset(FAMILIES[0].path, characters_of(FAMILIES[0]))


if __name__ == "__main__":
    sys.stdout.buffer.write(latin_font())
