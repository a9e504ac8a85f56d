import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Greatest, Least


def let_hr_look(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let HR editors see the history; permissions are made after all migrations, the group needs this one now."""
    roles = apps.get_app_config("roles")
    roles.models_module = True  # type: ignore[assignment] # asked only whether there is one
    create_permissions(roles, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    roles.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="roles", codename="view_change"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="HR editor"):
        group.permissions.add(permission)


def drop_index_for_like(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop what Django adds on PostgreSQL for LIKE, which nobody asks of codes: each edit writes every index."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS roles_position_code_key_af60635c_like")


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0003_levels_indexed_not_limited"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="link", name="works_with_once_in_either_direction"),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                Least("from_position", "to_position"),
                Greatest("from_position", "to_position"),
                condition=models.Q(kind="works_with"),
                name="works_with_once_in_either_direction",
                violation_error_message="These two positions are linked as working together already.",
            ),
        ),
        migrations.AlterModelOptions(
            name="appointment",
            options={
                "base_manager_name": "objects",
                "ordering": (models.OrderBy(models.F("start"), nulls_first=True), "pk"),
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
            },
        ),
        migrations.AlterModelOptions(
            name="link",
            options={
                "base_manager_name": "objects",
                "ordering": ("kind", "pk"),
                "verbose_name": "link",
                "verbose_name_plural": "links",
            },
        ),
        migrations.AddField(
            model_name="chart",
            name="checked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last checked"),
        ),
        migrations.AddField(
            model_name="chart",
            name="findings",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="findings of the last check"),
        ),
        migrations.AlterField(
            model_name="position",
            name="peer_order",
            field=models.BigIntegerField(default=0, verbose_name="order among its peers"),
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="when")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("edited", "edited"),
                            ("moved", "moved"),
                            ("ordered", "put in order"),
                            ("ended", "ended"),
                            ("deleted", "deleted"),
                            ("imported", "imported"),
                            ("undone", "undone"),
                            ("repaired", "repaired"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="changes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undoings",
                        to="roles.change",
                        verbose_name="takes back",
                    ),
                ),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ("-pk",),
                "abstract": False,
                "default_permissions": ("view",),
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("position", "position"),
                            ("appointment", "appointment"),
                            ("link", "link"),
                            ("person", "person"),
                        ],
                        max_length=11,
                        verbose_name="subject",
                    ),
                ),
                ("key", models.BigIntegerField(verbose_name="key")),
                ("position", models.BigIntegerField(db_index=True, null=True, verbose_name="position")),
                ("other", models.BigIntegerField(null=True, verbose_name="other position")),
                ("code", models.CharField(blank=True, max_length=50, verbose_name="code")),
                ("before", models.JSONField(null=True, verbose_name="before")),
                ("after", models.JSONField(null=True, verbose_name="after")),
                (
                    "change",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="roles.change",
                        verbose_name="change",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": ("pk",),
                "abstract": False,
                "default_permissions": (),
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="FormerValues",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.JSONField(null=True, verbose_name="before")),
                ("after", models.JSONField(null=True, verbose_name="after")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_values",
                        to="roles.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_values",
                        to="roles.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "former values",
                "verbose_name_plural": "former values",
                "abstract": False,
                "default_permissions": (),
                "base_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["change", "id"], name="entry_in_order"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("other__isnull", False)), fields=["other"], name="entry_other"),
        ),
        migrations.RunPython(let_hr_look, migrations.RunPython.noop),
        migrations.RunPython(drop_index_for_like, migrations.RunPython.noop),
    ]
