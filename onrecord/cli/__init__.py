"""What does a person type? The command line; a command declares options and calls one function."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

import typer

from ..errors import OnrecordError, QueryError
from . import evaluate, index, inspect, maintain, search

EXIT_FAILED = 1
EXIT_USAGE = 2

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
maintain.register(app)
evaluate.register(app)


def main() -> None:
    """Run the command line: 0 done, 1 failed with one clear line, 2 wrong usage."""
    # No model is ever fetched: whatever a library would look up on a hub is answered from the disk or not at all.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    before = signal.signal(signal.SIGINT, _interrupt)
    try:
        app()
    except QueryError as error:
        _fail(str(error), EXIT_USAGE)
    except OnrecordError as error:
        _fail(str(error), EXIT_FAILED)
    except _Interrupted:
        _fail("interrupted; what was committed before stands", EXIT_FAILED)
    finally:
        signal.signal(signal.SIGINT, before)


class _Interrupted(BaseException):
    """Ctrl-C; of its own type, because typer would end a KeyboardInterrupt without a word."""


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise _Interrupted


def _fail(message: str, status: int) -> None:
    print(f"onrecord: {message}", file=sys.stderr)
    sys.exit(status)
