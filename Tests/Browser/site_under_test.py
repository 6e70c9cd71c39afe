"""The server under test: the program that was built, with folders of its own, and what an operator does beside it."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("EAF", ROOT / ".build/debug/eaf"))
PASSWORD = "une phrase de passe"
START_SECONDS = 30
COPIE_PDF = ROOT / "Sources/eaf/Demo/copie-commentaire.pdf"
COPIE_PHOTO = ROOT / "Sources/eaf/Demo/copie-photo.png"
# Nothing can be read on it: its correction fails.
COPIE_BLANK = ROOT / "Tests/Fixtures/copies/vide.pdf"


class Node:
    """One process that serves."""

    def __init__(self, folder, environment, *options):
        self.messages = open(folder / "server.log", "wb")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", *options], env=environment, stdout=subprocess.PIPE, stderr=self.messages, text=True)
        line = self.process.stdout.readline()
        if "http://" not in line:
            raise SystemExit(f"the server does not start: {(folder / 'server.log').read_text()[-2000:]}")
        self.origin = line[line.index("http://"):].strip()

    def stop(self):
        end(self.process)
        self.messages.close()


class Site:
    """One server, with its log in files."""

    options = ()

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="eaf-browser-"))
        self.environment = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ} | {
            "EAF_EVENTLOG_DIR": str(self.folder / "eventlog"),
            "EAF_DATA_DIR": str(self.folder / "data"),
            "PORT": "0",
        }
        self.nodes = []
        self.start()

    def start(self):
        self.nodes = [Node(self.folder, self.environment, *self.options)]
        self.origin = self.nodes[0].origin

    def run(self, *arguments, given=""):
        """Runs a command of the program beside the server, and returns what it prints."""
        return subprocess.run(
            [PROGRAM, *arguments], env=self.environment, input=given, capture_output=True, text=True, check=True).stdout

    def invitation(self):
        return json.loads(self.run("invite", "enseignant", "--json"))["code"]

    def appoint(self, email, role, name):
        self.run("account", "create", email, "--role", role, "--name", name, given=PASSWORD + "\n")

    def key(self):
        """The public key that checks proofs."""
        with urllib.request.urlopen(self.origin + "/api/v1/log/key") as answer:
            return answer.read().decode().strip()

    def stop(self):
        for node in self.nodes:
            node.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class IdleSite(Site):
    """A server that corrects nothing: copies wait there as long as one looks at them."""

    options = ("--no-worker",)


def end(process):
    """Asks a process to end, and makes it when it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(START_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until(condition, seconds, what):
    """Waits until the condition holds; returns what it gave."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")
