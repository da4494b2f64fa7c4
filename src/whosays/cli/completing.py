"""The command that prints what a shell needs to complete commands and options: completion."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_WHOSAYS_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands.

    For bash, put this line into ~/.bashrc: eval "$(whosays completion bash)". For zsh, the same with zsh into ~/.zshrc. For
    fish: whosays completion fish > ~/.config/fish/completions/whosays.fish
    """
    from click.shell_completion import get_completion_class

    from whosays.cli import cli

    kind = get_completion_class(shell)
    assert kind is not None  # click knows these three
    made = kind(cli, {}, "whosays", VARIABLE)
    # `source()` would ask bash for its version first, and bash need not be there to print a script for it.
    click.echo(made.source_template % made.source_vars())
