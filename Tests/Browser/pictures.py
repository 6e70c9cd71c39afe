"""Pictures of every page at every width, for the documents and for people who look at them."""
import pathlib
import shutil
import subprocess

from browsing import WIDTHS

# A page that is longer is cut: the rest of a list looks like its beginning.
HEIGHT_MAX = 2600
COLOURS = 64


def take(story, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for name, (who, path) in story.pages().items():
        for width in WIDTHS:
            picture(story, who, path, width, folder / f"{name}-{width}.png")
    for name in ("accueil", "correction"):
        who, path = story.pages()[name]
        picture(story, who, path, 1280, folder / f"{name}-1280-sombre.png", scheme="dark")
    shrink(folder)
    total = sum(file.stat().st_size for file in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} pictures, {total / 1e6:.1f} MB, in {folder}")


def picture(story, who, path, width, file, scheme="light"):
    tab = story.tab(who, width=width, scheme=scheme)
    with tab.refusals():
        tab.open(path)
    tab.settle()
    height = min(HEIGHT_MAX, tab.page.evaluate("document.documentElement.scrollHeight"))
    tab.page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    tab.finish()


def shrink(folder):
    if shutil.which("pngquant") is None:
        raise SystemExit("pngquant is missing: scripts/install-packages.sh screens")
    for file in sorted(folder.glob("*.png")):
        subprocess.run(["pngquant", "--force", "--skip-if-larger", "--ext", ".png", str(COLOURS), str(file)], check=False)
