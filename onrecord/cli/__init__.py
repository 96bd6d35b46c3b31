"""What does a person type? The command line; a command declares options and calls one function."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from .. import __version__
from ..errors import OnrecordError, QueryError
from . import correct, evaluate, evaluate_extraction, index, inspect, maintain, search
from .options import EXIT_FAILED, EXIT_USAGE

app = typer.Typer(
    name="onrecord",
    help="Search what people said in the news: who said what, when, where.",
    epilog="Start with: onrecord index FOLDER, then: onrecord search 'a few words'",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
index.register(app)
search.register(app)
inspect.register(app)
correct.register(app)
maintain.register(app)
evaluate.register(app)
evaluate_extraction.register(app)


def _version(asked: bool) -> None:  # noqa: FBT001 - as typer calls it
    if asked:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line: 0 done, 1 failed with one clear line, 2 wrong usage."""
    # No model is ever fetched: whatever a library would look up on a hub is answered from the disk or not at all.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    before = {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        _run()
    except QueryError as error:
        _fail(str(error), EXIT_USAGE)
    except OnrecordError as error:
        _fail(str(error), EXIT_FAILED)
    except _Interrupted:
        _fail("interrupted; nothing that was committed is lost", EXIT_FAILED)
    except OSError as error:
        place = "standard output" if error.filename is None else os.fsdecode(error.filename)
        _fail(f"{place}: {error.strerror or error}", EXIT_FAILED)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run() -> None:
    try:
        app()
    finally:
        try:
            sys.stdout.flush()
        except OSError:
            # Python would try once more at its end, and fail with a page of its own.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
            raise


class _Interrupted(BaseException):
    """Ctrl-C or a polite kill; of its own type, because typer would end a KeyboardInterrupt without a word."""


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise _Interrupted


def _fail(message: str, status: int) -> None:
    print(f"onrecord: {message}", file=sys.stderr)
    sys.exit(status)
