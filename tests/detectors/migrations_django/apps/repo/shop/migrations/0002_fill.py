from django.db import migrations
from django.db.migrations import RunSQL


def forwards(apps, schema_editor):
    pass


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.RunPython(forwards),
        migrations.RunPython(forwards, migrations.RunPython.noop),
        migrations.RunPython(code=forwards, reverse_code=forwards),
        RunSQL("UPDATE shop_order SET paid = true", elidable=True),
        RunSQL("CREATE INDEX i ON t (a)", "DROP INDEX i"),
    ]
