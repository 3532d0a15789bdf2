"""A node's home and database for the tests of the shell, made before Django reads its settings.

Loaded as a pytest plugin (``-p tests.home``). Workers of xdist share the cluster; each makes a
test database of its own in it. Tests of the core need none of this and start as fast without.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from comity_node.configuration import NewNode, read_settings, write_settings
from comity_node.ports import exchange_keys, keystore, postgres

TEST_NODE = NewNode(
    code="IT",
    kind="state",
    authority="Procura della Repubblica, Catania",
    city="Rome",
    language="en",
    time_zone="Europe/Rome",
    training=True,
    web_port=8199,
    exchange_port=8198,
    host="127.0.0.1",
    public_host="127.0.0.1",
    directory_root="",
)


def _make() -> None:
    home = Path(tempfile.mkdtemp(prefix="comity-test-"))
    home.chmod(0o711)
    for name in ("files", "run", "log"):
        (home / name).mkdir(mode=0o711)
    write_settings(home / "node.toml", TEST_NODE)
    settings = read_settings(home)
    keystore.make_local(settings.keys)
    keystore.make_tls(settings.keys, "IT", ["127.0.0.1"])
    exchange_keys.make(settings.keys, secretariat=True)
    cluster = postgres.cluster(home, settings.pg_bin, settings.keys)
    postgres.make(cluster)
    server = postgres.start(cluster, home / "log" / "database.log", durable=False)
    postgres.wait_ready(cluster, server, home / "log" / "database.log")
    postgres.make_database(cluster)
    os.environ["COMITY_HOME"] = str(home)

    def end() -> None:
        postgres.stop(server)
        shutil.rmtree(home, ignore_errors=True)

    atexit.register(end)


if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ.pop("COMITY_HOME", None)
    _make()
