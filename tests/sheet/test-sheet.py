#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of sheet is written as PDF and read back by other programs:
pdftotext, pdfinfo, pdftoppm, zbarimg. Usage: test-sheet.py SPARE_SHEET_TOOL WORDS_FOLDER"""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from tap import Tap  # noqa: E402

TOOL, WORDS = sys.argv[1:3]
if "SPAREKEY_TEST_SANITIZED" in os.environ:
    # Pango allocates so much that noting the whole stack each time takes most of a run.
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "").replace("fast_unwind_on_malloc=0",
                                                                            "fast_unwind_on_malloc=1")
LANGUAGES = ["en", "de", "es", "fr", "it", "nl", "pt"]
POINTS = {0: (595.28, 841.89), 1: (612, 792), 2: (419.53, 595.28)}
MARGIN = 15 / 25.4  # inches
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NAMES = ["GitHub", "שלום עולם", "حساب البريد", "🔑🦊 Fox", "A service with a name that is much longer than any line of "
         "any paper could ever be so that it has to be wrapped or cut", "x" * 300, "", "日本語サービス", "Jira"]


def code(number, kind=0):
    """Codes that no other text on a sheet has; all differ."""
    a, b = (number * 7919 + 13) % 100000, (number * 104729 + 7) % 100000
    return [f"{a:05d}-{b:05d}", f"{a:05d}{b:03d}"[:8], f"kOl{a:05d}IxW{b:05d}", f"q{a:05d}z{b:05d}w" * 4][kind]


def account(nth, count=10, kind=0, **more):
    codes = [code(nth * 1000 + i, kind) for i in range(count)]
    return {"service": f"Service{nth}", "name": f"user{nth}@example.org", "codes": codes, **more}


def sheet(accounts, **more):
    return {"owner": "Alice Example", "passwords": "the blue folder", "accounts": accounts, **more}


def tool(how, description, *arguments):
    done = subprocess.run([TOOL, how, *map(str, arguments)], input=json.dumps(description), capture_output=True,
                          text=True, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"the tool ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def run(*command, binary=False):
    return subprocess.run(list(map(str, command)), capture_output=True, text=not binary, check=True, timeout=120).stdout


class Pdf:
    def __init__(self, folder, description):
        self.path = os.path.join(folder, "sheet.pdf")
        self.description = description
        tool("pdf", description, self.path)
        self.text = run("pdftotext", "-raw", self.path, "-")
        self.pages = self.text.split("\f")[:-1]

    def pixels(self, page, resolution):
        """(width, height, gray bytes)"""
        return read_pgm(run("pdftoppm", "-gray", "-r", resolution, "-f", page, "-l", page, self.path, binary=True))


def read_pgm(data):
    found = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(found[1]), int(found[2]), data[found.end():]


def squeezed(text):
    return re.sub(r"\s", "", text)


def expect(good, why):
    if not good:
        raise AssertionError(why)


def check_codes(pdf):
    """All codes, in the service's order, on every copy; none is split by the end of a page."""
    text = squeezed(pdf.text)
    copies = max(1, len(pdf.description.get("places", [])))
    at = 0
    for _ in range(copies):
        for one in pdf.description["accounts"]:
            for printed in one.get("codes", []):
                found = text.find(printed.replace(" ", ""), at)
                expect(found >= 0, f"{printed} is not there, or not in order")
                at = found + len(printed)
    for printed in (c for one in pdf.description["accounts"] for c in one.get("codes", [])):
        pages = [squeezed(page) for page in pdf.pages]
        expect(sum(page.count(printed.replace(" ", "")) for page in pages) == copies, f"{printed} is split or doubled")


def check_margins(pdf):
    resolution = 100
    for page in range(1, len(pdf.pages) + 1):
        width, height, data = pdf.pixels(page, resolution)
        edge = int(MARGIN * resolution)
        white = b"\xff" * width
        for y in range(height):
            row = data[y * width:(y + 1) * width]
            if y < edge or y >= height - edge:
                expect(row == white, f"ink in line {y} of page {page}")
            else:
                expect(row[:edge] == white[:edge] and row[width - edge:] == white[:edge],
                       f"ink beside the margin in line {y} of page {page}")


