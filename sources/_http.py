"""The only file that opens a connection: one guarded GET, for addresses that users and articles give.

The guard looks a host up once, refuses it unless every address that it has is on the public internet, and
connects to an address that was checked, so that no second look-up can lead elsewhere. Only http and https,
only ports 80 and 443, no proxies or credentials from the environment. Every redirect is checked anew.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from sources._errors import SourceError

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

MAX_REDIRECTS = 5
TOTAL, CONNECT, READ = 20.0, 6.0, 10.0
"""Seconds for a whole answer, redirects included; for one connection; for one silence of the server."""

_PORTS = (80, 443)
_REDIRECTS = (301, 302, 303, 307, 308)
_MEDIA = re.compile(
    r"text/[\w.+-]{1,60}|application/(?:xhtml\+xml|xml|json|pdf|csv|octet-stream|binary|vnd\.ms-excel|markdown"
    r"|x-ndjson|vnd\.apache\.parquet|vnd\.oasis\.opendocument\.spreadsheet|vnd\.openxmlformats-[\w.-]{1,90}"
    r"|[\w.-]{1,60}\+(?:json|xml))|"
)
# Ways to an IPv4 address, or to a network of one's own, by a global IPv6 one: `is_global` lets most through.
# NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380), site-local (RFC 3879).
_DENIED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "fec0::/10",
        "::/96",
        "::ffff:0:0:0/96",
    )
)
_UNICAST = ipaddress.IPv6Network("2000::/3")


class Answer(NamedTuple):
    """What a server said: the address that answered in the end, the bytes, the declared type and encoding.

    media_type is in lower case and empty where none was declared; charset is None where none was.
    """

    address: str
    body: bytes
    media_type: str
    charset: str | None
    headers: dict[str, str]


def is_public(address: str) -> bool:
    """Whether a literal IP address is one of the public internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip not in _UNICAST or any(ip in network for network in _DENIED):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def get(
    url: str,
    *,
    max_bytes: int,
    timeout: float = TOTAL,
    headers: dict[str, str] | None = None,
    transport: httpx.BaseTransport | None = None,
    guarded: bool = True,
) -> Answer:
    """Fetch a URL given by a user; all that can go wrong is a SourceError.

    max_bytes: the most that is taken, before and after unpacking. timeout: seconds for everything.
    transport, guarded: for tests, which have no network (a transport in place of the guarded one; no checks
    of addresses).
    """
    import httpcore
    import httpx

    deadline = time.monotonic() + timeout
    inner: Any = transport if transport is not None else _Transport(deadline)
    here = url
    try:
        with httpx.Client(transport=inner, trust_env=False, follow_redirects=False) as client:
            for _ in range(MAX_REDIRECTS + 1):
                parsed = _checked(here, url, guarded=guarded)
                left = _left(deadline, here, timeout)
                parts = httpx.Timeout(min(READ, left), connect=min(CONNECT, left))
                sent = {"User-Agent": "crossfoot", "Accept-Encoding": "gzip, deflate", **(headers or {})}
                with client.stream("GET", parsed, headers=sent, timeout=parts) as response:
                    if response.status_code not in _REDIRECTS or "location" not in response.headers:
                        return _read(response, here, max_bytes, partial(_left, deadline, here, timeout))
                    here = _joined(here, response.headers["location"])
                client.cookies.clear()
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise SourceError(_late(here, timeout)) from None
    except (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        OSError,
    ) as error:
        reason = str(error) or type(error).__name__
        raise SourceError(f"{here} could not be fetched ({reason}): check the address, or save the page") from None
    raise SourceError(f"{url} leads on more than {MAX_REDIRECTS} times: give the address where it ends")


