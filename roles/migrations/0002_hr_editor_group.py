from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEPT_FROM_HR = ("account", "attempt")


def make_group(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are made after all migrations; on an empty database the group needs them now."""
    roles = apps.get_app_config("roles")
    roles.models_module = True  # type: ignore[assignment] # asked only whether there is one
    create_permissions(roles, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    roles.models_module = None
    group, _is_new = apps.get_model("auth", "Group").objects.get_or_create(name="HR editor")
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="roles")
    group.permissions.add(*permissions.exclude(content_type__model__in=KEPT_FROM_HR))


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0001_organisation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Backwards the group stays: people may belong to it.
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
