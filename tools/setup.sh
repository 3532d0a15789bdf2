#!/bin/sh
# Everything from a plain python3: a .venv, uv into it, what uv.lock says, the catalogues of the
# pages, and, where it may be installed, Chromium for the browser tests.
set -eu
python=${PYTHON:-python3}

say() { printf '%s\n' "$1" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Comity needs Python 3.11 or later; $python is older. Say which: make setup PYTHON=python3.12"
    exit 2
}
if [ ! -x .venv/bin/python ]; then
    say "setup: making .venv"
    "$python" -m venv .venv 2>/dev/null || "$python" -m venv --without-pip .venv
fi
if [ ! -x .venv/bin/uv ]; then
    say "setup: fetching uv"
    "$python" -m pip --python .venv/bin/python install --quiet --disable-pip-version-check uv
fi
say "setup: installing what uv.lock says"
.venv/bin/uv sync --frozen --quiet
for catalogue in src/comity_node/locale/*/LC_MESSAGES/django.po; do
    [ -e "$catalogue" ] || continue
    .venv/bin/pybabel --quiet compile --input-file "$catalogue" --output-file "${catalogue%.po}.mo"
done
if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "setup: fetching Chromium for the browser tests"
    { apt-get update -qq && apt-get install -qq -y chromium; } >/dev/null 2>&1 ||
        say "setup: Chromium could not be fetched; the browser tests will be skipped"
fi