def _left(deadline: float, here: str, timeout: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise SourceError(_late(here, timeout))
    return left


def _late(here: str, timeout: float) -> str:
    return f"{here} did not answer within {timeout:g} seconds: try again, or save the page and give the file"


def _joined(here: str, location: str) -> str:
    from urllib.parse import urljoin

    try:
        return urljoin(here, location)
    except ValueError:
        raise SourceError(f"{here} leads to {location[:200]!r}, which is no address") from None


def _checked(here: str, first: str, *, guarded: bool) -> httpx.URL:
    """The parsed address, if it is one that may be asked."""
    import httpx

    by = "" if here == first else f" (where {first} leads)"
    try:
        url = httpx.URL(here)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise SourceError(f"{here[:200]!r}{by} is no address ({error})") from None
    if url.scheme not in {"http", "https"}:
        raise SourceError(f"{here}{by} is neither http nor https: save the page and give the file")
    if url.userinfo:
        raise SourceError(f"{url.copy_with(userinfo=b'')}{by} was given with a name or password: give it without")
    if not url.host:
        raise SourceError(f"{here[:200]!r}{by} names no host: write it as https://host/page")
    if guarded:
        port = url.port or (443 if url.scheme == "https" else 80)
        if port not in _PORTS:
            raise SourceError(f"{here}{by} is on port {port}, and only 80 and 443 are asked: save the page instead")
        if _is_literal(url.host) and not is_public(url.host):
            raise SourceError(_private(url.host, url.host))
    return url


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _private(host: str, address: str) -> str:
    where = host if host == address else f"{host} ({address})"
    return f"{where} is no address of the public internet: save the page and give the file"


# --- the body ---


def _read(response: httpx.Response, here: str, max_bytes: int, left: Callable[[], float]) -> Answer:
    if response.status_code != 200:
        raise SourceError(
            f"{here} answered {response.status_code} {response.reason_phrase}".rstrip() + ": check the address"
        )
    declared = response.headers.get("content-type", "")
    media_type = declared.partition(";")[0].strip().lower()
    if not _MEDIA.fullmatch(media_type):
        raise SourceError(f"{here} is {media_type[:80]}, not text: give a text, page or table")
    length = response.headers.get("content-length", "")
    if re.fullmatch(r"[0-9]{1,18}", length) and int(length) > max_bytes:
        raise SourceError(_too_large(here, max_bytes))
    charset = re.search(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", declared, re.IGNORECASE)
    packing = response.headers.get("content-encoding", "").strip().lower()
    body = _capped(_unpacked(response.iter_raw(), packing, here, max_bytes), here, max_bytes, left)
    return Answer(here, body, media_type, charset[1] if charset else None, dict(response.headers))


def _capped(parts: Iterable[bytes], here: str, max_bytes: int, left: Callable[[], float]) -> bytes:
    body = bytearray()
    for part in parts:
        left()
        body += part
        if len(body) > max_bytes:
            raise SourceError(_too_large(here, max_bytes))
    return bytes(body)


def _unpacked(parts: Iterable[bytes], packing: str, here: str, max_bytes: int) -> Iterator[bytes]:
    """The parts as they were before gzip or deflate, in small pieces: a bomb is noticed as it goes off."""
    if packing in {"", "identity"}:
        yield from parts
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise SourceError(f"{here} is packed with {packing[:40]}, which was not asked for: save the page instead")
    # 47: zlib or gzip, by its first bytes; -15 below: deflate without a wrapper, which some servers send.
    machine = zlib.decompressobj(47)
    taken, first = 0, True
    try:
        for part in parts:
            taken += len(part)
            if taken > max_bytes:
                raise SourceError(_too_large(here, max_bytes))
            data = part
            while data:
                try:
                    piece = machine.decompress(data, 1 << 16)
                except zlib.error:
                    if not first or packing != "deflate":
                        raise
                    machine = zlib.decompressobj(-15)
                    piece = machine.decompress(data, 1 << 16)
                first = False
                if piece:
                    yield piece
                data = machine.unconsumed_tail
                if machine.eof and machine.unused_data:
                    data, machine = machine.unused_data, zlib.decompressobj(47)
                elif not piece and not data:
                    break
        yield machine.flush()
    except zlib.error as error:
        raise SourceError(f"{here} sent a packed answer that does not unpack ({error}): try again") from None


def _too_large(here: str, max_bytes: int) -> str:
    return f"{here} is too large: the limit is {max_bytes:,} bytes; raise --max-bytes or give a part of it"


# --- the guarded transport ---


def resolve(host: str, port: int, deadline: float) -> list[str]:
    """All addresses of a host, every one of them public; one that is not refuses the host."""
    found: list[Any] = []

    def look_up() -> None:
        try:
            found.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.append(error)

    # A look-up knows no timeout of its own: a thread that is left behind ends with the program.
    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if not found:
        raise SourceError(f"{host} could not be looked up in time: try again, or save the page and give the file")
    if isinstance(found[0], Exception):
        raise SourceError(f"{host} could not be looked up ({found[0]}): check the address") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found[0]))
    for address in addresses:
        if not is_public(address):
            raise SourceError(_private(host, address))
    if not addresses:
        raise SourceError(f"{host} has no address: check it")
    return addresses


class _Stream:
    """A connection whose every read and write ends at the deadline: an httpcore.NetworkStream."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _until(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _until(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> _Stream:
        inner = self._inner.start_tls(ssl_context, server_hostname, _until(self._deadline, timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        return self._inner.get_extra_info(info)


class _Backend:
    """Connects to what was checked, and to nothing else: an httpcore.NetworkBackend."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> _Stream:
        import httpcore

        if port not in _PORTS:
            raise SourceError(f"{host} was asked on port {port}, and only 80 and 443 are: save the page instead")
        last: Exception | None = None
        for address in resolve(host, port, self._deadline):
            try:
                inner = httpcore.SyncBackend().connect_tcp(
                    address, port, _until(self._deadline, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return _Stream(inner, self._deadline)
        assert last is not None
        raise last


class _Transport:
    """httpx over connections that the guard makes: an httpx.BaseTransport, on httpcore's public parts.

    Names and certificates stay the host's; only where the connection goes is chosen here.
    """

    def __init__(self, deadline: float) -> None:
        import httpcore
        import httpx

        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=0,
            network_backend=_Backend(deadline),  # type: ignore[arg-type] # no base class: httpcore is not loaded yet
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._pool.close()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        import httpcore
        import httpx

        class Body(httpx.SyncByteStream):
            """An answer's bytes as they come."""

            def __iter__(self) -> Iterator[bytes]:
                yield from answer.iter_stream()

            def close(self) -> None:
                answer.close()

        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=b"", extensions=request.extensions
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=Body(), extensions=answer.extensions)


def _until(deadline: float, timeout: float | None) -> float:
    """What is left until the deadline, or the timeout if that is shorter; never None, which is no limit."""
    left = max(0.001, deadline - time.monotonic())
    return left if timeout is None else min(left, timeout)
