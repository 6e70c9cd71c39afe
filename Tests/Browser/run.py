#!/usr/bin/env python3
"""Drives the pages in Debian's chromium.

  run.py                     runs every scenario; the last line says how many passed
  run.py --nodes             the same on two nodes behind nginx, with the log in Postgres and the copies in S3
  run.py --only WORDS        those whose sentence has the words
  run.py --screenshots DIR   takes a picture of each page at each width instead
  run.py --figures           prints LCP and bytes of each page over a slow 4G line instead
"""
import argparse
import sys
import time
import traceback

from playwright.sync_api import sync_playwright

import figures
import pictures
from browsing import CHROMIUM
from scenarios import SCENARIOS
from site_under_test import IdleSite, Site
from story import Story
from two_nodes import TwoNodes


def run_scenarios(story, words):
    chosen = [one for one in SCENARIOS if not words or words in one[0]]
    failed = 0
    for sentence, function in chosen:
        began = time.monotonic()
        try:
            function(story)
            print(f"✔ {sentence} ({time.monotonic() - began:.1f} s)", flush=True)
        except Exception as error:  # Whatever went wrong, the others are run too.
            failed += 1
            print(f"✘ Scenario {sentence}\n{error}", flush=True)
            traceback.print_exc(limit=4)
    print(f"Browser run with {len(chosen)} scenarios: {len(chosen) - failed} passed, {failed} failed", flush=True)
    return failed == 0 and bool(chosen)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only")
    parser.add_argument("--nodes", action="store_true")
    parser.add_argument("--screenshots")
    parser.add_argument("--figures", action="store_true")
    options = parser.parse_args()
    site = TwoNodes() if options.nodes else Site()
    idle = IdleSite()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--lang=fr-FR"], env={"LANGUAGE": "fr", "PATH": "/usr/bin:/bin"})
            story = Story(browser, site, idle)
            if options.screenshots:
                pictures.take(story, options.screenshots)
            elif options.figures:
                figures.measure(story)
            else:
                return 0 if run_scenarios(story, options.only) else 1
    finally:
        site.stop()
        idle.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
