#!/usr/bin/python3
"""Make the demo copies and the small test copies again, from the texts beside this script.

    /usr/bin/python3 make_demo_inputs.py            writes every file
    /usr/bin/python3 make_demo_inputs.py --check    writes them, then reads them back

Needs Python 3 and the Debian packages python3-reportlab, python3-pil, python3-numpy and fonts-liberation2
(fonts-liberation from Debian 13 on). --check also needs tesseract-ocr-fra and poppler-utils.

The same packages give the same bytes: seeds and dates are fixed and reportlab runs in invariant mode. Made with Debian 12
(reportlab 3.6.12, Pillow 9.4.0, NumPy 1.24.2, Liberation 2.1.5); other versions may move a pixel.

Texts, pupils and pages are invented for this project. The poem quoted is Rimbaud's, the novel Prévost's: public domain.
Liberation fonts are under the SIL Open Font License, which allows embedding.
"""

import difflib
import io
import math
import re
import struct
import subprocess
import sys
import unicodedata
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SOURCES = Path(__file__).resolve().parent
DEMO = SOURCES.parent
FIXTURES = SOURCES.parents[3] / "Tests" / "Fixtures" / "copies"

SEED = 1870
PASSWORD = "copie"  # opens chiffre.pdf

FONT_FOLDERS = [Path("/usr/share/fonts/truetype/liberation2"), Path("/usr/share/fonts/truetype/liberation")]
FACES = {"": "LiberationSerif-Regular", "i": "LiberationSerif-Italic", "b": "LiberationSerif-Bold"}

UNE_PAGE = """\
Nom : PETIT    Prénom : Alix

Le théâtre de Corneille aime les menteurs. Dans *Le Menteur*, Dorante arrive à Paris et invente aussitôt des batailles, \
des fêtes et des amours. Ses récits sont si bien construits que le spectateur, qui connaît la vérité, admire l’invention \
au lieu de la condamner.

On peut donc voir dans ce personnage un double du dramaturge : comme lui, il crée un monde avec des mots. L’hyperbole et \
l’accumulation donnent à ses tirades une énergie presque poétique. Cependant, chaque mensonge en appelle un autre, et le \
valet Cliton souligne avec ironie les dangers de ce jeu.

Ainsi, la comédie divertit sans oublier d’instruire. Elle montre que la parole peut séduire, mais aussi qu’elle finit \
toujours par rencontrer la réalité.
"""

PETITE_PAGE = """\
Nom : PETIT    Prénom : Alix

Dans la fable, le loup parle en maître et l’agneau répond avec politesse. Le contraste entre les deux voix rend \
l’injustice visible dès les premiers vers. Le dialogue avance comme un procès, mais le juge est aussi l’accusateur : \
la raison du plus fort n’a pas besoin de preuves. Le lecteur comprend alors que le récit cache une critique du pouvoir.
"""


# Texts


def without_comments(text):
    return re.sub(r"<!--.*?-->", "", text, flags=re.S).strip()


def announced_mistakes(text):
    """The pairs « forme écrite => forme juste » of the comment at the end of the copie."""
    return [line.split(" => ") for line in text.splitlines() if " => " in line and not line.startswith("<!--")]


def plain(text):
    return re.sub(r"^# ", "", text, flags=re.M).replace("*", "")


def tied(text):
    """Ties French punctuation to its word, so that no line starts with « : » or ends with « « »."""
    text = re.sub(r" ([:;!?»–])", "\u00a0\\1", text)
    return re.sub(r"([«]) ", "\\1\u00a0", text)


def words_with_style(paragraph, base=""):
    """Cuts at ordinary spaces; each word is a list of (style, text) runs, the asterisks switching to italics."""
    words, style = [[]], base
    for piece in re.split(r"( +|\*)", tied(paragraph)):
        if piece == "*":
            style = base if style == "i" else "i"
        elif piece.isspace():
            words[-1].append((style, "\u00a0" * (len(piece) - 1)))
            words.append([])
        elif piece:
            words[-1].append((style, piece))
    return words


