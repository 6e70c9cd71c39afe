#!/usr/bin/env python3
"""Checks what is in packaging/ against the program and the tools that will read it, without a release build or a service manager.

    check-packaging.py EAF        EAF is a program that was built, for what it says of itself

Exits 0 when all is well, 1 with one line a problem otherwise.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
EXPOSURE_MAX = 2.0
UNIT_SECRETS = re.compile(r"^(?:LoadCredential=(\w+):/etc/eaf/secrets/(\w+)|Environment=(\w+)_FILE=%d/(\w+))$")

problems = []


def problem(where, what):
    problems.append(f"{where}: {what}")


def run(*command, **more):
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **more.pop("env", {})}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, **more)


def said(where, result):
    """A tool that complains, by its status or by saying anything at all."""
    for line in (result.stdout + result.stderr).splitlines():
        problem(where, line)
    if result.returncode != 0 and not result.stdout + result.stderr:
        problem(where, f"status {result.returncode}")


def check_shell():
    scripts = [ROOT / "scripts/build-deb.sh", ROOT / "scripts/check-proxies.sh", PACKAGING / "etc/eaf-admin", PACKAGING / "docker/make-secrets.sh",
               *(PACKAGING / "debian" / name for name in ("postinst", "prerm", "postrm"))]
    said("shellcheck", run("shellcheck", "--severity=warning", "--external-sources", *map(str, scripts)))


def check_units(folder):
    """As systemd reads them, with a program that is there; the program's place is checked by installing the package."""
    units = sorted([*PACKAGING.glob("systemd/*.service"), *PACKAGING.glob("systemd/*.timer")])
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        (folder / unit.name).write_text(text.replace("/usr/bin/eaf", "/bin/true"), encoding="utf-8")
    said("systemd-analyze verify", run("systemd-analyze", "verify", "--man=no", *(str(folder / u.name) for u in units)))
    for unit in units:
        if unit.suffix == ".timer":
            continue
        result = run("systemd-analyze", "security", "--offline=true", "--no-pager", str(folder / unit.name))
        level = re.search(r"Overall exposure level for \S+: ([0-9.]+)", result.stdout)
        if level is None:
            problem(unit.name, f"no exposure level: {result.stderr}")
        elif float(level.group(1)) > EXPOSURE_MAX:
            problem(unit.name, f"exposure level {level.group(1)}, at most {EXPOSURE_MAX}")


def check_accepted(eaf, where, environment):
    """The program would start with these variables."""
    result = run(eaf, "config", "check", env=environment)
    if result.returncode != 0:
        said(where, result)


def check_variables(eaf, folder, variables):
    """Every variable that a file of ours sets is one that the program knows, and a secret when it is given as one."""
    secrets = {name for name, is_secret in variables.items() if is_secret}

    def known(where, name):
        if name.removesuffix("_FILE") in secrets or name in variables:
            return
        problem(where, f"the program knows no variable {name}")

    for file in (PACKAGING / "etc").glob("*.env"):
        # What stands behind a # is there to be taken into use.
        given = dict(re.findall(r"^#?([A-Z][A-Z0-9_]*)=(.*)$", file.read_text(encoding="utf-8"), re.MULTILINE))
        given.pop("DESTINATION", None)
        for name in given:
            known(file.name, name)
        if given.get("STORAGE_PROVIDER") == "s3":
            # Its keys are secrets: they come as credentials, see systemd/examples.
            given |= {"S3_ACCESS_KEY_ID": "essai", "S3_SECRET_ACCESS_KEY": "essai"}
        check_accepted(eaf, file.name, given)
    for file in (PACKAGING / "systemd/examples").glob("*.conf"):
        for line in file.read_text(encoding="utf-8").splitlines():
            match = UNIT_SECRETS.match(line)
            if match:
                names = {name for name in match.groups() if name}
                if len(names) != 1 or not names <= secrets:
                    problem(file.name, f"not a secret: {line}")
    dockerfile = (PACKAGING / "docker/Dockerfile").read_text(encoding="utf-8")
    for name in re.findall(r"^(?:ENV|   ) +([A-Z][A-Z0-9_]*)=", dockerfile, re.MULTILINE):
        known("Dockerfile", name)
    check_compose(eaf, folder, known)


