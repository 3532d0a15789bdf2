"""A request is named by the codes of what it asks, in every reader's language, not by a title."""

from typing import Any

from django.db import migrations, models


def codes_of_what_is_asked(apps: Any, schema_editor: Any) -> None:
    """Our own requests have them in their terms, those of others in the version that came."""
    for row in apps.get_model("comity_node", "AssistanceRequest").objects.iterator():
        asked = row.terms.get("measures") or _asked_by_letter(apps, row)
        row.measures = [one["code"] for one in asked]
        row.save(update_fields=["measures"])


def _asked_by_letter(apps: Any, row: Any) -> list[dict[str, Any]]:
    versions = apps.get_model("comity_node", "RequestVersion").objects
    version = versions.filter(request=row, kind="request").order_by("-number").first()
    return version.letter["content"].get("measures", []) if version else []


class Migration(migrations.Migration):
    dependencies = [("comity_node", "0001_initial")]
    operations = [
        migrations.AddField(
            "assistancerequest", "measures", models.JSONField(default=list)
        ),
        migrations.RunPython(codes_of_what_is_asked, migrations.RunPython.noop),
        migrations.RemoveField("assistancerequest", "title"),
    ]