def wrapped(paragraph, width, measure, base="", indent=0.0):
    """Lines of (style, text) runs, filled greedily; what is tied comes back with plain spaces."""
    lines, line, used = [], [], indent
    for word in words_with_style(paragraph, base):
        needed = sum(measure(style, text) for style, text in word)
        space = measure(base, " ") if line else 0.0
        if line and used + space + needed > width:
            lines.append(line)
            line, used, space = [], 0.0, 0.0
        if line:
            line.append((base, " "))
        line.extend(word)
        used += space + needed
    lines.append(line)
    return [[(style, text.replace("\u00a0", " ")) for style, text in line] for line in lines]


def merged(runs):
    """Neighbouring runs of one style become one: fewer drawing operations, and words stay whole in the text layer."""
    out = []
    for style, text in runs:
        if out and (out[-1][0] == style or not text.strip()):
            out[-1] = (out[-1][0], out[-1][1] + text)
        else:
            out.append((style, text))
    return out


# PDF


def font_path(face):
    for folder in FONT_FOLDERS:
        path = folder / f"{face}.ttf"
        if path.exists():
            return str(path)
    sys.exit(f"{face}.ttf not found: apt-get install fonts-liberation2 (or fonts-liberation)")


def new_canvas(path, title, font=FACES[""], **options):
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1, initialFontName=font, **options)
    canvas.setTitle(title)
    canvas.setAuthor("EAF Premium")
    canvas.setSubject("Document inventé, sans donnée personnelle")
    canvas.setCreator("EAF Premium")
    canvas.setProducer("EAF Premium")
    return canvas


def typed_pdf(path, text, title, header_lines, size=12.0, leading=19.0, **options):
    """A typed copie: a framed header of `header_lines` lines, then indented paragraphs, ragged right."""
    canvas = new_canvas(path, title, **options)
    width, height = A4
    left, right, top, bottom = 74.0, 62.0, 64.0, 66.0
    column = width - left - right

    def measure(style, piece):
        return pdfmetrics.stringWidth(piece, FACES[style], size)

    def draw(runs, x, y):
        for style, piece in merged(runs):
            canvas.setFont(FACES[style], size)
            canvas.drawString(x, y, piece)
            x += measure(style, piece)

    pages = [[]]
    y = height - top
    lines = text.splitlines()
    header, body = lines[:header_lines], [line for line in lines[header_lines:] if line.strip()]

    for line in header:
        for runs in wrapped(line, column - 16, measure):
            pages[0].append((runs, left + 8, y))
            y -= leading
    frame = (left, y + leading - 9, column, height - top + 17 - (y + leading - 9))
    y -= 12

    for paragraph in body:
        if paragraph.startswith("# "):
            runs = [("b", paragraph[2:])]
            centre = left + (column - measure("b", paragraph[2:])) / 2
            pages[-1].append((runs, centre, y))
            y -= leading + 4
            continue
        cut = wrapped(paragraph, column, measure, indent=24.0)
        for index, runs in enumerate(cut):
            # No first line alone at the foot of a page, no last line alone at the head.
            alone = (index == 0 and len(cut) > 1) or index == len(cut) - 2
            if y - (leading if alone else 0) < bottom:
                pages.append([])
                y = height - top
            pages[-1].append((runs, left + (24.0 if index == 0 else 0.0), y))
            y -= leading
        y -= 5

    for number, content in enumerate(pages, start=1):
        if number == 1:
            canvas.setLineWidth(0.6)
            canvas.rect(*frame)
        for runs, x, baseline in content:
            draw(runs, x, baseline)
        if len(pages) > 1:
            canvas.setFont(FACES[""], 10)
            canvas.drawRightString(width - right, 36, f"{number}/{len(pages)}")
        canvas.showPage()
    canvas.save()


