from django.db import migrations

from results import append_only


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: append_only.install(editor), lambda apps, editor: append_only.uninstall(editor)
        )
    ]
