"""Two nodes behind nginx, which gives each request to the other one in turn; the log is in Postgres, the copies are in S3.

The services are those of scripts/with-postgres.sh and scripts/with-s3.sh.
"""
import base64
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request

from site_under_test import ROOT, START_SECONDS, Node, Site, end

SHIPPED = ROOT / "packaging/docker/nginx.conf"


class TwoNodes(Site):
    def start(self):
        self.database = "browser_" + secrets.token_hex(8)
        self.on_database(f"CREATE DATABASE {self.database}")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        common = {
            "DATABASE_URL": named(os.environ["TEST_PGBOUNCER_URL"], self.database),
            "DIRECT_URL": named(os.environ["TEST_DATABASE_URL"], self.database),
            "EAF_MASTER_KEY": key(), "EAF_SIGNING_KEY": key(), "COOKIE_SECRET": key(),
            "PUBLIC_ORIGIN": self.origin, "TRUSTED_PROXIES": "127.0.0.1", "COOKIE_SECURE": "false",
            "STORAGE_PROVIDER": "s3", "S3_BUCKET": "eaf-tests", "S3_PREFIX": self.database, "S3_REGION": "us-east-1",
            "S3_ENDPOINT": os.environ["TEST_S3_ENDPOINT"],
            "S3_ACCESS_KEY_ID": os.environ["TEST_S3_ACCESS_KEY_ID"],
            "S3_SECRET_ACCESS_KEY": os.environ["TEST_S3_SECRET_ACCESS_KEY"],
        }
        environment = self.environment | common
        # Commands that an operator gives run on a third machine.
        self.environment = environment | self.folders("operator")
        for name in ("one", "two"):
            self.nodes.append(Node(self.folder / name, environment | self.folders(name) | {"EAF_NODE_NAME": name}))
        self.proxy = self.start_proxy(port)

    def folders(self, name):
        data = self.folder / name / "data"
        data.mkdir(parents=True)
        return {"EAF_DATA_DIR": str(data), "EAF_EVENTLOG_DIR": str(self.folder / name / "eventlog")}

    def start_proxy(self, port):
        """nginx as it is shipped for two nodes, but for names, ports and TLS."""
        lines = []
        for line in SHIPPED.read_text().splitlines():
            word = line.strip().split(" ")[0]
            if word == "listen":
                line = f"    listen 127.0.0.1:{port};"
            if word in ("http2", "ssl_certificate", "ssl_certificate_key", "ssl_protocols"):
                continue
            for name, node in zip(("node1:3000", "node2:3000"), self.nodes):
                line = line.replace(name, node.origin.removeprefix("http://"))
            lines.append(line)
        folder = self.folder / "nginx"
        folder.mkdir()
        temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        text = "\n".join(lines)
        (folder / "nginx.conf").write_text(
            f"daemon off;\nworker_processes 1;\nuser root;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
            f"events {{}}\nhttp {{\naccess_log off;\n{temporary}\n{text}\n}}\n")
        process = subprocess.Popen(
            ["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log"], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(self.origin + "/api/v1/health").close()
                return process
            except (urllib.error.URLError, ConnectionError) as error:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise SystemExit(f"nginx does not answer: {error}") from error
                time.sleep(0.05)

    def on_database(self, statement):
        subprocess.run(["psql", "-XAtqc", statement, os.environ["TEST_DATABASE_URL"]], check=True)

    def stop(self):
        end(self.proxy)
        super().stop()
        self.on_database(f"DROP DATABASE {self.database} WITH (FORCE)")


def named(url, database):
    """The same server's other database."""
    return url.rsplit("/", 1)[0] + "/" + database


def key():
    return base64.b64encode(os.urandom(32)).decode()
