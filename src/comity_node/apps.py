"""The one Django application of a node."""

from django.apps import AppConfig


class NodeApp(AppConfig):
    name = "comity_node"
    label = "comity_node"
    verbose_name = "Comity node"
