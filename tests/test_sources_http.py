"""The guard: what it refuses, that every hop is checked, and that size and time have limits."""

import gzip
import socket
import threading
import time
import zlib

import httpx
import pytest

import sources
from sources import SourceError, _http

PAGE = b"<!DOCTYPE html><html><body><h1>Freight</h1><p>Trains carried 12.4 million tonnes.</p></body></html>"


def answering(handler):
    """A transport that is no network."""
    return httpx.MockTransport(handler)


def get(url, handler, **more):
    return _http.get(url, transport=answering(handler), **{"max_bytes": 100_000, **more})


def say(body=PAGE, status=200, **headers):
    # An iterator, so that the answer is streamed as one from the network is.
    return httpx.Response(status, headers={"content-type": "text/html; charset=utf-8", **headers}, content=iter([body]))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1",
        "fe80::1%eth0", "0.0.0.0",  # noqa: S104 - to be refused
        "fc00::1", "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1", "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "::ffff:0:7f00:1", "100::1", "example.com", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not _http.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address):
    assert _http.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://LOCALHOST./", "http://2130706433/", "http://0x7f.1/",
        "http://127.1/", "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://169.254.169.254/latest", "https://10.0.0.1/", "http://192.168.0.1:80/",
    ],
)  # fmt: skip
def test_the_guard_refuses_what_is_not_public(url):
    with pytest.raises(SourceError, match=r"no address of the public internet|could not be looked up"):
        sources.fetch(url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://user:secret@example.com/", "name or password"),
        ("http://example.com:8080/", "port 8080"),
        ("https://example.com:22/", "port 22"),
        ("http://", "names no host"),
        ("http://[::1", "no address"),
        ("http://\x01/", "no address"),
    ],
)
def test_urls_that_are_refused_before_anything_is_asked(url, said):
    with pytest.raises(SourceError, match=said) as raised:
        sources.fetch(url)
    assert "secret" not in str(raised.value)


def test_a_host_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: entries)
    with pytest.raises(SourceError, match=r"example.com \(10\.0\.0\.7\)"):
        _http.get("http://example.com/", max_bytes=1000)


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    looked_up, connected = [], []

    def look_up(host, port, **_):
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    def connect(address, *_a, **_k):
        connected.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(SourceError, match="could not be fetched"):
        _http.get("http://example.com/a", max_bytes=1000)
    assert looked_up == ["example.com"]
    assert connected == [("93.184.216.34", 80)]


def test_an_answer_is_read_with_its_type_and_encoding():
    answer = get("https://example.com/a", lambda _: say())
    assert answer.body == PAGE
    assert (answer.media_type, answer.charset, answer.address) == (
        "text/html",
        "utf-8",
        "https://example.com/a",
    )


def test_redirects_are_followed_and_every_hop_is_checked():
    def handler(request):
        if request.url.path == "/a":
            return say(b"", 302, location="/b")
        if request.url.path == "/b":
            return say(b"", 301, location="https://other.example/c")
        return say()

    assert get("http://example.com/a", handler).address == "https://other.example/c"
    for target, said in (
        ("http://127.0.0.1/", "public internet"),
        ("http://[::ffff:10.0.0.1]/", "public internet"),
        ("http://169.254.169.254/", "public internet"),
        ("http://example.com:22/", "port 22"),
        ("file:///etc/passwd", "neither http nor https"),
        ("http://u:p@example.com/", "name or password"),
        ("http://[::1", "Invalid URL"),
    ):
        asked: list[str] = []

        def lead(request, target=target, asked=asked):
            asked.append(str(request.url))
            return say(b"", 302, location=target)

        with pytest.raises(SourceError, match=said):
            get("http://example.com/a", lead)
        assert asked == ["http://example.com/a"]


def test_redirects_end():
    asked = []

    def handler(request):
        asked.append(request)
        return say(b"", 302, location=f"/{len(asked)}")

    with pytest.raises(SourceError, match="more than 5 times"):
        get("http://example.com/", handler)
    assert len(asked) == 6


