"""The drawing of the chart as a picture."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.access import public_when_allowed
from roles.pictures import PictureError, is_available, make_picture
from roles.snapshot import one_snapshot
from roles.views.chart import name_of_file, page_of_file
from roles.views.failures import not_made

PNG_TYPE = "image/png"


@public_when_allowed
@require_safe
def chart_png(request: HttpRequest, code: str = "") -> HttpResponse:
    """Send the drawing of the page as a picture, or say why there is none; nothing is read while it is made."""
    if not is_available():
        raise Http404(_("This server makes no pictures."))
    with one_snapshot():
        page = page_of_file(request, code)
        drawing, title = page.drawing, page.title
    try:
        content = make_picture(drawing, title)
    except PictureError as error:
        return refusal(request, error)
    response = HttpResponse(content, content_type=PNG_TYPE)
    name = name_of_file(page, "png")
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
    return response


def refusal(request: HttpRequest, error: PictureError) -> HttpResponse:
    """Say why there is no picture, and what there is."""
    reasons = {
        "busy": _("Another picture is being made right now. Load the page again in a moment."),
        "large": _("This drawing is too large for a picture. Show fewer levels, or take the drawing as a file (SVG)."),
        "failed": _("This picture could not be made. The drawing can be had as a file (SVG)."),
    }
    file = f"{request.path.removesuffix('png')}svg?{request.GET.urlencode()}"
    context = {"reason": reasons[error.reason], "file": file}
    return not_made(request, "roles/no_picture.html", context, may_pass=error.reason == "busy")
