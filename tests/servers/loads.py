"""Runs: a server's command, what is done to it, and the truth, written before any verdict."""
import hashlib, http.server, json, math, os, socket, struct, subprocess, threading, time, urllib.error, urllib.request

RUNS = {}


class Run:
    """One run. `kind` is growth or none; `expect` the functions that may be blamed."""

    def __init__(self, server, command, pprof, load, kind, notes, known, expect="", heap="heap?gc=1"):
        self.server, self.command, self.pprof, self.kind = server, command, pprof, kind
        self.notes, self.known, self.expect, self.heap = notes, known, expect, heap
        self._load, self.stop, self.done, self.errors, self.helpers = load, False, 0, 0, []
        self.held = []

    def load(self):
        self._load(self)

    def each(self, seconds, action):
        """Does `action` with a number at this pace, until the run stops."""
        start = time.monotonic()
        number = 0
        while not self.stop:
            try:
                action(number)
                self.done += 1
            except Exception as error:
                self.errors += 1
                if self.errors < 3:
                    print("load:", error, flush=True)
            number += 1
            time.sleep(max(0.0, start + number * seconds - time.monotonic()))


def run(name):
    def keep(make):
        RUNS[name] = make
        return make
    return keep


def ask(url, data=None, method=None, headers={}):
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read(), answer.headers


def stub(port, answer):
    """Serves `answer(path, body)` at a port, in threads."""
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            size = int(self.headers.get("Content-Length") or 0)
            body = answer(self.path, self.rfile.read(size))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        do_POST = do_GET

        def log_message(self, *_):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()


def tarpit(port):
    """Accepts, reads nothing, never answers, never closes."""
    listener = socket.create_server(("127.0.0.1", port), backlog=2000)
    kept = []

    def accept():
        while True:
            kept.append(listener.accept())
    threading.Thread(target=accept, daemon=True).start()


def hold(one, port, text, seconds):
    """Sends a request each time, and never reads or closes."""
    def action(number):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.sendall(text(number).encode())
        one.held.append(connection)
    one.each(seconds, action)


# Docker's registry: everything is kept in memory.

def registry(root, home, port):
    at, debug = port(), port()
    (home / "c.yml").write_text(f"""version: 0.1
log: {{level: error}}
storage: {{inmemory: {{}}, delete: {{enabled: true}}}}
http: {{addr: '127.0.0.1:{at}', debug: {{addr: '127.0.0.1:{debug}'}}}}
""")
    return [root / "usr/bin/docker-registry", "serve", home / "c.yml"], at, debug


def push(at, body):
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    _, headers = ask(f"http://127.0.0.1:{at}/v2/a/blobs/uploads/", b"", "POST")
    place = headers["Location"]
    ask(place + ("&" if "?" in place else "?") + "digest=" + digest, body, "PUT",
        {"Content-Type": "application/octet-stream"})
    return digest


@run("registry-newblobs")
def _(root, home, port):
    command, at, debug = registry(root, home, port)
    load = lambda one: one.each(0.5, lambda i: push(at, os.urandom(40000)))
    return Run("docker-registry", command, debug, load, "growth",
               "Two new blobs of 40 kB a second, never deleted, storage in memory.",
               "The in-memory driver keeps every blob until it is deleted (its documentation).",
               r"(?i)distribution/|(?i)inmemory")


@run("registry-steady")
def _(root, home, port):
    command, at, debug = registry(root, home, port)

    def load(one):
        digests = [push(at, bytes([i]) * 40000) for i in range(20)]
        one.each(0.1, lambda i: ask(f"http://127.0.0.1:{at}/v2/a/blobs/{digests[i % 20]}"))
    return Run("docker-registry", command, debug, load, "none",
               "Twenty blobs of 40 kB, pulled ten times a second.", "Nothing new is stored.")


