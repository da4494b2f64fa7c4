"""The commands for models that the user brings: models, models add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.options import json_option, loopback_option
from whosays.cli.printing import on_screen, print_json

if TYPE_CHECKING:
    from whosays.engines.models import Model


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def models(ctx: click.Context, as_json: bool) -> None:
    """Print the models that you brought.

    whosays needs none of them, and fetches none by itself. They belong to your account, not to a case.
    """
    if ctx.invoked_subcommand:
        return
    from whosays.case.engines.models import models as list_models
    from whosays.case.engines.models import models_home

    found = list_models()
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(found))
        return
    for model in found:
        _print(model)
    if not found:
        click.echo(f"there is no model in {models_home()}; bring one with `whosays models add PATH|URL`", err=True)


@models.command()
@json_option
@click.option("--name", metavar="NAME", help="What the model is called here (default: the folder's name).")
@click.option("--sha256", metavar="HEX", help="The checksum that the file must have. A URL is not asked without one.")
@loopback_option
@click.argument("source", metavar="PATH|URL")
def add(as_json: bool, name: str | None, sha256: str | None, loopback_for_tests: bool, source: str) -> None:
    """Copy or fetch a GLiNER model, or one file of it.

    A model is a folder with model.onnx, tokenizer.json and gliner_config.json. From the web, its files are fetched one by one,
    each with its checksum and the --name of the model. Read the model's licence first: some forbid commercial use.
    """
    from whosays.case.engines.models import add_model

    model = add_model(source, name=name, sha256=sha256, allow_loopback=loopback_for_tests)
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(model))
        return
    _print(model)


def _print(model: Model) -> None:
    missing = f"  (missing: {', '.join(model.missing)})" if model.missing else ""
    click.echo(on_screen(f"{model.name}  {model.folder}{missing}"))
    for file in model.files:
        click.echo(f"    {file.name:20}  {file.size:>13,} bytes  {file.sha256}")
