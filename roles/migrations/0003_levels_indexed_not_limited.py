from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0002_hr_editor_group")]

    operations = [
        migrations.RemoveConstraint(model_name="position", name="position_within_depth_limit"),
        migrations.AddIndex(model_name="position", index=models.Index(fields=["level"], name="position_level")),
    ]
