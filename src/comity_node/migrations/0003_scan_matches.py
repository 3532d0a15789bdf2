"""``unreadable`` has ten letters: a scan that is a picture could not be attached."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comity_node", "0002_measures_name_a_request")]
    operations = [
        migrations.AlterField(
            "requestversion", "scan_matches", models.CharField(blank=True, max_length=16)
        )
    ]