def test_the_limit_holds_for_what_is_said_sent_and_unpacked():
    with pytest.raises(SourceError, match="too large"):
        get("http://example.com/", lambda _: say(b"x", **{"content-length": "100001"}))
    with pytest.raises(SourceError, match="too large"):
        get("http://example.com/", lambda _: say(b"x" * 100_001))
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match="too large"):
        get("http://example.com/", lambda _: say(bomb, **{"content-encoding": "gzip"}))


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_packed_answers_are_unpacked(packing, packed):
    def handler(_):
        pieces = iter([packed[:7], packed[7:30], packed[30:]])
        return httpx.Response(200, headers={"content-type": "text/html", "content-encoding": packing}, content=pieces)

    assert get("http://example.com/", handler).body == PAGE


def test_answers_that_are_no_text_are_refused():
    for headers, said in (
        ({"content-type": "image/png"}, "image/png"),
        ({"content-type": "video/mp4"}, "video/mp4"),
        ({"content-type": "application/zip"}, "application/zip"),
        ({"content-encoding": "br"}, "packed with br"),
        ({"content-encoding": "gzip"}, "does not unpack"),
    ):
        with pytest.raises(SourceError, match=said):
            get("http://example.com/", lambda _, headers=headers: say(**headers))
    with pytest.raises(SourceError, match="answered 404 Not Found"):
        get("http://example.com/", lambda _: say(status=404))


@pytest.fixture(name="server")
def _server():
    """A server that takes connections and does what a test says with each; it is shut when the test ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()
    acts: list = []

    def serve():
        while not done.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                for act in acts:
                    act(connection, done)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/", acts
    done.set()
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)


def test_the_guard_does_not_even_connect_to_a_server_on_this_machine(server):
    url, acts = server
    touched = []
    acts.append(lambda *_: touched.append(1))
    with pytest.raises(SourceError, match=r"port \d+|public internet"):
        sources.fetch(url)
    assert not touched


def test_a_server_that_never_answers_is_left(server):
    url, acts = server
    acts.append(lambda _, done: done.wait(30))
    with pytest.raises(SourceError, match=r"did not answer within 0\.3 seconds"):
        _http.get(url, max_bytes=1000, timeout=0.3, transport=httpx.HTTPTransport(), guarded=False)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n"])
def test_a_server_that_drips_is_left_when_the_time_is_up(server, head, monkeypatch):
    """Each byte comes well within the silence allowed: only the time for the whole answer ends this."""
    url, acts = server

    def drip(connection, done):
        connection.recv(4096)
        connection.sendall(head)
        while not done.wait(0.02):
            try:
                connection.sendall(b"H" if not head else b"x")
            except OSError:
                return

    acts.append(drip)
    monkeypatch.setattr(_http, "_PORTS", range(65536))
    monkeypatch.setattr(_http, "is_public", lambda _: True)
    with pytest.raises(SourceError, match="did not answer within"):
        _http.get(url, max_bytes=100_000, timeout=0.4)


def test_the_guarded_road_works_to_the_end(server, monkeypatch):
    """The same classes that guard the road carry an answer, with the host's own name in the request."""
    url, acts = server
    heard = []

    def answer(connection, _):
        heard.append(connection.recv(4096))
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n" + PAGE
        )

    acts.append(answer)
    monkeypatch.setattr(_http, "_PORTS", range(65536))
    monkeypatch.setattr(_http, "is_public", lambda _: True)
    document = sources.fetch(url.replace("127.0.0.1", "localhost"))
    assert document.text == "Freight\nTrains carried 12.4 million tonnes."
    assert b"\r\nHost: localhost:" in heard[0]
    assert document.address.startswith("http://localhost:")


def test_a_look_up_that_never_ends_is_left(monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: release.wait(30))
    with pytest.raises(SourceError, match="looked up in time"):
        _http.resolve("example.com", 80, time.monotonic() + 0.2)
    release.set()
