"""The command line: parses, prints, and ends with a documented code. stdout is results, stderr is talk."""

import os
import sys
from collections.abc import Sequence

from trainer.cli.exits import ExitCode, Failure
from trainer.i18n import choose, language_of, speak


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `huashu` and leave with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    _speak_utf8()
    speak(choose(language_of(arguments)))
    import click

    from trainer.cli.commands import group

    try:
        result = group().main(args=list(arguments), prog_name="huashu", standalone_mode=False)
    except Failure as failure:
        click.echo(str(failure), err=True)
        return failure.code
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough: nothing may be written again, not even at shutdown.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    return result if isinstance(result, int) else ExitCode.DONE


def _speak_utf8() -> None:
    """Read and write UTF-8 in any locale; bytes that are not UTF-8 come in as lone surrogates and are cleaned later."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
