"""The addresses of the application, one line a page."""

from django.urls import path

from roles.views import (
    appearance,
    chart,
    comparison,
    next_steps,
    people,
    pictures,
    positions,
    printing,
    prints,
    roles,
    start,
    suggestions,
)
from roles.views import map as whole_map

app_name = "roles"
urlpatterns = [
    path("", start.start, name="start"),
    path("positions/", positions.positions, name="positions"),
    path("search/", positions.search, name="search"),
    path("positions/<str:code>/", positions.position, name="position"),
    path("positions/<str:code>/next-steps/", next_steps.of_position, name="position_next_steps"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<slug:slug>/", roles.role, name="role"),
    path("roles/<slug:slug>/next-steps/", next_steps.of_role, name="role_next_steps"),
    path("chart.svg", chart.chart_svg, name="chart_svg"),
    path("chart.png", pictures.chart_png, name="chart_png"),
    path("chart/", chart.chart, name="chart"),
    path("chart/<str:code>.svg", chart.chart_svg, name="chart_svg"),
    path("chart/<str:code>.png", pictures.chart_png, name="chart_png"),
    path("chart/<str:code>/", chart.chart, name="chart"),
    path("print/", printing.print_dialogue, name="print"),
    path("print/pages/", printing.print_pages, name="print_pages"),
    path("print/paper/<str:size>.css", printing.paper_css, name="paper_css"),
    path("chart/<str:code>/print/", printing.print_dialogue, name="print"),
    path("chart/<str:code>/print/pages/", printing.print_pages, name="print_pages"),
    path("drawing/", chart.drawing, name="drawing"),
    path("drawing/<str:code>/", chart.drawing, name="drawing"),
    path("map/", whole_map.page, name="map"),
    path("map/cards/", whole_map.cards, name="map_cards"),
    path("map/<str:edition>.bin", whole_map.shape, name="map_shape"),
    path("prints/<uuid:key>/", prints.print_job, name="print_job"),
    path("prints/<uuid:key>.pdf", prints.print_pdf, name="print_pdf"),
    path("compare/", comparison.compare, name="compare"),
    path("compare.xlsx", comparison.compare_xlsx, name="compare_xlsx"),
    path("people/", people.people, name="people"),
    path("people/<str:number>/", people.person, name="person"),
    path("me/", people.me, name="me"),
    path("me/next-steps/", next_steps.of_reader, name="my_next_steps"),
    path("me/place/", people.my_place, name="my_place"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("appearance/", appearance.appearance, name="appearance"),
    path("language/", appearance.language, name="language"),
]
