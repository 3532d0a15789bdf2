"""How gunicorn serves other nodes: TLS 1.3, both sides with a certificate of the directory.

The context is made anew for each connection, so that a directory installed a second ago counts.
"""

import ssl
from typing import Any

from comity_node.configuration import home_from_environment, read_settings

_settings = read_settings(home_from_environment())

wsgi_app = "comity_node.exchange_wsgi:application"
bind = f"{_settings.exchange.host}:{_settings.exchange.port}"
worker_class = "gthread"
workers = 1
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
worker_tmp_dir = str(_settings.run)
accesslog = None
errorlog = "-"
loglevel = "warning"
certfile = str(_settings.keys / "tls.crt")
keyfile = str(_settings.keys / "tls.key")
cert_reqs = ssl.CERT_REQUIRED
do_handshake_on_connect = True


def ssl_context(config: Any, default: Any) -> ssl.SSLContext:  # noqa: ARG001
    """A server context that knows exactly the certificates of the directory."""
    from comity_node.ports.tls import server_context

    return server_context(_settings)
