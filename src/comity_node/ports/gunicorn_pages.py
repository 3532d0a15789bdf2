"""How gunicorn serves the pages: one process, a few threads, behind whatever TLS is in front."""

from comity_node.configuration import home_from_environment, read_settings

_settings = read_settings(home_from_environment())

wsgi_app = "comity_node.wsgi:application"
bind = f"{_settings.web.host}:{_settings.web.port}"
worker_class = "gthread"
workers = 1
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
worker_tmp_dir = str(_settings.run)
limit_request_line = 4094
accesslog = None
errorlog = "-"
loglevel = "warning"