def half_upload(at):
    _, headers = ask(f"http://127.0.0.1:{at}/v2/a/blobs/uploads/", b"", "POST")
    path = headers["Location"].split(f":{at}", 1)[1]
    connection = socket.create_connection(("127.0.0.1", at))
    connection.sendall(f"PATCH {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n"
                       "Content-Type: application/octet-stream\r\n\r\n".encode() + b"x" * 1000)
    return connection


@run("registry-halfput")
def _(root, home, port):
    command, at, debug = registry(root, home, port)

    def load(one):
        one.each(0.7, lambda i: one.held.append(half_upload(at)))
    return Run("docker-registry", command, debug, load, "growth",
               "An upload each 0.7 s that stops after 1000 of 1000000 bytes and stays open.",
               "The registry's server has no read timeout, so the handler waits for the body.",
               r"(?i)distribution/|(?i)inmemory")


@run("registry-rhythm")
def _(root, home, port):
    command, at, debug = registry(root, home, port)

    def load(one):
        def action(i):
            if i % 5 == 0:
                push(at, os.urandom(40000))
            wanted = int(60 * (1 - math.cos(2 * math.pi * i / 600)))
            while len(one.held) > wanted:
                one.held.pop().close()
            for _ in range(min(wanted - len(one.held), 3)):
                one.held.append(half_upload(at))
        one.each(1, action)
    return Run("docker-registry", command, debug, load, "growth",
               "A new blob of 40 kB each 5 s; beside that up to 120 uploads are open, in waves of ten "
               "minutes. Goroutines come and go.",
               "As in newblobs and halfput; uploads that are closed end their handler.",
               r"(?i)distribution/|(?i)inmemory")


# GoBGP: a peer of ours announces routes.

def gobgpd(root, home, port):
    bgp, api, debug = port(), port(), port()
    (home / "c.toml").write_text(f"""[global.config]
as = 65000
router-id = "10.0.0.1"
port = {bgp}
local-address-list = ["127.0.0.1"]
[[neighbors]]
[neighbors.config]
neighbor-address = "127.0.0.1"
peer-as = 65001
[neighbors.transport.config]
passive-mode = true
""")
    command = [root / "usr/bin/gobgpd", "-f", home / "c.toml", "--api-hosts", f"127.0.0.1:{api}",
               "--pprof-host", f"127.0.0.1:{debug}"]
    return command, bgp, api, debug


def message(kind, body):
    return b"\xff" * 16 + struct.pack("!HB", 19 + len(body), kind) + body


def peer(bgp):
    connection = socket.create_connection(("127.0.0.1", bgp))
    connection.sendall(message(1, struct.pack("!BHH4sB", 4, 65001, 240, bytes([10, 0, 0, 2]), 0)))
    connection.sendall(message(4, b""))

    def read():
        while connection.recv(65536):
            pass
    threading.Thread(target=read, daemon=True).start()

    def keep():
        while True:
            time.sleep(20)
            connection.sendall(message(4, b""))
    threading.Thread(target=keep, daemon=True).start()
    time.sleep(1)
    return connection


def routes(first, count):
    return b"".join(b"\x18" + struct.pack("!I", (20 << 24) + (i << 8))[:3]
                    for i in range(first, first + count))


def update(first, count):
    path = b"\x40\x01\x01\x00" + b"\x40\x02\x04\x02\x01" + struct.pack("!H", 65001)
    path += b"\x40\x03\x04\x7f\x00\x00\x01" + b"\x80\x04\x04" + struct.pack("!I", first)
    return message(2, struct.pack("!HH", 0, len(path)) + path + routes(first, count))


def withdraw(first, count):
    gone = routes(first, count)
    return message(2, struct.pack("!H", len(gone)) + gone + struct.pack("!H", 0))


@run("gobgpd-newroutes")
def _(root, home, port):
    command, bgp, _, debug = gobgpd(root, home, port)

    def load(one):
        time.sleep(2)
        connection = peer(bgp)
        one.each(0.2, lambda i: connection.sendall(update(i * 20, 20)))
    return Run("gobgpd", command, debug, load, "growth",
               "A peer announces 100 new routes a second and withdraws none.",
               "A route is in the table until it is withdrawn (BGP).", r"(?i)gobgp")


