"""What every test gets: a machine without a network, and property tests without a clock."""

import errno
import ipaddress
import os
import socket

import pytest
from hypothesis import settings

# No deadline: a slow machine is no defect. Where changes land the examples are the same every time.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


def _is_numeric(host: str) -> bool:
    """Tell an address, in any of the ways to write one, from a name that somebody must be asked about."""
    try:
        socket.inet_aton(host)
    except OSError:
        try:
            ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
    return True


def _is_here(host: str) -> bool:
    return host.startswith("127.") or host in ("localhost", "::1")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave tests the servers that they start on this machine, and nobody else."""
    connect = socket.socket.connect
    look_up = socket.getaddrinfo

    def connect_here(self: socket.socket, address):
        is_far = self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0])
        if is_far:
            raise OSError(errno.ENETUNREACH, f"tests have no network, not even to {address[0]}")
        return connect(self, address)

    def look_up_here(host, *rest, **more):
        name = host.decode() if isinstance(host, bytes) else host or "localhost"
        if name != "localhost" and not _is_numeric(name):
            raise socket.gaierror(socket.EAI_NONAME, f"tests have no network to look up {name}")
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)
