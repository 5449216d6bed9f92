#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our codes are read by zbarimg, and those of qrencode by us: from clean files of
all kinds, and as photos and screens have them. Usage: test-qr.py SPARE_QR_TOOL"""

import os
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "support")]
from pictures import ALTERED, KINDS, TEXT, altered, convert, page, qrencode, run  # noqa: E402
from tap import Tap  # noqa: E402

TOOL = sys.argv[1]
OTHERS = [f"otpauth://totp/Service%20{number}:me?secret=JBSWY3DPEHPK3PX{letter}&issuer=Service%20{number}"
          for number, letter in enumerate("ABCDEFGH")]
MIGRATION = ("otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBs"
             "ZTABEAEYASAAKNiL%2F6UG" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo%2B" * 9)
TEXTS = {
    "a link": TEXT,
    "Latin and Chinese": "otpauth://totp/Café 山田:Ünï?secret=JBSWY3DPEHPK3PXP&issuer=Café 山田",
    "Cyrillic": "otpauth://totp/Пример:алиса?secret=JBSWY3DPEHPK3PXP",
    "emoji": "otpauth://totp/🔑:🦊?secret=JBSWY3DPEHPK3PXP",
    "Japanese": "山田太郎",
    "accounts to move": MIGRATION,
    "digits": "0123456789" * 5,
}


def read(path, how="read"):
    """The texts in @path, or “error CODE”."""
    done = subprocess.run([TOOL, how, path], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise AssertionError(f"the tool ended with {done.returncode}: {done.stderr}")
    words = done.stdout.split()[1:]
    if words[:1] == ["error"]:
        return "error " + words[1]
    return [bytes.fromhex(word).decode("utf-8", "surrogateescape") for word in words]


def expect(path, texts, how="read"):
    found = read(path, how)
    wanted = texts if how == "order" or isinstance(texts, str) else sorted(texts, key=str.encode)
    if found != wanted:
        raise AssertionError(f"found {found}, not {wanted}")


def ours_by_zbarimg(folder, level, scale, how, text):
    source, path = os.path.join(folder, "text"), os.path.join(folder, "ours." + ("png" if how == "png" else "pgm"))
    with open(source, "wb") as file:
        file.write(text.encode())
    run(TOOL, how, level, scale, source, path)
    found = run("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-Sqrcode.binary", path)
    if found.removesuffix(b"\n") != text.encode():
        raise AssertionError(f"zbarimg found {found}")


def theirs(folder, level, scale, text, *more):
    path = os.path.join(folder, "theirs.png")
    qrencode(path, text, scale, level, *more)
    expect(path, [text])
    expect(path, [text], "quick")


def alteration(folder, name):
    expect(altered(folder, name), [TEXT])


def kind(folder, name):
    clean, path = os.path.join(folder, "kind.png"), os.path.join(folder, name)
    qrencode(clean)
    convert(clean, *KINDS[name], path)
    expect(path, [TEXT])


def vector(folder):
    path = os.path.join(folder, "code.svg")
    qrencode(path, TEXT, 3, "M", "-t", "SVG")
    expect(path, [TEXT])


def animation(folder):
    clean, path = os.path.join(folder, "frame.png"), os.path.join(folder, "moving.gif")
    qrencode(clean)
    convert("-delay", 20, clean, "(", clean, "-negate", ")", "(", clean, "-flip", ")", "-loop", 0, path)
    expect(path, [TEXT])


def clear_on_dark(folder):
    """White modules on nothing, as dark sites have them."""
    clean, path = os.path.join(folder, "clear.png"), os.path.join(folder, "clear-on-dark.png")
    qrencode(clean)
    convert(clean, "-transparent", "black", path)
    expect(path, [TEXT])


def four(folder, turned):
    codes = []
    for number, text in enumerate(OTHERS[:4]):
        codes.append(os.path.join(folder, f"four-{number}.png"))
        qrencode(codes[-1], text, 4)
    path = os.path.join(folder, "four.png")
    page(path, codes, (1200, 1000), [(90, 80), (700, 95), (120, 600), (720, 560)])
    if turned:
        convert(path, "-background", "#f4f1e8", "-rotate", turned, "-attenuate", 0.3, "+noise", "Gaussian", path)
        expect(path, OTHERS[:4])
    else:
        expect(path, OTHERS[:4], "order")


def eight_small(folder):
    """Many codes of two pixels a module on a sheet of paper."""
    codes = []
    for number, text in enumerate(OTHERS):
        codes.append(os.path.join(folder, f"small-{number}.png"))
        qrencode(codes[-1], text, 2, "L")
    path = os.path.join(folder, "eight.png")
    page(path, codes, (1240, 1754), [(150 + 600 * (n % 2), 100 + 400 * (n // 2)) for n in range(8)])
    expect(path, OTHERS, "order")


def busy(folder, angle, scale):
    code, path = os.path.join(folder, "busy-code.png"), os.path.join(folder, "busy.jpg")
    qrencode(code, TEXT, 6)
    convert(code, "-background", "white", "-rotate", angle, "-resize", scale, code)
    page(os.path.join(folder, "busy.png"), [code], (1600, 1200), [(500, 400)])
    convert(os.path.join(folder, "busy.png"), "-quality", 60, path)
    expect(path, [TEXT])


def phone(folder, dark, text):
    """1080 × 2400 with a bar above, a card with the code, and words below."""
    code, path = os.path.join(folder, "phone-code.png"), os.path.join(folder, "phone.png")
    qrencode(code, text, 8)
    paper, ink = ("#121212", "#eeeeee") if dark else ("#fafafa", "#202020")
    convert(code, "-resize", "760x760!", *(["-negate"] if dark else []), code)
    convert("-size", "1080x2400", "xc:" + paper, "-fill", "#1a73e8", "-draw", "rectangle 0,0 1080,160",
            "-fill", ink, "-pointsize", 44, "-draw", "text 60,110 '12:41'", "-draw", "text 90,300 'Export accounts'",
            "-draw", "text 90,380 'Scan this QR code with the other phone'",
            "(", code, ")", "-geometry", "+160+700", "-composite", "-draw", "text 90,1700 '1 of 3'",
            "-fill", "#1a73e8", "-draw", "roundrectangle 700,2200 1020,2300 50,50", path)
    expect(path, [text])


def orientation(folder, number):
    """Four codes in a JPEG that is to be turned: the order tells how it was."""
    codes = []
    for index, text in enumerate(OTHERS[:4]):
        codes.append(os.path.join(folder, f"turn-{index}.png"))
        qrencode(codes[-1], text, 4)
    flat, stored, upright = (os.path.join(folder, name) for name in ("flat.jpg", "stored.jpg", "upright.png"))
    if not os.path.exists(flat):
        convert("-size", "800x600", "xc:white", *[word for index, code in enumerate(codes) for word in
                ("(", code, ")", "-geometry", f"+{40 + index % 2 * 400}+{30 + index // 2 * 280}", "-composite")], flat)
    with open(flat, "rb") as file:
        data = file.read()
    # One entry, tag 0x112, type short.
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x112, 3, 1, number, 0, 0)
    with open(stored, "wb") as file:
        file.write(data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:])
    convert(stored, "-auto-orient", "+profile", "*", upright)
    wanted = read(upright, "order")
    if len(wanted) != 4:
        raise AssertionError(f"only {wanted} without turning")
    expect(stored, wanted, "order")
    return tuple(wanted)


def orientations(folder):
    orders = [orientation(folder, number) for number in range(1, 9)]
    if len(set(orders)) != 8:
        raise AssertionError("the orders do not differ")


def no_code(folder, words):
    path = os.path.join(folder, "none.png")
    convert(*words, path)
    expect(path, [])


def not_pictures(folder):
    path = os.path.join(folder, "photo.png")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT)
    expect(path, "error not-picture")
    for data in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", TEXT.encode(), os.urandom(5000),
                 b"<svg xmlns='http://www.w3.org/2000/svg'", b"II*\0\x08\0\0\0\xff\xff"):
        with open(path, "wb") as file:
            file.write(data)
        expect(path, "error not-picture")


def truncated(folder, name):
    """No length of a file does more than give a code, none, or an error."""
    clean, whole = os.path.join(folder, "whole.png"), os.path.join(folder, "whole-" + name)
    qrencode(clean, OTHERS[0], 2, "L")
    convert(clean, *KINDS[name], whole)
    with open(whole, "rb") as file:
        data = file.read()
    paths = []
    for number in range(120):
        paths.append(os.path.join(folder, f"cut-{number}"))
        with open(paths[-1], "wb") as file:
            file.write(data[:len(data) * number // 120])
    lines = run(TOOL, "quick", *paths).decode().splitlines()
    good = {"", "error not-picture", OTHERS[0].encode().hex()}
    wrong = [line for line in lines if line.partition(" ")[2] not in good]
    if len(lines) != 120 or wrong:
        raise AssertionError(f"{len(lines)} lines, among them {wrong}")


def bomb(folder):
    """A whole, valid PNG of a few kilobytes for each claim."""
    path = os.path.join(folder, "bomb.png")

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    for width, height in ((60000, 60000), (100001, 1000), (1000, 100001), (2**31 - 1, 2**31 - 1)):
        packed = zlib.compress(bytes(1 << 22), 9)
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
                       + chunk(b"IDAT", packed) + chunk(b"IEND", b""))
        found = read(path)
        if found not in ("error too-large", "error not-picture"):
            raise AssertionError(f"{width} × {height}: {found}")
        if width == 60000:
            expect(path, "error too-large")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="sparekey-qr-") as folder:
        for name, text in TEXTS.items():
            for number, level in enumerate("LMQH"):
                tap.run(f"zbarimg reads ours: {name}, level {level}", ours_by_zbarimg, folder, level, 3 + number,
                        "png" if number % 2 == 0 else "gray", text)
                tap.run(f"we read qrencode's: {name}, level {level}", theirs, folder, level, 3 + number, text)
        tap.run("we read qrencode's: an old version", theirs, folder, "L", 4, "http://example.org", "-v", "10")
        for name in ALTERED:
            tap.run(f"read {name}", alteration, folder, name)
        for name in KINDS:
            tap.run(f"read {name}", kind, folder, name)
        tap.run("read a vector picture", vector, folder)
        tap.run("read the first frame of an animation", animation, folder)
        tap.run("read white modules on nothing", clear_on_dark, folder)
        tap.run("read four codes on a page, in order", four, folder, 0)
        tap.run("read four codes on a turned page", four, folder, 12)
        tap.run("read eight small codes, in order", eight_small, folder)
        for angle, scale in ((0, "100%"), (7, "100%"), (173, "60%"), (45, "150%")):
            tap.run(f"read on a busy page, {angle}°, {scale}", busy, folder, angle, scale)
        for dark in (False, True):
            for name in ("a link", "accounts to move"):
                tap.run(f"read a phone's screen, {'dark' if dark else 'light'}, {name}", phone, folder, dark,
                        TEXTS[name])
        tap.run("turn as EXIF says", orientations, folder)
        tap.run("find nothing on a page without a code", page, os.path.join(folder, "page.png"), [], (1600, 1200), [])
        tap.run("find nothing on that page", expect, os.path.join(folder, "page.png"), [])
        tap.run("find nothing in a photo", no_code, folder, ["-seed", 4, "-size", "1600x1200", "plasma:tan-blue"])
        tap.run("find nothing in noise", no_code, folder,
                ["-seed", 4, "-size", "700x500", "xc:gray", "-attenuate", 3, "+noise", "Gaussian"])
        tap.run("find nothing in a bar code's stripes", no_code, folder,
                ["-size", "600x400", "pattern:vertical2", "-scale", "200%"])
        tap.run("refuse what is no picture", not_pictures, folder)
        for name in ("photo.jpg", "gray.png", "plain.gif", "windows.bmp", "packed.tiff"):
            tap.run(f"bear any length of {name}", truncated, folder, name)
        tap.run("refuse sizes beyond reason", bomb, folder)
    tap.finish()


main()
