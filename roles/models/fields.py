"""Model fields that several models share: a line of text, a code, and a stored key that other fields determine."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from roles.text import validate_code, validate_line

if TYPE_CHECKING:
    TextField = models.CharField[str, str]
else:
    TextField = models.CharField


class LineField(TextField):
    """One line of text, of 200 characters unless told otherwise."""

    default_validators = [validate_line]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Allow 200 characters where the model says nothing."""
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)


class CodeField(TextField):
    """A key that people type and that stands in addresses and files, kept as written."""

    default_validators = [validate_code]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Allow 50 characters where the model says nothing."""
        kwargs.setdefault("max_length", 50)
        super().__init__(*args, **kwargs)


class KeyField(TextField):
    """A folded copy of other fields of the row, computed whenever the row is saved."""

    def __init__(
        self, *args: Any, sources: tuple[str, ...] = (), fold: Callable[[str], str] = str, **kwargs: Any
    ) -> None:
        """Take the names of the fields to fold, and the function that folds their text."""
        self.sources, self.fold = sources, fold
        super().__init__(*args, **{"editable": False, "max_length": 600, **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave the sources to the model: the column does not depend on them."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), kwargs

    def key_of(self, instance: models.Model) -> str:
        """The key of a row as its fields stand, cut to the column: a folded text may be several times as long."""
        return self.fold(" ".join(filter(None, (getattr(instance, source) for source in self.sources))))[
            : self.max_length
        ]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the key on the way to the database."""
        key = self.key_of(model_instance)
        setattr(model_instance, self.attname, key)
        return key


class UniqueKeys(models.Model):
    """A model that says in its forms when a folded key is taken: a form knows what the key is made of, not the key."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a row whose key another row has."""
        super().clean()
        for field in self._meta.concrete_fields:
            if isinstance(field, KeyField) and field.unique:
                same = type(self)._base_manager.filter(**{field.name: field.key_of(self)}).exclude(pk=self.pk).first()
                if same is not None:
                    message = _("%(taken)s is there already: %(same)s.") % {
                        "taken": getattr(self, field.sources[0]),
                        "same": same,
                    }
                    raise ValidationError({field.sources[0]: message})