def image_pdf(path, image, title):
    """One page that is only a picture: no text layer."""
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=55, optimize=True)
    jpeg.seek(0)
    canvas = new_canvas(path, title)
    canvas.drawImage(ImageReader(jpeg), 0, 0, width=A4[0], height=A4[1])
    canvas.showPage()
    canvas.save()


def many_pages_pdf(path, count):
    # Helvetica is one of the fourteen fonts every reader has: nothing embedded, 200 pages stay small.
    canvas = new_canvas(path, "Copie trop longue", font="Helvetica")
    for number in range(1, count + 1):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(74, 760, f"Page {number}")
        canvas.showPage()
    canvas.save()


def blank_pdf(path):
    canvas = new_canvas(path, "Copie vide")
    canvas.showPage()
    canvas.save()


# Images


def image_font(size, face=FACES[""]):
    return ImageFont.truetype(font_path(face), size, layout_engine=ImageFont.Layout.BASIC)


def flat_page(text, size, margins, font_size, leading, paper, ink, rules=None, rng=None, scale=1):
    """A straight page, as a scanner would see it. `rules` = (line colour, margin colour) draws a lined sheet."""
    width, height = (side * scale for side in size)
    left, right, top = (side * scale for side in margins)
    leading *= scale
    font = image_font(font_size * scale)
    image = Image.new("RGB", (width, height), paper)
    draw = ImageDraw.Draw(image)

    if rules:
        line_colour, margin_colour = rules
        y = top
        while y < height - 40 * scale:
            draw.line([(0, y), (width, y)], fill=line_colour, width=scale)
            y += leading
        x = left - 34 * scale
        draw.line([(x, 0), (x, height)], fill=margin_colour, width=2 * scale)

    def measure(_, piece):
        return font.getlength(piece)

    baseline = top + leading
    indent = 46 * scale
    for number, paragraph in enumerate(p for p in text.splitlines() if p.strip()):
        first = 0 if number < (3 if rules else 1) else indent
        for index, runs in enumerate(wrapped(paragraph, width - left - right, measure, indent=first)):
            x = left + (first if index == 0 else 0)
            lift = 3 * scale
            if rng is not None:
                x += rng.uniform(-2.0, 2.0) * scale
                lift += rng.uniform(-1.2, 1.2) * scale
            draw.text((x, baseline - lift), "".join(piece for _, piece in runs), font=font, fill=ink, anchor="ls")
            baseline += leading
        if number in ((1, 2) if rules else (0,)):
            baseline += leading
    return image


def perspective(corners, size):
    """Pillow's eight coefficients: from the picture's `corners` (clockwise from top left) back to a sheet of `size`."""
    width, height = size
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, [(0, 0), (width, 0), (width, height), (0, height)]):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        values += [u, v]
    return np.linalg.solve(np.array(rows, float), np.array(values, float))