def check_compose(eaf, folder, known):
    (folder / "docker").mkdir()
    shutil.copy(PACKAGING / "docker/make-secrets.sh", folder / "docker")
    said("make-secrets.sh", run(str(folder / "docker/make-secrets.sh")))
    compose = yaml.safe_load((PACKAGING / "docker/compose.yaml").read_text(encoding="utf-8"))
    for name, service in compose["services"].items():
        given = set(service.get("secrets", []))
        if not given <= set(compose["secrets"]):
            problem("compose.yaml", f"{name} asks for secrets that are not defined: {given - set(compose['secrets'])}")
        for dependency in service.get("depends_on", {}):
            if dependency not in compose["services"]:
                problem("compose.yaml", f"{name} depends on {dependency}, which is no service")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if not source.startswith(".") and source not in compose["volumes"]:
                problem("compose.yaml", f"{name} mounts {source}, which is no volume")
            if source.startswith("./") and "secrets" not in source and not (PACKAGING / "docker" / source).is_file():
                problem("compose.yaml", f"{name} mounts {source}, which is no file")
        if service.get("image") != "eaf":
            continue
        # Nodes read and append; the owner's password is for what ends before they start.
        if service["command"] != ["migrate"] and given & {"database_url", "postgres_password"}:
            problem("compose.yaml", f"{name} is the owner of the database")
        environment = {}
        for variable, value in service["environment"].items():
            known("compose.yaml", variable)
            if variable.endswith("_FILE") and pathlib.PurePath(value).name not in given:
                problem("compose.yaml", f"{name} reads {value}, which is none of its secrets")
            value = value.replace("/run/secrets", str(folder / "docker/secrets"))
            environment[variable] = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)
        check_accepted(eaf, f"compose.yaml: {name}", environment)


def check_manual(eaf, folder, said_config, version):
    (folder / "config.json").write_text(said_config, encoding="utf-8")
    (folder / "help.json").write_text(run(eaf, "--experimental-dump-help").stdout, encoding="utf-8")
    page = run("python3", str(PACKAGING / "man/make-man.py"), str(folder / "help.json"), str(folder / "config.json"),
               version, "2026-01-01")
    (folder / "eaf.1").write_text(page.stdout, encoding="utf-8")
    said("make-man.py", subprocess.CompletedProcess([], page.returncode, "", page.stderr))
    for file in (folder / "eaf.1", PACKAGING / "man/eaf-admin.8"):
        result = run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(file), env={"MANROFFSEQ": ""})
        said(file.name, subprocess.CompletedProcess([], result.returncode, "", result.stderr))
    text = run("man", "-l", str(folder / "eaf.1"), env={"MANWIDTH": "200"}).stdout
    for command in ("serve", "log verify", "ship", "restore", "drill", "doctor"):
        if f"eaf {command}" not in text:
            problem("eaf.1", f"does not have eaf {command}")


def check_dashboard(folder):
    """Prometheus reads every expression of the dashboard."""
    dashboard = json.loads((PACKAGING / "grafana/eaf.json").read_text(encoding="utf-8"))
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
    expressions += [annotation["expr"] for annotation in dashboard["annotations"]["list"]]
    rules = [{"record": f"dashboard:{number}", "expr": expression.replace("$job", "eaf")}
             for number, expression in enumerate(expressions)]
    file = folder / "dashboard.yml"
    file.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}), encoding="utf-8")
    result = run("promtool", "check", "rules", str(file))
    if result.returncode != 0:
        said("grafana/eaf.json", result)
    ids = [panel["id"] for panel in dashboard["panels"]]
    if len(set(ids)) != len(ids) or len(expressions) < 20:
        problem("grafana/eaf.json", "panels have the same id, or are missing")


def main():
    eaf = sys.argv[1]
    version = run(eaf, "--version").stdout.strip()
    config = run(eaf, "config", "show", "--json").stdout
    variables = {row["name"]: row["secret"] for row in json.loads(config)["variables"]}
    newest = run("dpkg-parsechangelog", "-l", str(PACKAGING / "debian/changelog"), "-S", "Version").stdout.strip()
    if newest != version:
        problem("debian/changelog", f"its newest entry is {newest}, and the program is {version}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_shell()
        check_units(folder)
        check_variables(eaf, folder, variables)
        check_manual(eaf, folder, config, version)
        check_dashboard(folder)
    for line in problems:
        print(line, file=sys.stderr)
    print(f"packaging: {len(problems)} problem(s)")
    sys.exit(1 if problems else 0)


main()
