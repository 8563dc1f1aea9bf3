"""The address at which pages answer."""

import socket
from typing import Final

from demerit.errors import DemeritError

BACKLOG: Final = 128


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there.  Raises DemeritError where none can."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except (OSError, UnicodeError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise DemeritError(f"--host {host} --port {port} cannot be used ({why}); another --port may be free") from None
    return listening