def check_pages(pdf):
    """Sheet, fingerprint and page on each; no page without anything between head and foot."""
    fingerprint = tool("record", pdf.description).split("\n")[1]
    for number, page in enumerate(pdf.pages, 1):
        expect("K7M-3QP" in page and fingerprint in page, f"page {number} does not say which sheet it is of")
    info = run("pdfinfo", pdf.path)
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups())
    wanted = POINTS[pdf.description.get("paper", 0)]
    expect(abs(width - wanted[0]) < 1 and abs(height - wanted[1]) < 1, f"the paper is {width} x {height}")


def check_headings(pdf):
    """Each page on which codes stand names their account above them."""
    for page in pdf.pages:
        for one in pdf.description["accounts"]:
            flat = squeezed(page)
            places = [flat.find(c.replace(" ", "")) for c in one.get("codes", [])]
            places = [at for at in places if at >= 0]
            if places and re.match(r"Service\d+$", one["service"]):
                named = [found.start() for found in re.finditer(one["service"] + r"(?!\d)", flat)]
                expect(named and min(named) < min(places), f"{one['service']} is not named above its codes")
            if one["service"] and re.match(r"Service\d+$", one["service"]) and one.get("codes") and not places:
                expect(not re.search(rf"^{one['service']}$", page, re.M), f"{one['service']} is named above no code")


def check_whole(pdf):
    """On A4 and Letter ten codes that need no lines of explanation stand on one page."""
    for one in pdf.description["accounts"]:
        codes = one.get("codes", [])
        if 1 < len(codes) <= 10 and all(re.fullmatch(r"[0-9-]+", c) for c in codes):
            pages = [sum(c in squeezed(page) for c in codes) for page in pdf.pages]
            expect(any(pages) and set(pages) <= {0, len(codes)}, f"{one['service']} is torn: {pages}")


