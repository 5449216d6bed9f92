# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet from the preview through the system's print dialog and a real print queue onto paper, and what is left of
its codes after they are forgotten."""
import datetime
import functools
import operator
import os
import re
import subprocess
import sys

from choose import answer, print_to, save_file
from stage import FileKeyring, ServiceKeyring, Stage, Tap
from printer import Printer
from search import search_files, search_memory

TOOL = sys.argv[3]
GITHUB, MAIL = "11111111-2222-4333-8444-555555555501", "11111111-2222-4333-8444-555555555502"
GITHUB_CODES, MAIL_CODES = "22222222-2222-4333-8444-555555555501", "22222222-2222-4333-8444-555555555502"
# As large as the screen of these tests nearly is: each letter of the preview has pixels enough to be compared.
PAPER_SCREEN, PAPER_WINDOW = "1500x1600x24", (1480, 1540)
# Nothing else in a process looks like these.
CODES = {GITHUB_CODES: [f"{number}wq7k-zj4v{number}" for number in range(10)],
         MAIL_CODES: [f"{number}83625{number}17" for number in range(10)]}
RECORDS = (
    f"otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub&algorithm=SHA1&digits=6&period=30"
    f"&x-id={GITHUB}&x-version=1",
    f"otpauth://totp/MailerSend:alice?secret=KRSXG5CTMVRXEZLU&issuer=MailerSend&algorithm=SHA1&digits=6&period=30"
    f"&x-id={MAIL}&x-version=1",
    f"sparekey:code-set?x-id={GITHUB_CODES}&account={GITHUB}&origin=file&created=1700000000"
    + "".join("&code=" + code for code in CODES[GITHUB_CODES]),
    f"sparekey:code-set?x-id={MAIL_CODES}&account={MAIL}&origin=file&created=1700000000"
    + "".join("&code=" + code for code in CODES[MAIL_CODES]),
)


def seed(home):
    done = subprocess.run([TOOL, "records"], input="".join(line + "\n" for line in RECORDS), env=home.env(), text=True,
                          capture_output=True, check=False, timeout=60)
    assert done.stdout.count("saved ") == len(RECORDS), done.stdout + done.stderr


def things(home):
    """{id: line} of what is no account, as the store's own tool reads it."""
    done = subprocess.run([TOOL, "list"], env=home.env(), text=True, capture_output=True, check=True, timeout=60)
    lines = (line.split(" ", 2) for line in done.stdout.splitlines())
    return {words[1]: words[2] for words in lines if words[0] == "thing"}


def open_sheet(app):
    app.key("ctrl+p")
    app.wait_says("Preview, page 1 of")


def print_sheet(app, printer):
    """Through the system's dialog; gives the file that came out."""
    app.press("Print…", "push button")
    print_to(app)
    app.wait_says("Do You Hold It in Your Hand")
    return app.wait(printer.take, "paper")


def save_pdf(app, path):
    app.key("ctrl+s")
    app.wait_says("The PDF is not encrypted")
    answer(app, "Save as PDF")
    save_file(app, "Save as PDF", path)
    app.wait_says("Do You Hold It in Your Hand")


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True,
                          timeout=60).stdout


def size_of(path):
    """Pages, and the width and height of the first in points."""
    done = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True, timeout=60).stdout
    pages, width, height = re.search(r"Pages:\s+(\d+).*Page size:\s+([\d.]+) x ([\d.]+)", done, re.DOTALL).groups()
    return int(pages), float(width), float(height)


def pixels_of(path, page, *options, tool="pdftoppm"):
    """Width, height and gray pixels of a page."""
    picture = path + ".png"
    subprocess.run([tool, "-gray", "-png", "-f", str(page), "-l", str(page), "-singlefile", *map(str, options), path,
                    path], check=True, timeout=60)
    return gray(subprocess.run(["convert", picture, "-depth", "8", "pgm:-"], capture_output=True, check=True,
                               timeout=60).stdout)


def gray(pgm):
    width, height, pixels = re.match(rb"P5\s(\d+)\s(\d+)\s\d+\s(.*)", pgm, re.DOTALL).groups()
    return int(width), int(height), pixels


