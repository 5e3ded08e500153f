"""``ptnotelint serve``: the desk, in the browser of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.cli.configuration import config_option
from ptnotelint.cli.judging import judging, linter_options
from ptnotelint.errors import UsageError

LOCAL = "127.0.0.1"
SHORTEST_TOKEN = 20


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on.  [default: one that is free]")
@click.option("--host", default=LOCAL, show_default=True, help="Address to listen on; any other needs --token-file.")
@click.option("--token-file", type=click.Path(path_type=Path), metavar="FILE",
              help="File with a token that opens the desk as often as it is shown, for programs and for other machines.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@linter_options
@config_option
def command(port, host, token_file, no_browser, **chosen):
    """Open a page on this machine that lints a note as it is written.

    The page's address holds a token that works once. Nothing is written to disk, and nothing leaves this machine.
    Programs use the same server: GET /api/openapi.json describes it. Ctrl-C ends it.
    """
    _, options = judging(**chosen)
    token = _token(token_file)
    if host not in (LOCAL, "localhost", "::1"):
        if token is None:
            raise UsageError(f"--host {host}: other machines could reach the desk: give --token-file FILE with a token that they must show")
        click.echo(f"warning: every machine that can reach {host} can open this desk with the token, and notes cross the network unencrypted: "
                   "put a server that speaks TLS before it, or use it on a network of your own alone", err=True)
    try:
        from ptnotelint.web.serving import serve
    except ModuleNotFoundError as error:
        raise UsageError(f'serve needs {error.name}: pip install "ptnotelint[web]"') from None

    serve(host, port, token, options, open_browser=not no_browser)


def _token(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        token = file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise UsageError(f"--token-file {file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        token = ""
    if len(token) < SHORTEST_TOKEN or not token.isprintable() or " " in token:
        raise UsageError(f"--token-file {file}: put one line of {SHORTEST_TOKEN} or more letters and digits in it, such as `openssl rand -hex 32` prints")
    return token
