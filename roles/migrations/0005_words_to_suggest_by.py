from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from roles.suggesting.keeping import keep_all


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Positions that are there can be suggested at once; a new database has none, and no need of code yet to come."""
    if apps.get_model("roles", "Position").objects.exists() or apps.get_model("roles", "Change").objects.exists():
        keep_all()


class Migration(migrations.Migration):
    dependencies = [("roles", "0004_history")]

    operations = [
        migrations.CreateModel(
            name="SearchPiece",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "piece", "block", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("piece", models.CharField(max_length=3)),
                ("block", models.BigIntegerField()),
                ("bits", models.BinaryField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("position_key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddField("chart", "kept_until", models.PositiveBigIntegerField(default=0, editable=False)),
        migrations.AddField("chart", "noted", models.PositiveBigIntegerField(default=0, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
