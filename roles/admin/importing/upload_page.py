"""The page that takes spreadsheets in."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.importing.uploads import keep, require_editor, waiting
from roles.models import Account, Position
from roles.spreadsheet.limits import MEGABYTE

MOST_FILES = 5
KEEPS, WHOLE, BRANCH = "keeps", "whole", "branch"
REPLACES = (
    (KEEPS, gettext_lazy("Stays as it is")),
    (WHOLE, gettext_lazy("Ends: the files hold the whole chart")),
    (BRANCH, gettext_lazy("Ends in one branch: the files hold all below this position")),
)
# What may be had beside: the template to fill in, and what is in the chart.
DOWNLOADS = (
    ("roles_position_template", gettext_lazy("Template with an example and all columns explained")),
    ("roles_position_export", gettext_lazy("Export what is in the chart, to change it and import it again")),
)


class ManyFiles(forms.ClearableFileInput):
    """A field of the page that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several files."""

    widget = ManyFiles(attrs={"accept": ".csv,.xlsx,.txt,.tsv"})

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Check each of them, and the size of all together."""
        files = [super(ManyFilesField, self).clean(each, initial) for each in data or [None]]
        if len(files) > MOST_FILES:
            text = _("These are %(count)d files: at most %(most)d can be judged together.")
            raise ValidationError(text % {"count": len(files), "most": MOST_FILES})
        if sum(file.size or 0 for file in files) > settings.UPLOAD_MEGABYTES * MEGABYTE:
            raise ValidationError(
                _("The files are too large: at most %(most)s MB together. The command import_positions takes more.")
                % {"most": settings.UPLOAD_MEGABYTES}
            )
        return files


class UploadForm(forms.Form):
    """The files, and how to judge them."""

    spreadsheets = ManyFilesField(
        label=gettext_lazy("Files"),
        max_length=1000,
        help_text=gettext_lazy("CSV or XLSX; several that belong together, such as senior and junior posts, at once."),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file has no rows.")},
    )
    missing = forms.ChoiceField(
        label=gettext_lazy("A position of the chart that is in none of the files"),
        choices=REPLACES,
        initial=KEEPS,
        widget=forms.RadioSelect,
    )
    branch = forms.CharField(label=gettext_lazy("Code of that position"), required=False, max_length=50)
    same_name_is_new = forms.BooleanField(
        label=gettext_lazy("Rows with the same name and no number are each a new person"),
        required=False,
        help_text=gettext_lazy("Otherwise they are one person, who holds several positions."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the code of a branch, which must be in the chart."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("missing") != BRANCH:
            cleaned["branch"] = ""
        elif not cleaned.get("branch"):
            self.add_error("branch", _("Say which branch: write the code of the position it begins with."))
        else:
            position = Position.objects.in_chart().with_code(cleaned["branch"]).first()
            if position is None:
                self.add_error("branch", _("No position of the chart has this code."))
            else:
                cleaned["branch"] = position.code
        return cleaned


def upload(admin: Any, request: HttpRequest) -> HttpResponse:
    """Take the files in, and lead to what they would do."""
    require_editor(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        cleaned = form.cleaned_data
        kept = keep(
            cast("Account", request.user),
            cleaned["spreadsheets"],
            replaces=cleaned["missing"] != KEEPS,
            branch=cleaned["branch"],
            same_name_is_new=cleaned["same_name_is_new"],
        )
        return redirect(kept)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Import a spreadsheet"),
        "opts": admin.opts,
        "form": form,
        "most_megabytes": settings.UPLOAD_MEGABYTES,
        "waiting": waiting(cast("Account", request.user)),
        "downloads": downloads(),
    }
    status = 400 if form.is_bound else 200
    return TemplateResponse(request, "admin/roles/position/import/upload.html", context, status=status)


def downloads() -> list[tuple[str, str]]:
    """The addresses of what may be had, each with its words."""
    return [(reverse(f"admin:{name}"), str(words)) for name, words in DOWNLOADS]
