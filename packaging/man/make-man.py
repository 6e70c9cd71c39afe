#!/usr/bin/env python3
"""Writes the manual page eaf(1) from what the program says of itself.

    make-man.py DUMP-HELP.json CONFIG-SHOW.json VERSION YYYY-MM-DD > eaf.1

The files are the outputs of `eaf --experimental-dump-help` and of `eaf config show --json` in an empty environment.
"""
import json
import sys

EXIT_STATUS = [
    (0, "tout va bien"),
    (1, "la commande a fait son travail et trouvé un problème"),
    (64, "argument mal formé"),
    (65, "journal, coffre ou sauvegarde endommagé, recul du journal, demande refusée"),
    (66, "dossier, fichier ou enregistrement introuvable"),
    (69, "rien qui réponde à la demande ; port déjà pris, outil non installé"),
    (70, "défaut du programme"),
    (73, "la cible existe déjà ou ne peut pas être créée"),
    (74, "le système a refusé une lecture ou une écriture"),
    (75, "un autre processus est en cause : plus tard, cela marchera"),
    (77, "droits insuffisants"),
    (78, "configuration, clé ou nom de journal en cause"),
]
FILES = [
    ("/etc/eaf/eaf.env", "les variables du service"),
    ("/etc/eaf/ship.env", "la destination des sauvegardes"),
    ("/var/lib/eaf/eventlog", "le journal"),
    ("/var/lib/eaf/data", "le coffre, les clés, les fichiers des copies, ce qui en dérive"),
]
# What the library that parses arguments says in English.
FRENCH = {"Show the version.": "Affiche la version.", "Show help information.": "Affiche l'aide."}


def text(words):
    """Words as troff reads them, on lines of their own."""
    lines = words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").split("\n")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def flags(argument):
    names = []
    for name in argument.get("names", []):
        names.append(("-" if name["kind"] in ("short", "longWithSingleDash") else "--") + name["name"])
    return sorted(names, key=len)


def shown(command):
    """Arguments worth a line: --help and --version are said once, at the top."""
    for argument in command.get("arguments", []):
        if argument["shouldDisplay"] and argument["valueName"] not in ("help", "version"):
            yield argument


def placeholder(argument):
    return "\\fI" + text(argument["valueName"]) + "\\fR"


def usage(path, command):
    parts = ["\\fB" + text(" ".join(path)) + "\\fR"]
    for argument in shown(command):
        if argument["kind"] == "positional":
            part = placeholder(argument)
        else:
            part = "\\fB" + text(flags(argument)[-1]) + "\\fR"
            if argument["kind"] == "option":
                part += " " + placeholder(argument)
        if argument["isRepeating"]:
            part += " …"
        parts.append("[" + part + "]" if argument["isOptional"] else part)
    return " ".join(parts)


def paragraphs(words, out):
    for number, paragraph in enumerate(words.split("\n")):
        if number:
            out.append(".br")
        out.append(text(paragraph))


def describe(path, command, out):
    subcommands = [c for c in command.get("subcommands", []) if c["commandName"] != "help" and c["shouldDisplay"]]
    if len(path) > 1 and not (subcommands and not command.get("arguments", [])[2:]):
        out.append(".SS " + '"' + text(" ".join(path)) + '"')
        out.append(usage(path, command))
        out.append(".PP")
        paragraphs(command.get("abstract", ""), out)
        if command.get("discussion"):
            out.append(".PP")
            paragraphs(command["discussion"], out)
        for argument in shown(command):
            out.append(".TP")
            if argument["kind"] == "positional":
                out.append(placeholder(argument))
            else:
                names = ", ".join("\\fB" + text(name) + "\\fR" for name in flags(argument))
                out.append(names + (" " + placeholder(argument) if argument["kind"] == "option" else ""))
            words = argument.get("abstract", "")
            if argument.get("allValues"):
                words += " Valeurs : " + ", ".join(argument["allValues"]) + "."
            if argument.get("defaultValue"):
                words += " Par défaut : " + argument["defaultValue"] + "."
            paragraphs(words.strip() or "–", out)
    for subcommand in subcommands:
        describe(path + [subcommand["commandName"]], subcommand, out)


def main():
    help_path, config_path, version, date = sys.argv[1:]
    with open(help_path, encoding="utf-8") as file:
        command = json.load(file)["command"]
    with open(config_path, encoding="utf-8") as file:
        variables = json.load(file)["variables"]
    out = ['.\\" Written by packaging/man/make-man.py: change the program\'s help instead.']
    out.append(f'.TH EAF 1 "{date}" "EAF Premium {version}" "Manuel d\\(aqEAF Premium"')
    out.append(".nh")
    out.append('.SH "NOM"')
    out.append("eaf \\- serveur, journal d\\(aqévénements et outils d\\(aqexploitation")
    out.append('.SH "SYNOPSIS"')
    out.append("\\fBeaf\\fR \\fIcommande\\fR [\\fIargument\\fR …]")
    out.append('.SH "DESCRIPTION"')
    out.append(text(command["abstract"]))
    out.append("Chaque commande explique ses arguments avec \\fB\\-\\-help\\fR.")
    for name, words in (("-h, --help", "Show help information."), ("--version", "Show the version.")):
        out += [".TP", "\\fB" + text(name) + "\\fR", text(FRENCH[words])]
    out.append('.SH "COMMANDES"')
    describe(["eaf"], command, out)
    out.append('.SH "VARIABLES"')
    out.append("Une option l\\(aqemporte sur une variable. Un secret peut être dans un fichier, que nomme la variable suivie de _FILE.")
    for variable in variables:
        out += [".TP", "\\fB" + text(variable["name"]) + "\\fR"]
        secret = " (secret)" if variable["secret"] else ""
        out.append(text(f"{variable['meaning']}{secret}. Par défaut : {variable['value']}.".replace("((", "(")))
    out.append('.SH "CODES DE SORTIE"')
    for status, meaning in EXIT_STATUS:
        out += [".TP", f"\\fB{status}\\fR", text(meaning)]
    out.append('.SH "FICHIERS"')
    for path, meaning in FILES:
        out += [".TP", "\\fI" + text(path) + "\\fR", text(meaning)]
    out.append('.SH "VOIR AUSSI"')
    out.append("\\fBeaf\\-admin\\fR(8), /usr/share/doc/eaf/installation.md.gz, /usr/share/doc/eaf/RUNBOOK.md.gz")
    print("\n".join(out))


main()
