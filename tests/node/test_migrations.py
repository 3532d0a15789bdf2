"""A home of an earlier version is brought to this one without losing what it holds."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import timezone

pytestmark = pytest.mark.django_db


def models_at(name: str):
    """The database brought to a migration; its models."""
    executor = MigrationExecutor(connection)
    executor.migrate([("comity_node", name)])
    return executor.loader.project_state([("comity_node", name)]).apps


def test_the_models_are_those_of_the_migrations():
    loader = MigrationLoader(connection)
    today = ProjectState.from_apps(apps)
    changes = MigrationAutodetector(loader.project_state(), today).changes(loader.graph)
    assert [one.operations for one in changes.get("comity_node", [])] == []


@pytest.mark.django_db(transaction=True)
def test_a_request_named_by_a_title_is_named_by_what_it_asks():
    old = models_at("0001_initial").get_model("comity_node", "AssistanceRequest")
    shared = {
        "peer": "EG", "title": "Documenti", "status": "draft", "waiting_for": "us",
        "waiting_since": date(2026, 7, 1), "own_language": "it", "other_language": "ar",
        "opened_at": timezone.now(),
    }  # fmt: skip
    ours = old.objects.create(
        direction="out", reference="IT-2026-000001", terms={"measures": [{"code": "records"}]},
        **shared,
    )  # fmt: skip
    theirs = old.objects.create(direction="in", reference="EG-2026-000001", **shared)
    theirs.versions.create(
        number=1, kind="request", made_at=timezone.now(), digest="0" * 64,
        letter={"content": {"measures": [{"code": "search"}, {"code": "other"}]}},
    )  # fmt: skip
    kept = models_at("0002_measures_name_a_request").get_model("comity_node", "AssistanceRequest")
    assert kept.objects.get(pk=ours.pk).measures == ["records"]
    assert kept.objects.get(pk=theirs.pk).measures == ["search", "other"]