def smooth_noise(rng, height, width, cell):
    coarse = rng.normal(0.0, 1.0, (height // cell + 2, width // cell + 2)).astype(np.float32)
    picture = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(picture)


def few_colours(picture):
    """A palette image, to keep the file small: steps of brightness, fine on the paper where a step would show and coarse
    in the dark, each in three tints (paper, blue rule, red margin), each with the mean colour of its pixels."""
    bright = picture @ np.array([0.299, 0.587, 0.114], np.float32)
    edges = np.concatenate([np.arange(12, 110, 9), np.arange(110, 256, 4.5)])
    step = np.digitize(bright, edges)
    red, green, blue = (picture[..., channel] for channel in range(3))
    on_paper = bright > 75
    tint = np.where(on_paper & (red - green > 0.11 * bright), 2, np.where(on_paper & (red - blue < 0.07 * bright), 1, 0))
    key = step * 3 + tint
    kinds, index = np.unique(key, return_inverse=True)
    index = index.reshape(key.shape)
    count = np.bincount(index.ravel(), minlength=len(kinds))
    means = [np.bincount(index.ravel(), picture[..., channel].ravel(), len(kinds)) / count for channel in range(3)]
    image = Image.fromarray(index.astype(np.uint8), "P")
    image.putpalette(np.stack(means, axis=1).round().astype(np.uint8).tobytes())
    return image


def photo(text):
    """The sheet on a desk, seen a little askew, under a lamp on the left."""
    rng = np.random.default_rng(SEED)
    width, height, scale = 1380, 1880, 2

    sheet_size = (1240, 1754)
    sheet = flat_page(
        text, sheet_size, margins=(150, 62, 106), font_size=36, leading=57, paper=(250, 245, 226), ink=(34, 38, 66),
        rules=((196, 206, 222), (226, 160, 158)), rng=rng, scale=scale,
    )
    big = (sheet_size[0] * scale, sheet_size[1] * scale)
    corners = [(82, 66), (1312, 44), (1338, 1822), (54, 1806)]
    corners_big = [(x * scale, y * scale) for x, y in corners]
    canvas = (width * scale, height * scale)
    coefficients = perspective(corners_big, big)
    laid = sheet.transform(canvas, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    mask = Image.new("L", canvas, 0)
    ImageDraw.Draw(mask).polygon(corners_big, fill=255)
    laid = laid.resize((width, height), Image.Resampling.LANCZOS)
    mask = mask.resize((width, height), Image.Resampling.LANCZOS)

    # The desk: dark wood, grain along the width.
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    grain = np.repeat(smooth_noise(rng, height, 8, 5)[:, :1], width, axis=1)
    waves = np.sin((ys + 14 * np.sin(xs / 260.0)) / 9.0 + 2.0 * grain)
    desk = np.array([62, 44, 33], np.float32) + (waves * 5.0 + grain * 3.0)[..., None] * np.array([1.0, 0.8, 0.6], np.float32)

    # The sheet's shadow on the desk, then the sheet.
    shadow = Image.new("L", (width, height), 0)
    ImageDraw.Draw(shadow).polygon([(x + 12, y + 14) for x, y in corners], fill=255)
    shade = np.asarray(shadow.filter(ImageFilter.GaussianBlur(13)), np.float32) / 255.0
    desk *= (1.0 - 0.6 * shade)[..., None]
    alpha = (np.asarray(mask, np.float32) / 255.0)[..., None]
    picture = np.asarray(laid, np.float32) * alpha + desk * (1.0 - alpha)

    # Uneven light: a lamp at the upper left, a soft shadow of the photographer at the lower right, a slight fold.
    lamp = np.exp(-(((xs - 380) / 1250) ** 2 + ((ys - 520) / 1500) ** 2))
    light = 0.66 + 0.36 * lamp
    light *= 1.0 - 0.17 / (1.0 + np.exp(-((xs - 1010) * 0.62 + (ys - 1500)) / 95.0))
    fold = (ys - 938 - 0.004 * xs) / 10.0
    light *= 1.0 - 0.035 * np.exp(-(fold**2)) + 0.02 * np.exp(-((fold - 2.0) ** 2))
    light *= 1.0 + 0.008 * smooth_noise(rng, height, width, 60)
    picture *= light[..., None]
    picture *= np.array([1.0, 0.985, 0.94], np.float32)  # a warm lamp

    blurred = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.75))
    noisy = np.asarray(blurred, np.float32) + rng.normal(0.0, 1.8, (height, width, 1)).astype(np.float32)
    return few_colours(np.clip(noisy, 0, 255))


def bomb_png(path, side):
    """A valid PNG of `side` x `side` black pixels, 1 bit grey: some 100 kB on disk, 113 MB to 900 MB once decoded."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = bytes(1 + math.ceil(side / 8))
    packer = zlib.compressobj(9)
    data = b"".join([packer.compress(row) for _ in range(side)] + [packer.flush()])
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


# Reading back


def words(text):
    text = unicodedata.normalize("NFC", text).replace("’", "'")
    return [word for word in (re.sub(r"^\W+|\W+$", "", piece) for piece in re.split(r"[\s']+", text)) if word]


def accuracy(read, source):
    """The share of the source's words read right, in order. Case, accents and hyphens count; punctuation does not."""
    expected, got = words(source), words(read)
    matcher = difflib.SequenceMatcher(None, expected, got, autojunk=False)
    missed = [(expected[a:b], got[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
    return sum(block.size for block in matcher.get_matching_blocks()) / len(expected), missed


def output(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def ocr(path):
    return output("tesseract", path, "-", "-l", "fra", "--psm", "3")


def check(copie, photo_text):
    def report(path, read, source, least):
        share, missed = accuracy(read, source)
        print(f"{path.name}: {share:.1%} of {len(words(source))} words", *missed, sep="\n    ")
        if share < least:
            sys.exit(f"{path.name}: less than {least:.0%}")

    report(DEMO / "copie-commentaire.pdf", output("pdftotext", "-layout", DEMO / "copie-commentaire.pdf", "-"), plain(copie), 1)
    report(DEMO / "copie-photo.png", ocr(DEMO / "copie-photo.png"), photo_text, 0.95)
    report(FIXTURES / "une-page.pdf", output("pdftotext", "-layout", FIXTURES / "une-page.pdf", "-"), plain(UNE_PAGE), 1)
    for name in ("page.png", "page.jpg", "page.webp"):
        report(FIXTURES / name, ocr(FIXTURES / name), PETITE_PAGE, 0.95)
    for name in ("scan.pdf", "vide.pdf"):
        if output("pdftotext", FIXTURES / name, "-").strip():
            sys.exit(f"{name}: has a text layer")


def main():
    for face in FACES.values():
        pdfmetrics.registerFont(TTFont(face, font_path(face)))
    FIXTURES.mkdir(parents=True, exist_ok=True)

    source = (SOURCES / "copie-commentaire.md").read_text(encoding="utf-8")
    copie = without_comments(source)
    for written, _ in announced_mistakes(source):
        if copie.count(written) != 1:
            sys.exit(f"copie-commentaire.md: announced mistake not found once: {written}")
    photo_text = (SOURCES / "copie-photo.txt").read_text(encoding="utf-8").strip()

    typed_pdf(DEMO / "copie-commentaire.pdf", copie, "Copie de démonstration", header_lines=4)
    photo(photo_text).save(DEMO / "copie-photo.png", optimize=True)

    typed_pdf(FIXTURES / "une-page.pdf", UNE_PAGE, "Copie d'une page", header_lines=1)
    scan = flat_page(plain(UNE_PAGE), (1240, 1754), (150, 130, 130), 30, 46, (252, 252, 250), (30, 30, 34)).convert("L")
    scan = scan.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=252)
    image_pdf(FIXTURES / "scan.pdf", scan, "Copie numérisée")
    many_pages_pdf(FIXTURES / "deux-cents-pages.pdf", 200)
    typed_pdf(
        FIXTURES / "chiffre.pdf", UNE_PAGE, "Copie chiffrée", header_lines=1,
        encrypt=StandardEncryption(PASSWORD, ownerPassword="enseignant", canPrint=0, strength=128),
    )
    blank_pdf(FIXTURES / "vide.pdf")
    (FIXTURES / "tronque.pdf").write_bytes((FIXTURES / "une-page.pdf").read_bytes()[:900])

    small = flat_page(PETITE_PAGE, (900, 500), (70, 60, 36), 28, 46, (253, 252, 248), (28, 28, 32)).convert("L")
    small.save(FIXTURES / "page.png", optimize=True)
    small.save(FIXTURES / "page.jpg", quality=80, optimize=True)
    small.save(FIXTURES / "page.webp", quality=80, method=6)
    bomb_png(FIXTURES / "bombe.png", 30000)

    if "--check" in sys.argv[1:]:
        check(copie, photo_text)


if __name__ == "__main__":
    main()