def words_of(path, *options):
    """Each word with the places of its edges in points."""
    done = subprocess.run(["pdftotext", "-bbox", *options, path, "-"], capture_output=True, text=True, check=True,
                          timeout=60)
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
                       done.stdout)
    return [word[4] for word in found], [tuple(map(float, word[:4])) for word in found]


def preview(app, path):
    """The pixels of the first page in the window: what is white from edge to edge, and what is on it."""
    canvas = app.get("Preview, page 1 of .*", "image")
    left, top = app.place(canvas.window())
    x, y, width, height = canvas.extents
    app.desktop.picture(path)
    done = subprocess.run(["convert", path, "-crop", f"{width}x{height}+{left + x}+{top + y}", "+repage",
                           "-colorspace", "gray", "-depth", "8", "pgm:-"], capture_output=True, check=True, timeout=60)
    wide, high, pixels = gray(done.stdout)
    rows = [pixels[i * wide:(i + 1) * wide] for i in range(high)]
    # Its edge is a line of gray.
    middle = rows[len(rows) // 2]
    start = next(i for i, shade in enumerate(middle) if shade < 200) + 1
    end = wide - next(i for i, shade in enumerate(reversed(middle)) if shade < 200) - 1
    first = next(i for i, row in enumerate(rows) if row[wide // 2] < 200) + 1
    last = next(i for i, row in enumerate(rows) if i > first and all(shade < 200 for shade in row[start:end]))
    return end - start, last - first, b"".join(row[start:end] for row in rows[first:last])


def large_preview(app, folder):
    """The same in a window that is as large as the screen, once it rests."""
    app.desktop.xdotool("windowsize", app.window_id(), *PAPER_WINDOW)
    app.wait(lambda: app.get("Preview, page 1 of .*", "image").window().extents[2] > PAPER_WINDOW[0] - 60, "a large window")
    pictures = [None]

    def rests():
        pictures.append(preview(app, os.path.join(folder, "shown.png")))
        return pictures[-1] == pictures[-2] and pictures[-1]
    return app.wait(rests, "the preview to rest")


def difference(one, other):
    """Of two pictures of a page: how many of 255 shades the fields of 8 by 8 pixels differ at most."""
    assert one[:2] == other[:2], (one[:2], other[:2])
    width, height, pixels = one

    def field(pixels, x, y):
        return sum(sum(pixels[row * width + x:row * width + x + 8]) for row in range(y, y + 8)) / 64

    return max(abs(field(pixels, x, y) - field(other[2], x, y))
               for y in range(0, height - 8, 8) for x in range(0, width - 8, 8))


def cut(picture, left, top, width, height):
    return [picture[2][row * picture[0] + left:row * picture[0] + left + width] for row in range(top, top + height)]


def exchange(rows, at, step):
    """What two neighbouring letters are, each STEP pixels wide, in each other's place."""
    first, second = round(at * step), round((at + 1) * step)
    wide = round(step)
    return [row[:first] + row[second:second + wide] + row[first:first + wide] + row[first + 2 * wide:] for row in rows]


def distance(picture, left, top, rows):
    """How far PICTURE is from ROWS at about that place, by a pixel to each side at most."""
    def apart(x, y):
        return sum(sum(map(abs, map(operator.sub, one, other)))
                   for one, other in zip(cut(picture, x, y, len(rows[0]), len(rows)), rows))
    return min(apart(left + right, top + down) for right in (-1, 0, 1) for down in (-1, 0, 1))


def on_first_page(pdf):
    """The codes that are there: ten at least, for a set is not torn."""
    words, _ = words_of(pdf, "-l", "1")
    codes = [code for codes in CODES.values() for code in codes if code in words]
    assert len(codes) >= 10, words
    return codes


def wrong_codes(shown, drawn, pdf, changed=None):
    """The codes that SHOWN, a picture of the first page of PDF, does not have where DRAWN, another, has them: what is
    there looks more like another code, or like this one with two neighbouring letters exchanged. In DRAWN that is
    done to the code CHANGED."""
    _, wide, high = size_of(pdf)
    words, places = words_of(pdf, "-l", "1")
    boxes = {}
    for code in on_first_page(pdf):
        left, top, right, bottom = places[words.index(code)]
        box = (round(left / wide * drawn[0]), round(top / high * drawn[1]),
               round((right - left) / wide * drawn[0]), round((bottom - top) / high * drawn[1]))
        boxes[code] = box, cut(drawn, *box), box[2] / len(code)
    wrong = []
    for code, ((left, top, _, _), rows, step) in boxes.items():
        pairs = [at for at in range(len(code) - 1) if code[at] != code[at + 1]]
        others = [exchange(rows, at, step) for at in pairs]
        # Those of the same column: in another, letters lie otherwise between pixels, which may be more than one letter.
        others += [other for name, (box, other, _) in boxes.items() if name != code and box[0] == left]
        if code == changed:
            rows, others[0] = others[0], rows
        if distance(shown, left, top, rows) >= min(distance(shown, left, top, other) for other in others):
            wrong.append(code)
    return wrong


def expect_alike(shown, drawn, pdf):
    """At a letter's edge each renderer smooths in its own way, up to some 40 of 255 shades in a field; a letter that
    is missing makes twice that. A code that is another is found however alike the letters are, which one that was
    changed shows."""
    found = difference(shown, drawn)
    assert found <= 60, f"a part of the page is {found:.0f} shades of 255 off"
    assert not wrong_codes(shown, drawn, pdf)
    code = on_first_page(pdf)[-1]
    assert wrong_codes(shown, drawn, pdf, code) == [code], "a changed code would not be found"


def expect_same(saved, sent):
    """What goes to the print system is the PDF to the pixel, and its words are in the same places."""
    for page in range(1, size_of(saved)[0] + 1):
        assert pixels_of(saved, page, "-r", 300) == pixels_of(sent, page, "-r", 300), f"page {page} sent"
    words, places = words_of(saved)
    assert words and (words, places) == words_of(sent)


def draw(pdf, shown):
    """The first page of PDF as large as in the preview."""
    return pixels_of(pdf, 1, "-scale-to-x", shown[0], "-scale-to-y", shown[1], tool="pdftocairo")


def printing(home, printer):
    # The print dialog grumbles when there is no system bus, which would end a program that minds warnings.
    return {**printer.env(), "G_DEBUG": ""}


def qr_codes(pdf):
    """What the QR codes say that are printed on all pages."""
    found = ""
    for page in range(1, size_of(pdf)[0] + 1):
        pixels_of(pdf, page, "-r", 200)
        done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", pdf + ".png"],
                              capture_output=True, text=True, check=False, timeout=60)
        found += done.stdout
    return found


def expect_readable(printed):
    """Every code with its number, to a person and to a phone; gives the name of the sheet."""
    text, squares = text_of(printed), qr_codes(printed)
    for codes in CODES.values():
        for number, code in enumerate(codes, 1):
            assert re.search(rf"(?<!\d){number}\s+{code}", text), f"{number} {code} is not in\n{text}"
            assert f"{number} {code}" in squares, f"{number} {code} is in no QR code\n{squares}"
    return re.search(r"\b([A-Z0-9]{3}-[A-Z0-9]{3})\b", text).group(1)


def print_and_hold(stage, home, printer):
    """From the preview to the register; gives the sheet that came out."""
    pdf = os.path.join(home.folder, "sheet.pdf")
    with stage.app(home, settings={"sheet-qr": "true"}, **printing(home, printer)) as app:
        app.wait(lambda: len(app.rows()) == 2, "the accounts")
        open_sheet(app)
        shown = large_preview(app, printer.folder)
        save_pdf(app, pdf)
        expect_alike(shown, draw(pdf, shown), pdf)
        assert os.stat(pdf).st_mode & 0o077 == 0, "only its owner may read it"
        answer(app, "Not Yet")
        app.wait_says("Nothing was noted")
        assert set(things(home)) == set(CODES), things(home).keys()
        printed = print_sheet(app, printer)
        expect_same(pdf, printer.sent())
        expect_alike(shown, draw(printed, shown), pdf)
        assert size_of(printed)[0] == size_of(pdf)[0], "the number of pages"
        answer(app, "Yes, I Hold It")
        app.wait_says("The PDF is a copy that anybody can read")
        answer(app, "Delete")
        app.wait_says("The Sheet Is in the Register")
        assert not os.path.exists(pdf), "the digital copy"
        answer(app, "Done")
        app.wait_gone("The Sheet Is in the Register")
    return printed


def paper(stage):
    """What CUPS-PDF prints is what the preview and the PDF show, and only what is held is noted."""
    with Printer() as printer, FileKeyring() as home:
        seed(home)
        name = expect_readable(print_and_hold(stage, home, printer))
        found = things(home)
        sheet, = (line for key, line in found.items() if line.startswith("sparekey:sheet?"))
        assert name in sheet and GITHUB_CODES in sheet and MAIL_CODES in sheet, sheet
        for key in CODES:
            assert "printed" in found[key] and name in found[key], found[key]
        assert "alice" not in printer.log() + "".join(printer.jobs()), "the name of a job is read by others"


def on_one_day(test):
    """A sheet says the day; where that changed meanwhile, the test is done once more."""
    @functools.wraps(test)
    def run(stage):
        day = datetime.date.today()
        try:
            test(stage)
        except AssertionError:
            if datetime.date.today() == day:
                raise
            test(stage)
    return run


def canceled(stage):
    """A dialog that is closed loses nothing, and nothing is noted."""
    with Printer() as printer, FileKeyring() as home:
        seed(home)
        with stage.app(home, **printing(home, printer)) as app:
            app.wait(lambda: len(app.rows()) == 2, "the accounts")
            open_sheet(app)
            app.press("Print…", "push button")
            app.wait(lambda: app.find("Page Setup", "label"), "the dialog")
            answer(app, "Cancel")
            app.wait(lambda: not app.find("Page Setup", "label"), "the dialog to go")
            app.wait_says("Preview, page 1 of")
            assert not app.says("Do You Hold It")
            app.key("Escape")
            app.wait_gone("Preview, page")
        assert set(things(home)) == set(CODES) and not printer.take()


def in_memory(app):
    return search_memory(app.process.pid, [code for codes in CODES.values() for code in codes])


def check_characters(text, line):
    """The two characters after the code on LINE of the printed text, as a person reads them."""
    found = re.search(rf"{line}[^A-Z0-9]+([A-Z0-9]{{2}})\b", text)
    assert found, f"no check characters after {line} in\n{text}"
    return found.group(1)


def forget(stage, kind):
    with Printer() as printer, kind() as home:
        seed(home)
        with stage.app(home, **printing(home, printer)) as app:
            app.wait(lambda: len(app.rows()) == 2, "the accounts")
            open_sheet(app)
            text = text_of(print_sheet(app, printer))
            assert in_memory(app), "the test finds codes while they are there"
            answer(app, "Yes, I Hold It")
            app.wait_says("The Sheet Is in the Register")
            answer(app, "Print and Forget…")
            question = app.wait_says("The two characters after code ")
            app.wait_says("Sealed backups that were written before hold the codes")
            number, service = re.search(r"code (\d+) of (\w+)", question).groups()
            key = {"GitHub": GITHUB_CODES, "MailerSend": MAIL_CODES}[service]
            code = CODES[key][int(number) - 1]
            app.write("Check Characters, or the Code", "??")
            answer(app, "Forget")
            app.wait_says("That is not what the sheet says")
            assert code in things(home)[key], "a wrong answer forgets nothing"
            app.write("Check Characters, or the Code", check_characters(text, code))
            answer(app, "Forget")
            # What it says of it passes within seconds; what is stored stays.
            app.wait(lambda: all("forgotten" in things(home)[key] for key in CODES), "the codes to be forgotten")
            app.wait_gone("What It Means")
            app.wait(lambda: not in_memory(app), "memory without codes")
        kept = things(home)
        assert not [code for line in kept.values() for codes in CODES.values() for code in codes if code in line], kept
        for key in CODES:
            assert "forgotten" in kept[key], kept[key]
        left = search_files(home.folder, [code for codes in CODES.values() for code in codes])
        assert not left, left


def forget_service(stage):
    """Printed and forgotten, the codes are in no keyring, in no file and not in memory."""
    forget(stage, ServiceKeyring)


def forget_file(stage):
    """The same with the keyring of a sandbox."""
    forget(stage, FileKeyring)


def main():
    tap = Tap()
    stage = Stage(sys.argv[1], sys.argv[2], PAPER_SCREEN)
    try:
        for test in (on_one_day(paper), canceled, forget_service, forget_file):
            if all(word in test.__name__ for word in sys.argv[4:]):
                tap.run(test.__doc__.splitlines()[0].rstrip("."), test, stage)
    finally:
        stage.close()
    tap.finish()


main()
