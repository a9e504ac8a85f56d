"""Write one page as a picture that carries its own fonts."""

from django.template.loader import render_to_string

from roles.chart.embedding import fonts_for
from roles.chart.fonts import STACK
from roles.sheets.pages import Page


def page_as_svg(page: Page, title: str) -> str:
    """An SVG file of one page, which looks alike wherever it is opened; links need the other pages and are left out."""
    fonts = fonts_for(words.text for words in page.words)
    return render_to_string("roles/page.svg", {"page": page, "title": title, "stack": STACK, "fonts": fonts})
