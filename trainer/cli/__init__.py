"""The command line: parses, prints, and ends with a documented code. stdout is results, stderr is talk."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from trainer.cli.exits import ExitCode, Failure
from trainer.i18n import choose, language_of, speak


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `huashu` and leave with its exit code."""
    # A start makes tens of thousands of objects and hardly any garbage: looking for it costs a tenth of `list`.
    gc.set_threshold(50_000)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code."""
    _speak_utf8()
    try:
        speak(choose(language_of(arguments)))
        return _run(arguments)
    except Failure as failure:
        return _fail(failure.code, str(failure))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _write_no_more()
        return ExitCode.DONE
    except OSError as error:
        if error.filename:  # a path that no system can have
            return _fail(ExitCode.USAGE, str(error))
        # What touches files says so in its own words; what is left is standard output on a full disk.
        _write_no_more()
        return _fail(ExitCode.DATABASE, str(error))


def _run(arguments: Sequence[str]) -> int:
    import click

    from trainer.cli.commands import group

    command = group()
    try:
        with command.make_context("huashu", list(arguments)) as context:
            result = command.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        from trainer.cli.words import in_words

        return _fail(ExitCode.USAGE, in_words(error))
    except click.Abort:
        return ExitCode.INTERRUPTED
    return result if isinstance(result, int) else ExitCode.DONE


def _fail(code: ExitCode, message: str) -> ExitCode:
    from trainer.wording import visible_lines

    sys.stderr.write(visible_lines(message) + "\n")
    sys.stderr.flush()
    return code


def _write_no_more() -> None:
    """Nobody reads standard output any more, or it is full: nothing may be written, not even at shutdown."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Read and write UTF-8 in any locale; bytes that are not UTF-8 come in as lone surrogates and are cleaned later."""
    for name, errors in (("stdin", "surrogateescape"), ("stdout", "replace"), ("stderr", "replace")):
        if getattr(sys, name) is None:  # closed by whoever started us
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - as long as we run
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
