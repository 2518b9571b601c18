#!/usr/bin/env python3
"""Watch servers from Debian that nobody here wrote, under load, and keep their snapshots.

    watch.py DEBS                     download and unpack the packages into the folder DEBS
    watch.py DEBS RUN OUT [N SECONDS] start, load and watch RUN; N snapshots SECONDS apart

Snapshots are heap and goroutine, the latter in three forms. `truth.json` is written before the
first snapshot: what is done, whether that must grow, what may be blamed, and how that is known.
"""
import json, os, pathlib, shutil, socket, subprocess, sys, threading, time, urllib.request
import http.server
import loads

PACKAGES = """docker-registry gobgpd victoria-metrics dnss prometheus-bind-exporter
prometheus-haproxy-exporter prometheus-snmp-exporter prometheus-process-exporter
prometheus-smokeping-prober syncthing-relaysrv chasquid""".split()


def unpack(debs):
    debs.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        subprocess.run(["apt-get", "download", package], cwd=debs, check=True)
    for deb in debs.glob("*.deb"):
        subprocess.run(["dpkg", "-x", deb, debs / "root"], check=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(url, timeout=20):
    with urllib.request.urlopen(url, timeout=timeout) as answer:
        return answer.read()


def watch(root, run, out, count, seconds):
    out.mkdir(parents=True, exist_ok=True)
    home = pathlib.Path(f"/tmp/hearth-watch-{os.getpid()}")
    home.mkdir()
    one = loads.RUNS[run](root, home, free_port)
    truth = dict(kind=one.kind, expect=one.expect, notes=one.notes, known=one.known,
                 server=one.server, interval_s=seconds, heap_query=one.heap)
    (out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n")
    log = open(home / "log", "wb")
    server = subprocess.Popen(one.command, cwd=home, stdout=log, stderr=log)
    try:
        base = f"http://127.0.0.1:{one.pprof}/debug/pprof/"
        for _ in range(100):
            try:
                get(base + "goroutine?debug=1", 2)
                break
            except OSError:
                time.sleep(0.2)
        threading.Thread(target=one.load, daemon=True).start()
        start = time.monotonic()
        for i in range(count):
            time.sleep(max(0, start + i * seconds - time.monotonic()))
            forms = [("heap", one.heap, ".pb"), ("goroutine", "goroutine", ".pb"),
                     ("goroutine", "goroutine?debug=1", ".debug1.txt"),
                     ("goroutine", "goroutine?debug=2", ".txt")]
            for name, query, ending in forms:
                answer = get(base + query)
                path = out / f"{name}.{i:02}{ending}.gz"
                if not ending.endswith("pb"):
                    import gzip
                    answer = gzip.compress(answer, mtime=0)
                path.write_bytes(answer)
        truth["done"] = one.done
        truth["errors"] = one.errors
        (out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n")
    finally:
        one.stop = True
        server.terminate()
        server.wait(20)
        for helper in one.helpers:
            helper.kill()
        shutil.copy(home / "log", out / "log") if "--log" in sys.argv else None
        shutil.rmtree(home)


if __name__ == "__main__":
    words = [w for w in sys.argv[1:] if w != "--log"]
    debs = pathlib.Path(words[0]).resolve()
    if len(words) == 1:
        unpack(debs)
        print("runs:", *loads.RUNS)
    else:
        count, seconds = (int(words[3]), float(words[4])) if len(words) > 3 else (10, 31.0)
        watch(debs / "root", words[1], pathlib.Path(words[2]).resolve(), count, seconds)
        os._exit(0)
