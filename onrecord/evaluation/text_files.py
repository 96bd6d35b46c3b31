"""How is a file of gold data read, and what if it is none?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def read_utf8(path: Path) -> str:
    """Return a file's text without the mark of its encoding; its line ends stay as they are.

    Raises:
        InputError: the file cannot be read or is no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", source=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError("is no UTF-8 text", source=str(path)) from error