def flap(one, bgp):
    time.sleep(2)
    connection = peer(bgp)
    one.each(0.2, lambda i: connection.sendall(
        (update if i // 50 % 2 == 0 else withdraw)(i % 50 * 20, 20)))


@run("gobgpd-flap")
def _(root, home, port):
    command, bgp, _, debug = gobgpd(root, home, port)
    return Run("gobgpd", command, debug, lambda one: flap(one, bgp), "none",
               "A peer announces 1000 routes in 10 s, withdraws them in the next 10, and so on.",
               "The table is the same after each 20 s.")


@run("gobgpd-monitors")
def _(root, home, port):
    command, bgp, api, debug = gobgpd(root, home, port)

    def load(one):
        threading.Thread(target=flap, args=(one, bgp), daemon=True).start()
        host = ["-u", "127.0.0.1", "-p", str(api), "monitor", "global", "rib"]
        one.each(5, lambda i: one.helpers.append(subprocess.Popen(
            [root / "usr/bin/gobgp", *host], stdout=subprocess.DEVNULL)))
    return Run("gobgpd", command, debug, load, "growth",
               "A `gobgp monitor` each 5 s that never ends, beside the flapping peer.",
               "Each is a stream and a watcher of its own until the client goes.",
               r"(?i)gobgp|grpc")


# VictoriaMetrics' agent, rules and proxy.

METRICS = "".join(f'm{{n="{i}"}} {i}\n' for i in range(100)).encode()


def vmagent(root, home, port, grows):
    debug, target, sink = port(), port(), port()
    stub(target, lambda path, body: METRICS)
    stub(sink, lambda path, body: b"")
    (home / "t").mkdir()
    (home / "c.yml").write_text("""scrape_configs:
- job_name: a
  scrape_interval: 10s
  file_sd_configs: [{files: ['t/*.json']}]
""")

    def load(one):
        def action(i):
            count = 5 + (i * 2 if grows else 0)
            some = [{"targets": [f"127.0.0.1:{target}"], "labels": {"n": str(k)}} for k in range(count)]
            (home / "t/new").write_text(json.dumps(some))
            (home / "t/new").rename(home / "t/a.json")
        one.each(2, action)
    command = [root / "usr/bin/vmagent", f"-httpListenAddr=127.0.0.1:{debug}",
               f"-remoteWrite.url=http://127.0.0.1:{sink}/w", f"-remoteWrite.tmpDataPath={home}/q",
               f"-promscrape.config={home}/c.yml", "-promscrape.fileSDCheckInterval=2s"]
    return command, debug, load


@run("vmagent-newtargets")
def _(root, home, port):
    command, debug, load = vmagent(root, home, port, True)
    return Run("vmagent", command, debug, load, "growth",
               "One new target a second, none removed.",
               "Each target has a goroutine and buffers as long as it is in the file.",
               r"(?i)VictoriaMetrics|promscrape")


@run("vmagent-steady")
def _(root, home, port):
    command, debug, load = vmagent(root, home, port, False)
    return Run("vmagent", command, debug, load, "none", "Five targets of 100 series, each 10 s.",
               "The targets stay the same.")


def vmalert(root, home, port, grows):
    debug, source = port(), port()
    start = time.monotonic()

    def answer(path, body):
        if "/query" not in path:
            return b"{}"
        now = time.time()
        count = 100 + (int((time.monotonic() - start) * 10) if grows else 0)
        some = [{"metric": {"__name__": "m", "n": f"number-{k}"}, "value": [now, "1"]} for k in range(count)]
        return json.dumps({"status": "success", "data": {"resultType": "vector", "result": some}}).encode()
    stub(source, answer)
    (home / "r.yml").write_text("""groups:
- name: g
  interval: 10s
  rules:
  - {alert: A, expr: m > 0, for: 1m, annotations: {summary: "{{ $labels.n }} is {{ $value }}"}}
""")
    command = [root / "usr/bin/vmalert", f"-httpListenAddr=127.0.0.1:{debug}", f"-rule={home}/r.yml",
               f"-datasource.url=http://127.0.0.1:{source}", f"-notifier.url=http://127.0.0.1:{source}"]
    return command, debug, lambda one: one.each(1, lambda i: ask(f"http://127.0.0.1:{debug}/api/v1/alerts"))


@run("vmalert-newalerts")
def _(root, home, port):
    command, debug, load = vmalert(root, home, port, True)
    return Run("vmalert", command, debug, load, "growth", "Ten new alerts a second, none resolved.",
               "An alert is kept until it is resolved.", r"(?i)VictoriaMetrics|vmalert")


@run("vmalert-steady")
def _(root, home, port):
    command, debug, load = vmalert(root, home, port, False)
    return Run("vmalert", command, debug, load, "none", "A hundred alerts, the same in each evaluation.",
               "No alert is new.")


def vmauth(root, home, port, backend):
    at, behind = port(), port()
    backend(behind)
    (home / "a.yml").write_text(f"users: [{{username: a, password: b, url_prefix: 'http://127.0.0.1:{behind}'}}]\n")
    return [root / "usr/bin/vmauth", f"-httpListenAddr=127.0.0.1:{at}", f"-auth.config={home}/a.yml"], at


@run("vmauth-steady")
def _(root, home, port):
    command, at = vmauth(root, home, port, lambda p: stub(p, lambda path, body: METRICS))
    load = lambda one: one.each(0.1, lambda i: ask(f"http://127.0.0.1:{at}/x", headers={"Authorization": "Basic YTpi"}))
    return Run("vmauth", command, at, load, "none", "Ten requests a second through the proxy.",
               "Each is answered at once.")


@run("vmauth-hangs")
def _(root, home, port):
    command, at = vmauth(root, home, port, tarpit)
    text = lambda i: "GET /x HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\n\r\n"
    return Run("vmauth", command, at, lambda one: hold(one, at, text, 0.7), "growth",
               "A request each 0.7 s to a backend that never answers; clients stay.",
               "The proxy of this version has no timeout for the answer's header.",
               r"(?i)VictoriaMetrics|vmauth|httputil|^main\.|net/http")


# Exporters.

@run("bind-exporter-hangs")
def _(root, home, port):
    at, behind = port(), port()
    tarpit(behind)
    command = [root / "usr/bin/prometheus-bind-exporter", f"--web.listen-address=127.0.0.1:{at}",
               f"--bind.stats-url=http://127.0.0.1:{behind}/", "--bind.timeout=1h"]
    text = lambda i: "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
    return Run("prometheus-bind-exporter", command, at, lambda one: hold(one, at, text, 0.7), "growth",
               "A scrape each 0.7 s of a name server that never answers, timeout of an hour.",
               "Each scrape waits for the answer.", r"(?i)bind|promhttp|client_golang|^main\.|net/http")


@run("bind-exporter-steady")
def _(root, home, port):
    at, behind = port(), port()
    stub(behind, lambda path, body: b'<?xml version="1.0"?><statistics version="3.8"></statistics>')
    command = [root / "usr/bin/prometheus-bind-exporter", f"--web.listen-address=127.0.0.1:{at}",
               f"--bind.stats-url=http://127.0.0.1:{behind}/"]
    return Run("prometheus-bind-exporter", command, at,
               lambda one: one.each(0.3, lambda i: ask(f"http://127.0.0.1:{at}/metrics")), "none",
               "Three scrapes a second.", "The metrics are the same.")


@run("haproxy-exporter-steady")
def _(root, home, port):
    at, behind = port(), port()
    line = "http,FRONTEND,,,0,0,100,0,0,0,0,0,0,,,,,OPEN,,,,,,,,,1,1,0,,,,0,0,0,0,,,,0,0,0,0,0,0,,0,0,0,,,\n"
    stub(behind, lambda path, body: ("# pxname,svname\n" + "".join(line.replace("http", f"http{k}", 1) for k in range(20))).encode())
    command = [root / "usr/bin/prometheus-haproxy-exporter", f"--web.listen-address=127.0.0.1:{at}",
               f"--haproxy.scrape-uri=http://127.0.0.1:{behind}/;csv"]
    return Run("prometheus-haproxy-exporter", command, at,
               lambda one: one.each(0.3, lambda i: ask(f"http://127.0.0.1:{at}/metrics")), "none",
               "Three scrapes a second.", "The metrics are the same.")


@run("snmp-exporter-steady")
def _(root, home, port):
    at = port()
    (home / "s.yml").write_text("if_mib:\n  walk: [1.3.6.1.2.1.2]\n  version: 1\n  timeout: 1s\n  retries: 0\n")

    def load(one):
        def action(_):
            try:
                ask(f"http://127.0.0.1:{at}/snmp?target=127.0.0.1&module=if_mib")
            except urllib.error.HTTPError:
                pass
        one.each(0.5, action)
    command = [root / "usr/bin/prometheus-snmp-exporter", f"--web.listen-address=127.0.0.1:{at}",
               f"--config.file={home}/s.yml"]
    return Run("prometheus-snmp-exporter", command, at, load, "none",
               "Two scrapes a second of a device that is not there.", "Each is refused at once.")


@run("process-exporter-steady")
def _(root, home, port):
    at = port()
    command = [root / "usr/bin/prometheus-process-exporter", f"-web.listen-address=127.0.0.1:{at}",
               "-procnames", "bash,python3,gobgpd"]
    return Run("prometheus-process-exporter", command, at,
               lambda one: one.each(0.5, lambda i: ask(f"http://127.0.0.1:{at}/metrics")), "none",
               "Two scrapes a second of three named groups.", "The groups are the same.")


@run("smokeping-prober-steady")
def _(root, home, port):
    at = port()
    command = [root / "usr/bin/prometheus-smokeping-prober", f"--web.listen-address=127.0.0.1:{at}",
               "--ping.interval=200ms", "--privileged", "127.0.0.1", "127.0.0.2", "127.0.0.3"]
    return Run("prometheus-smokeping-prober", command, at,
               lambda one: one.each(0.5, lambda i: ask(f"http://127.0.0.1:{at}/metrics")), "none",
               "Fifteen pings and two scrapes a second.", "The targets are the same.")


# dnss: a resolver with a cache of at most 2000 answers.

@run("dnss-cachefill")
def _(root, home, port):
    at, debug, upstream = port(), port(), port()

    def answer(path, body):
        import base64, urllib.parse
        if not body:
            text = urllib.parse.parse_qs(urllib.parse.urlparse(path).query).get("dns", [""])[0]
            body = base64.urlsafe_b64decode(text + "==")
        head = body[:2] + b"\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00"
        return head + body[12:] + b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x0e\x10\x00\x04\x7f\x00\x00\x01"

    class Doh(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = answer(self.path, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response(200)
            self.send_header("Content-Type", "application/dns-message")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        do_GET = do_POST

        def log_message(self, *_):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", upstream), Doh)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def load(one):
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sender.settimeout(2)

        def action(i):
            name = f"name-{i}".encode()
            query = struct.pack("!HHHHHH", i & 0xFFFF, 0x100, 1, 0, 0, 0)
            query += bytes([len(name)]) + name + b"\x07example\x00\x00\x01\x00\x01"
            sender.sendto(query, ("127.0.0.1", at))
            sender.recv(2000)
        one.each(0.05, action)
    command = [root / "usr/bin/dnss", "-enable_dns_to_https", f"-dns_listen_addr=127.0.0.1:{at}",
               f"-https_upstream=http://127.0.0.1:{upstream}/dns-query", f"-monitoring_listen_addr=127.0.0.1:{debug}"]
    return Run("dnss", command, debug, load, "none",
               "Twenty new names a second through a resolver with a cache.",
               "The cache is bounded: its source refuses more than a fixed number of answers.")
