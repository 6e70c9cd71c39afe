#!/usr/bin/env python3
"""Style that the compiler and the formatter do not check: banned words, file and function length, placeholders.

Exits 0 when all is well, 1 with one line a problem otherwise.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE_LINES_MAX = 250
FUNCTION_LINES_MAX = 60
BANNED = {
    r"@unchecked Sendable": "Sendable by construction, or a Mutex",
    r"nonisolated\(unsafe\)": "a Mutex",
    r"Task\.detached": "structured concurrency",
    r"\btry!": "handle the error",
    r"\bas!": "a conditional cast",
    r"\b(TODO|FIXME|XXX)\b": "do it, or say in the documents that it is not there",
    r"\bprint\(.*\)\s*// debug": "remove it",
}

problems = []
for folder in ("Sources", "Tests", "Benchmarks"):
    for path in sorted((ROOT / folder).rglob("*.swift")):
        name = path.relative_to(ROOT)
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.name == "Placeholder.swift":
            problems.append(f"{name}: a placeholder")
        if len(lines) > FILE_LINES_MAX:
            problems.append(f"{name}: {len(lines)} lines, at most {FILE_LINES_MAX}")
        for number, line in enumerate(lines, 1):
            code = line.split("//")[0]
            for pattern, instead in BANNED.items():
                if re.search(pattern, line if "TODO" in pattern else code):
                    problems.append(f"{name}:{number}: {pattern} ({instead})")
        start = None
        for number, line in enumerate(lines, 1):
            if re.match(r"    (?:@\w+(?:\(.*\))? )*(?:public |private |fileprivate |static |mutating |consuming )*(?:func|init)\b", line):
                start = number
            elif line == "    }" and start is not None:
                if number - start > FUNCTION_LINES_MAX:
                    problems.append(f"{name}:{start}: {number - start} lines, at most {FUNCTION_LINES_MAX}")
                start = None
for line in problems:
    print(line)
print(f"tidy: {len(problems)} problem(s)")
sys.exit(1 if problems else 0)
