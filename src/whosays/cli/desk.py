"""The command that opens the reading desk: for one person on this machine, or with --host for a team."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import print_json


@click.command()
@case_option
@json_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen (default: any free port).")
@click.option("--who", metavar="NAME", envvar="WHOSAYS_WHO", help="Who signs decisions (default: the login name).")
@click.option(
    "--max-upload",
    type=click.IntRange(1, 100_000),
    default=500,
    metavar="MB",
    help="How much may be added in one go (default: 500).",
)
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option("--host", metavar="ADDRESS", help="Serve a team at this address of the machine; everybody signs in.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="With --host: a name that browsers use (can be repeated).")
@click.option("--tls-cert", metavar="FILE", type=click.Path(path_type=Path), help="With --host: the certificate, PEM.")
@click.option("--tls-key", metavar="FILE", type=click.Path(path_type=Path), help="With --host: the key of the certificate.")
@click.option("--behind-proxy", metavar="ADDRESS", help="With --host: the address of the proxy that does TLS.")
@click.argument("folder", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
def desk(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    port: int,
    who: str | None,
    max_upload: int,
    no_browser: bool,
    host: str | None,
    names: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
    behind_proxy: str | None,
    folder: Path | None,
) -> None:
    """Open the case in the browser: read, review, search.

    Served on this machine alone; the address that is printed carries the key of this run. Ctrl-C ends it.

    With --host it is served to a team: the people that `whosays people` knows, over TLS, or from behind a proxy that does TLS.
    Decisions are then signed with the name of who signed in.
    """
    with open_case(folder or case_dir) as case:
        place = case.folder
    tell = _tell_json if as_json else click.echo
    if host is None:
        if names or tls_cert or tls_key or behind_proxy:
            raise click.UsageError("--name, --tls-cert, --tls-key and --behind-proxy are for a team: give --host ADDRESS too")
        from whosays.desk.serving import serve

        serve(place, port=port, who=who, max_upload=max_upload << 20, open_browser=not no_browser, tell=tell)
        return
    from whosays.desk.serving import serve_team
    from whosays.desk.ways import Way

    way = Way(host=host, port=port, names=names, cert=tls_cert, key=tls_key, proxy=behind_proxy)
    serve_team(place, way, max_upload=max_upload << 20, tell=tell)


def _tell_json(address: str) -> None:
    print_json({"address": address})
