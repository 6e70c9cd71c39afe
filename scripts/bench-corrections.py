#!/usr/bin/env python3
"""Corrections a minute with a model provider that takes 2 s for each, 8 at once. Argument: copies (64).

Build first: eaf, in release mode. The provider is a server of this script's own; whatever is slow beside its 2 s is ours.
"""
import http.cookiejar
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EAF = f"{ROOT}/.build/release/eaf"
COPIE = f"{ROOT}/Sources/eaf/Demo/copie-commentaire.pdf"
LATENCY_SECONDS = 2
AT_ONCE = 8
COPIES_PER_PUPIL = 4
WAIT_SECONDS_MAX = 300


class Provider(http.server.BaseHTTPRequestHandler):
    """Marks every rubric of the scheme that it is given with half of its points."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        scheme = re.findall(r"^- (.+) : ([0-9]+) points$", asked["messages"][0]["content"], re.M)
        rubrics = [
            {"titre": title, "appreciation": "Juste.", "conseils": ["Citez."], "note": int(most) / 2, "max": int(most)}
            for title, most in scheme
        ]
        correction = {
            "bilan": {"global": "Un travail sérieux.", "points_forts": ["Plan."], "axes_amelioration": ["Citer."]},
            "rubriques": rubrics,
            "annotations": [],
            "corrige_type": "Un plan en deux parties.",
            "conseil_final": "Relisez-vous.",
            "note": sum(rubric["note"] for rubric in rubrics),
        }
        message = {"role": "assistant", "content": json.dumps(correction)}
        answer = {
            "id": "c1", "object": "chat.completion", "created": 1, "model": asked["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1200, "completion_tokens": 400, "total_tokens": 1600},
        }
        time.sleep(LATENCY_SECONDS)
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Pupil:
    """A browser with a session and an address of its own."""

    def __init__(self, number):
        self.address = f"10.0.0.{number + 1}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def send(self, origin, path, body=None, kind="application/json"):
        headers = {"X-Forwarded-For": self.address}
        token = next((cookie.value for cookie in self.jar if cookie.name == "eaf_csrf"), None)
        if token:
            headers["X-CSRF-Token"] = token
        if body is not None:
            headers["Content-Type"] = kind
        request = urllib.request.Request(f"{origin}/api/v1/{path}", body, headers)
        with self.opener.open(request, timeout=30) as answer:
            return json.load(answer)


def serve(folder, more):
    environment = {
        "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PORT": "0", "EAF_EVENTLOG_DIR": f"{folder}/log",
        "EAF_DATA_DIR": f"{folder}/data", "TRUSTED_PROXIES": "127.0.0.1", "LOG_LEVEL": "error", **more,
    }
    process = subprocess.Popen([EAF, "serve"], env=environment, stdout=subprocess.PIPE, text=True)
    said = process.stdout.readline()
    if not said.startswith("listening on "):
        sys.exit(f"the server did not start: {said}")
    return process, said.removeprefix("listening on ").strip()


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)


def form():
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="copie.pdf"\r\n'
    with open(COPIE, "rb") as copie:
        body = f"{head}Content-Type: application/pdf\r\n\r\n".encode() + copie.read() + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def main():
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    pupils = [Pupil(number) for number in range(-(-copies // COPIES_PER_PUPIL))]
    provider = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        # Subjects are not what is measured: they come from the product's own.
        server, origin = serve(folder, {})
        epreuves = []
        for number, pupil in enumerate(pupils):
            account = {"email": f"eleve-{number}@essai.example", "password": "une-phrase-de-passe", "displayName": "É"}
            pupil.send(origin, "auth/register", json.dumps(account).encode())
            for _ in range(min(COPIES_PER_PUPIL, copies - len(epreuves))):
                answer = pupil.send(origin, "epreuves/generate", json.dumps({"type": "commentaire"}).encode())
                epreuves.append((pupil, answer["epreuveId"]))
        stop(server)
        server, origin = serve(folder, {
            "LLM_PROVIDER": "openai", "OPENAI_API_KEY": "cle-d-essai", "LLM_CONCURRENCY": str(AT_ONCE),
            "OPENAI_BASE_URL": f"http://127.0.0.1:{provider.server_port}/v1", "EAF_WORKER_CONCURRENCY": str(AT_ONCE),
        })
        began = time.monotonic()
        waiting = []
        for pupil, epreuve in epreuves:
            answer = pupil.send(origin, f"epreuves/{epreuve}/copie", *form())
            waiting.append((pupil, f"epreuves/{epreuve}/copie/{answer['copieId']}"))
        while waiting and time.monotonic() - began < WAIT_SECONDS_MAX:
            states = [(each, each[0].send(origin, each[1])["status"]) for each in waiting]
            if failed := [state for _, state in states if state == "error"]:
                sys.exit(f"{len(failed)} corrections failed")
            waiting = [each for each, state in states if state != "done"]
            time.sleep(0.2)
        took = time.monotonic() - began
        stop(server)
    if waiting:
        sys.exit(f"{len(waiting)} copies still wait")
    ideal = 60 / LATENCY_SECONDS * AT_ONCE
    rate = copies / took * 60
    print(f"{copies} copies in {took:.1f} s: {rate:.0f} corrections a minute, {rate / ideal:.2f} of what the provider gives")


main()