def check_sizes(pdf):
    """What poppler says of the fonts: on no page is there text below 12 pt, and codes have their own size."""
    large = pdf.description.get("large") and not pdf.description.get("card")
    # In thirds of a point, rounded: 36 is 12 pt, and 11.8 pt would be 35.
    said = run("pdftohtml", "-xml", "-i", "-stdout", "-zoom", 3, pdf.path)
    fonts = {number: (int(size) / 3, family) for number, size, family in
             re.findall(r'<fontspec id="(\d+)" size="(\d+)" family="([^"]*)"', said)}
    used = [(text, *fonts[number]) for number, text in re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', said, re.S)]
    expect(used, "poppler finds no text")
    small = [(re.sub("<.*?>", "", text), size) for text, size, _ in used if size < 12]
    expect(not small, f"below 12 pt: {small[:5]}")
    mono = [size for _, size, family in used if "Mono" in family]
    expect(max(mono, default=0) == (18 if large else 12) or pdf.description.get("kind", 0) != 0,
           f"codes are not {18 if large else 12} pt: {set(mono)}")


def check_once(pdf):
    """No word is painted on top of itself, or of another."""
    for number, page in enumerate(run("pdftotext", "-bbox", pdf.path, "-").split("<page ")[1:], 1):
        words = [tuple(map(float, box)) for box in
                 re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', page)]
        words.sort(key=lambda box: box[1])
        for i, (left, top, right, bottom) in enumerate(words):
            for other in words[i + 1:]:
                if other[1] > bottom:
                    break
                wide = min(right, other[2]) - max(left, other[0])
                high = min(bottom, other[3]) - max(top, other[1])
                # What poppler takes for the height of a line is more than its ink.
                expect(wide < 1 or high < 6, f"two words at {other} of page {number}")


def check_metadata(pdf):
    known = run("pdfinfo", pdf.path) + run("pdfinfo", "-meta", pdf.path)
    for one in pdf.description["accounts"]:
        for word in [one["service"], one["name"], *one.get("codes", []), "Alice"]:
            expect(not word or word not in known, f"{word} is in the metadata")
    with open(pdf.path, "rb") as file:
        data = file.read()
    expect(b"/Title" not in data and b"/Author" not in data and b"/Subject" not in data, "there is metadata")


def variant(folder, description, strict=True):
    pdf = Pdf(folder, description)
    check_codes(pdf)
    check_margins(pdf)
    check_pages(pdf)
    check_metadata(pdf)
    if strict:
        check_sizes(pdf)
        check_once(pdf)
    if not description.get("card") and not description.get("code_names"):
        check_headings(pdf)
        if description.get("paper", 0) != 2:
            check_whole(pdf)
    return pdf


def unused_lines(one):
    return [f"{i + 1} {c}" for i, c in enumerate(one["codes"]) if i not in one.get("used", [])]


def qr_codes(pdf, page):
    picture = pdf.path + ".png"
    run("pdftoppm", "-r", 200, "-f", page, "-l", page, "-png", "-singlefile", pdf.path, picture[:-4])
    done = subprocess.run(["zbarimg", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", picture],
                          capture_output=True, text=True, timeout=120)
    return [text.strip() for text in re.findall(r"<!\[CDATA\[(.*?)\]\]>", done.stdout, re.S)]


def qr_says_the_same(folder, accounts, more):
    pdf = variant(folder, sheet(accounts, qr=True, **more))
    found = [text for page in range(1, len(pdf.pages) + 1) for text in qr_codes(pdf, page)]
    lines = [line for text in found for line in text.split("\n")]
    for one in accounts:
        wanted = unused_lines(one)
        expect(all(lines.count(line) >= 1 for line in wanted),
               f"{[line for line in wanted if line not in lines]} of {one['service']} in no QR code: {found}")
        for number in one.get("used", []):
            expect(not any(one["codes"][number] in line for line in lines), "a used code is in a QR code")
    known = {line for one in accounts for line in unused_lines(one)}
    known |= {one[key] for one in accounts for key in ("service", "name")}
    expect(set(lines) <= known, f"QR codes say more than is printed: {set(lines) - known}")


def qr_is_large(folder):
    """The only QR code of a page, at its right margin: 25 mm at least, and nothing for 4 of its modules around it."""
    pdf = Pdf(folder, sheet([account(1, 3, 1)], qr=True))
    resolution = 254  # 10 pixels a millimetre
    width, height, data = pdf.pixels(1, resolution)
    right = width - int(MARGIN * resolution)

    def ink(left, top, wide, high):
        return any(min(data[y * width + left:y * width + left + wide]) < 200 for y in range(top, top + high))

    # Where 25 mm beside the margin have ink in every line: it is higher than any letter.
    rows = [ink(right - 250, y, 250, 1) for y in range(height)]
    top = next(y for y in range(height) if all(rows[y:y + 240]))
    bottom = next(y for y in range(top, height) if not rows[y])
    side = bottom - top
    left = next(x for x in range(right - 400, right) if ink(x, top, 1, side))
    end = next(x for x in range(right, left, -1) if ink(x, top, 1, side)) + 1
    expect(side >= 250 and abs(end - left - side) <= 2, f"{side} x {end - left} tenths of a millimetre")
    # A finder pattern has 7 modules; a version has 4 more than the one below.
    dark = next(x for x in range(left, end) if data[(top + 2) * width + x] > 200) - left
    modules = 17 + 4 * round((side / dark * 7 - 17) / 4)
    expect(21 <= modules <= 57, f"{modules} modules")
    quiet = int(4 * side / modules) - 1
    for where in ((left - quiet, top, quiet, side), (left, top - quiet, side, quiet), (left, bottom, side, quiet)):
        expect(not ink(*where), f"ink beside the QR code at {where}")


def secrets(folder):
    one = account(1, secret=SECRET)
    plain = Pdf(folder, sheet([one]))
    expect(SECRET not in squeezed(plain.text), "the secret is there without being asked for")
    pdf = variant(folder, sheet([one], secrets=True))
    expect(SECRET in squeezed(pdf.text), "the secret is not there")
    found = qr_codes(pdf, 1)
    expect(len(found) == 1, f"{len(found)} QR codes")
    link = urllib.parse.urlsplit(found[0])
    query = urllib.parse.parse_qs(link.query)
    expect(link.scheme == "otpauth" and urllib.parse.unquote(link.path) == "/Service1:user1@example.org"
           and query["secret"] == [SECRET] and query["issuer"] == ["Service1"], f"the QR code says {found}")


def names(folder):
    accounts = [account(i, 3) | {"service": name, "name": NAMES[-i]} for i, name in enumerate(NAMES)]
    for kind in ({}, {"card": True}, {"paper": 2, "large": True}, {"qr": True, "secrets": True}):
        # For what no font has there are boxes with its number in tiny digits.
        variant(folder, sheet(accounts, owner="שרה " * 20, places=["🏠" * 80], **kind), strict=False)


def without_names(folder):
    accounts = [account(i) for i in range(3)]
    text = variant(folder, sheet(accounts, user_names=False)).text
    expect("user1" not in text and "Service1" in text, "user names are on the sheet")
    text = variant(folder, sheet(accounts, code_names=True, qr=True)).text
    expect("user1" not in text and "Service1" not in text and "Account B" in text, "names are on the sheet")


def blank(folder):
    description = sheet([account(1), {"service": "Service2", "name": "b"}], blank=True)
    pdf = Pdf(folder, description)
    check_margins(pdf)
    check_sizes(pdf)
    text = squeezed(pdf.text)
    expect(not any(c in text for c in description["accounts"][0]["codes"]), "codes are on a blank sheet")
    # Above each of two columns, for each of two accounts.
    expect(pdf.text.count("used on") == 4, f"no lines to fill in: {pdf.text}")
    for number in range(1, 11):
        expect(len(re.findall(rf"^{number}$", pdf.text, re.M)) == 2, f"line {number} is not there twice")


def addresses(folder):
    """Where to sign in and where help is, for services that are known; lines to fill in for others."""
    with open(os.path.join(WORDS, "..", "services", "github.json"), encoding="utf-8") as file:
        facts = json.load(file)["facts"]
    one = account(1) | {"service": "GitHub"}
    flat = squeezed(Pdf(folder, sheet([one])).text)
    for fact in ("sign-in", "recovery"):
        expect(squeezed(facts[fact]["value"].split("//")[1].rstrip("/")) in flat, f"{fact} is not there: {flat}")
    expect("Helpoftheservice:docs.github.com" in flat and "Signinatgithub.com" in flat, flat)
    with open(os.path.join(WORDS, "..", "services", "microsoft.json"), encoding="utf-8") as file:
        facts = json.load(file)["facts"]
    flat = squeezed(Pdf(folder, sheet([one | {"service": "Microsoft"}])).text)
    expect("sign-in" in facts or squeezed(facts["settings"]["value"].split("//")[1]) in flat, flat)
    flat = squeezed(Pdf(folder, sheet([one | {"service": "Nobody Knows"}])).text)
    expect("SigninatUsername" in flat and re.search("Helpoftheservice:T", flat), flat)
    flat = squeezed(Pdf(folder, sheet([one], code_names=True)).text)
    expect("github" not in flat.lower(), "an address tells what a code name stands for")


def copies(folder):
    pdf = variant(folder, sheet([account(i) for i in range(6)], places=["desk", "Ana", ""]))
    expect(len(pdf.pages) % 3 == 0, f"{len(pdf.pages)} pages for 3 copies")
    each = len(pdf.pages) // 3
    for copy in range(3):
        first = pdf.pages[copy * each]
        expect(f"Copy {copy + 1} of 3" in first and f"Page 1 of {each}" in first, first[:300])
    for page, here, others in ((0, "desk", "Ana"), (each, "Ana", "desk")):
        flat = squeezed(pdf.pages[page])
        expect(f"kepthere:{here}·Othercopies:{others}" in flat, pdf.pages[page][:300])
    record = tool("record", pdf.description).split("\n")
    expect(record[0] == "K7M-3QP" and record[2:6] == ["6", "6", "desk|Ana|", "3"], record)


def one_each(folder):
    pdf = variant(folder, sheet([account(i, 2) for i in range(5)], one_each=True))
    expect(len(pdf.pages) == 5, f"{len(pdf.pages)} pages for 5 accounts")


def used(folder):
    pdf = variant(folder, sheet([account(1, used=[0, 3])]))
    expect("8 unused codes" in pdf.text and pdf.text.count("2025-06-15") == 2, pdf.text)


def words(folder):
    files = {}
    for language in LANGUAGES:
        with open(os.path.join(WORDS, f"{language}.json"), encoding="utf-8") as file:
            files[language] = json.load(file)
    expect(sorted(f"{name}.json" for name in files)
           == sorted(name for name in os.listdir(WORDS) if name.endswith(".json")), os.listdir(WORDS))
    for language, found in files.items():
        expect(list(found) == list(files["en"]), f"{language}: {set(found) ^ set(files['en'])}")
        for key, text in found.items():
            expect(sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", files["en"][key])),
                   f"{language}: {key}: {text}")
            expect(text.strip() == text and text, f"{language}: {key}")
    source = ""
    room = os.path.join(WORDS, "..", "..", "src", "sheet")
    for name in os.listdir(room):
        with open(os.path.join(room, name), encoding="utf-8") as file:
            source += file.read()
    for key in files["en"]:
        stem = re.sub(r"-(\d+|one|other|nobody)$", "", key)
        expect(f'"{key}"' in source or f'"{stem}"' in source or f'"{stem}-%' in source, f"{key} is used nowhere")


def languages(folder):
    for language in LANGUAGES:
        with open(os.path.join(WORDS, f"{language}.json"), encoding="utf-8") as file:
            text = json.load(file)
        other = "de" if language != "de" else "fr"
        with open(os.path.join(WORDS, f"{other}.json"), encoding="utf-8") as file:
            second = json.load(file)
        for paper in (0, 2):
            pdf = variant(folder, sheet([account(1, effect=1)], language=language, second_language=other, paper=paper))
            flat = squeezed(pdf.text)
            for key in ("step-1", "step-5", "effect-second-step"):
                expect(squeezed(text[key])[:25] in flat and squeezed(second[key])[:25] in flat, f"{language}: {key}")
    lines = tool("languages", None, "xx_YY", "pt_BR.UTF-8", "de").split("\n")
    expect(lines[0] == "en English" and "de Deutsch" in lines and lines[-2] == "pt", lines)
    expect(tool("languages", None, "C").split("\n")[-2] == "en", "C is not English")


def emergency(folder):
    accounts = [account(i) for i in range(40)]
    description = sheet(accounts, kind=1, note="Ask Ben first.\nHis number is in the kitchen.",
                        sheets=[{"name": "AAA-BBB", "places": ["desk", "Ana"], "accounts": [0, 1]},
                                {"name": "CCC-DDD", "places": [""], "accounts": [2]}])
    pdf = Pdf(folder, description)
    check_margins(pdf)
    check_metadata(pdf)
    check_sizes(pdf)
    check_once(pdf)
    flat = squeezed(pdf.text)
    expect(not any(c in flat for one in accounts for c in one["codes"]), "an emergency sheet has codes")
    expect(flat.index("SheetAAA-BBB") < flat.index("SheetCCC-DDD"), "the order of the sheets")
    expect("desk, Ana" in pdf.text and "on AAA-BBB" in pdf.text and "His number" in pdf.text, pdf.text[:800])
    expect(flat.count("onnosheet") == 37, "accounts without a sheet")
    check_margins(Pdf(folder, sheet([], kind=1, owner="", note="word " * 4000)))
    for paper in POINTS:
        for large in (False, True):
            pdf = Pdf(folder, sheet(accounts[:3], kind=1, paper=paper, large=large, second_language="de"))
            check_margins(pdf)
            check_sizes(pdf)


def backup(folder):
    for paper in POINTS:
        pdf = Pdf(folder, {"kind": 2, "owner": "Alice", "file": "all.sparekey", "where": "USB stick", "accounts": [], "paper": paper})
        check_margins(pdf)
        check_sizes(pdf)
        check_once(pdf)
        expect("all.sparekey" in pdf.text and "USB stick" in pdf.text and "docs/backup.md" in pdf.text, pdf.text)
        expect(len(pdf.pages) == 1 or paper == 2, f"{len(pdf.pages)} pages")


def said(folder):
    description = sheet([account(1, secret=SECRET)], secrets=True, qr=True)
    text = tool("said", description)
    expect("Service1" in text and "If you cannot sign in" in text, text)
    expect(SECRET not in squeezed(text) and not any(c in text for c in description["accounts"][0]["codes"]),
           "a screen reader would read out codes")


def same_pixels(folder):
    """The picture that a window shows and what another program draws of the PDF. Glyphs
    stand on whole pixels in one and between them in the other, so both are drawn at 288 dpi
    and made coarse: blocks of 1/18 inch differ by at most 60 of 255 grays, on average by 2.
    What stands a block lower differs by more."""
    for options in ({}, {"paper": 2, "large": True}, {"card": True}, {"qr": True}):
        description = sheet([account(i) for i in range(3)], **options)
        pdf = Pdf(folder, description)
        for page in range(len(pdf.pages)):
            picture = os.path.join(folder, "draw.png")
            tool("png", description, page, 4, picture)
            ours = coarse(read_pgm(run("convert", picture, "-colorspace", "Gray", "-depth", "8", "pgm:-",
                                       binary=True)))
            theirs = coarse(pdf.pixels(page + 1, 288))
            differences = [abs(a - b) for row, other in zip(ours, theirs) for a, b in zip(row, other)]
            mean = sum(differences) / len(differences)
            expect(max(differences) <= 60 and mean <= 2, f"page {page}: {max(differences)}, {mean}")
            moved = [abs(a - b) for row, other in zip(ours[1:], theirs) for a, b in zip(row, other)]
            expect(sum(moved) / len(moved) > 2 * mean, f"page {page}: the comparison sees nothing")


def coarse(picture, block=16):
    """Rows of the mean gray of each block."""
    width, height, data = picture
    rows = []
    for top in range(0, height - block + 1, block):
        lines = [data[y * width:(y + 1) * width] for y in range(top, top + block)]
        rows.append([sum(sum(line[left:left + block]) for line in lines) / block / block
                     for left in range(0, width - block + 1, block)])
    return rows


def refuses(folder):
    done = subprocess.run([TOOL, "said"], input=json.dumps(sheet([], language="xx")), capture_output=True, text=True)
    expect(done.returncode == 1 and done.stdout.startswith("error"), done.stdout)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="sparekey-sheet-") as folder:
        for paper in POINTS:
            for large in (False, True):
                for count in (1, 10, 25):
                    for kind in range(4):
                        tap.run(f"paper {paper}, large {large}, {count} codes of kind {kind}", variant, folder,
                                sheet([account(1, count, kind), account(2, count, kind)], paper=paper, large=large))
            tap.run(f"paper {paper}: 100 long codes", variant, folder, sheet([account(1, 100, 2)], paper=paper))
            tap.run(f"paper {paper}: 40 accounts", variant, folder, sheet([account(i) for i in range(40)], paper=paper))
            tap.run(f"paper {paper}: cards", variant, folder,
                    sheet([account(i, 12, i % 2) for i in range(9)], paper=paper, card=True))
            tap.run(f"paper {paper}: cut marks", variant, folder, sheet([account(1)], paper=paper, cut_marks=True))
            tap.run(f"paper {paper}: QR codes say what is printed", qr_says_the_same, folder,
                    [account(0, 10, 1), account(1, 10, 0, used=[2]), account(2, 25, 2), account(3, 1, 3)], {"paper": paper})
        tap.run("QR codes beside large print", qr_says_the_same, folder, [account(0), account(1, 3)], {"large": True})
        for test in (qr_is_large, secrets, names, without_names, addresses, blank, copies, one_each, used, words,
                     languages, emergency, backup, said, same_pixels, refuses):
            tap.run(test.__name__.replace("_", " "), test, folder)
    tap.finish()


main()
