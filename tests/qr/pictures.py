# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of QR codes as people have them, made by qrencode and ImageMagick."""

import os
import random
import subprocess

TEXT = ("otpauth://totp/Example:alice@example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
        "&issuer=Example&algorithm=SHA1&digits=6&period=30")


# Threads gain nothing with pictures this small.
ENVIRONMENT = {**os.environ, "MAGICK_THREAD_LIMIT": "1"}


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE,
                          timeout=300, env=ENVIRONMENT, **options).stdout


def convert(*words):
    run("convert", *words)


def qrencode(path, text=TEXT, scale=6, level="M", *more):
    data = text if isinstance(text, bytes) else text.encode()
    run("qrencode", "-8", "-s", scale, "-l", level, "-m", 4, *more, "-o", path, input=data)


# What is done to a clean code of 6 pixels a module: words for convert.
ALTERED = {
    "as it is": [],
    **{f"rotated by {angle}°": ["-background", "white", "-rotate", angle]
       for angle in (7, 20, 45, 70, 90, 135, 173, 270)},
    "rotated on black": ["-background", "black", "-rotate", 30],
    "mirrored": ["-flop"],
    "blurred a little": ["-blur", "0x2"],
    "blurred much": ["-blur", "0x3"],
    "out of motion": ["-motion-blur", "0x6+30"],
    "dark": ["-brightness-contrast", "-70x0"],
    "very dark": ["-evaluate", "multiply", "0.08"],
    "overexposed": ["+level", "75%,100%"],
    "low contrast": ["+level", "45%,55%"],
    "very low contrast": ["+level", "48%,52%"],
    "inverted": ["-negate"],
    "inverted and of low contrast": ["-negate", "+level", "40%,60%"],
    "white on blue": ["-negate", "+level-colors", "navy,white"],
    "orange on yellow": ["+level-colors", "darkorange,lightyellow"],
    "of 1.5 pixels a module": ["-filter", "triangle", "-resize", "25%"],
    "of 2 pixels a module": ["-filter", "triangle", "-resize", "33.333%"],
    "of 1 pixel a module": ["-sample", "16.667%"],
    "of 2.3 pixels a module, sampled": ["-sample", "38.3%"],
    "a poor JPEG": ["-quality", 20],
    "a very poor JPEG": ["-quality", 5],
    "noisy": ["-attenuate", 1, "+noise", "Gaussian"],
    "with salt and pepper": ["-attenuate", 1, "+noise", "Impulse"],
    "in perspective": ["-virtual-pixel", "white", "-distort", "Perspective",
                       "0,0 30,15  342,0 312,15  0,342 0,342  342,342 342,342"],
    "seen from a corner": ["-virtual-pixel", "white", "-distort", "Perspective",
                           "0,0 40,20  342,0 329,10  0,342 0,342  342,342 334,322"],
    "in strong perspective": ["-virtual-pixel", "white", "-distort", "Perspective",
                              "0,0 90,80  370,0 300,20  0,370 0,370  370,370 370,330"],
    "from a corner, near": ["-virtual-pixel", "white", "-distort", "Perspective",
                            "0,0 60,30  370,0 340,0  0,370 0,370  370,370 360,310"],
    "on a bent page": ["-virtual-pixel", "white", "-wave", "8x500"],
    "in a barrel": ["-virtual-pixel", "white", "-distort", "Barrel", "0.0 0.0 0.15"],
    "with a dark half": ["(", "-size", "342x342", "gradient:white-gray12", ")", "-compose", "Multiply",
                         "-composite"],
    "under a shadow": ["-fill", "gray25", "(", "+clone", "-fill", "white", "-colorize", "100", "-fill",
                       "gray30", "-draw", "polygon 0,0 230,0 110,342 0,342", "-blur", "0x5", ")",
                       "-compose", "Multiply", "-composite"],
    "with no quiet zone": ["-shave", "24x24"],
    "cut from its page tightly, inverted": ["-shave", "18x18", "-negate"],
    "with a blot": ["-fill", "black", "-draw", "circle 190,190 205,205"],
    "with a logo": ["-fill", "orange", "-draw", "rectangle 151,151 191,191"],
    "in squares of the screen": ["-resize", "300%", "-attenuate", 0.3, "+noise", "Gaussian",
                                 "-ordered-dither", "h8x8a"],
    "large": ["-resize", "500%"],
    "dark, rotated, noisy and blurred": ["-background", "white", "-rotate", 33, "-blur", "0x1.5",
                                         "-brightness-contrast", "-50x-30", "-attenuate", 0.4,
                                         "+noise", "Gaussian", "-quality", 40],
}

# The same code as a file of another kind: name, words for convert.
KINDS = {
    "gray.png": ["-colorspace", "Gray"],
    "deep.png": ["-depth", 16, "-define", "png:bit-depth=16"],
    "palette.png": ["-type", "Palette", "-define", "png:format=png8"],
    "bilevel.png": ["-monochrome", "-define", "png:bit-depth=1"],
    "interlaced.png": ["-interlace", "PNG"],
    "transparent.png": ["-transparent", "white"],
    "photo.jpg": [],
    "gray.jpg": ["-colorspace", "Gray"],
    "cmyk.jpg": ["-colorspace", "CMYK"],
    "progressive.jpg": ["-interlace", "JPEG"],
    "plain.gif": [],
    "windows.bmp": [],
    "print.tiff": [],
    "packed.tiff": ["-compress", "Group4", "-monochrome"],
}


def altered(folder, name):
    path = os.path.join(folder, "altered-%d.%s" % (list(ALTERED).index(name), "jpg" if "-quality" in
                                                   map(str, ALTERED[name]) else "png"))
    clean = os.path.join(folder, "clean.png")
    if not os.path.exists(clean):
        qrencode(clean)
    convert(clean, *ALTERED[name], path)
    return path


def page(path, codes, size, places, seed=1, scale="100%"):
    """A page full of text, lines and boxes, with @codes at @places."""
    rng = random.Random(seed)
    width, height = size
    words = ["-size", f"{width}x{height}", "xc:#f4f1e8", "-fill", "#222222", "-pointsize", 18]
    for line in range(20, height, 24):
        text = " ".join("".join(rng.choice("abcdefghilmnoprstu") for _ in range(rng.randint(2, 9)))
                        for _ in range(width // 60))
        words += ["-draw", f"text 12,{line} '{text}'"]
    for _ in range(30):
        x, y = rng.randrange(width), rng.randrange(height)
        words += ["-fill", "none", "-stroke", rng.choice(["black", "gray", "navy"]),
                  "-draw", f"rectangle {x},{y} {x + rng.randrange(200)},{y + rng.randrange(90)}",
                  "-stroke", "none", "-fill", "#222222"]
    for code, (x, y) in zip(codes, places):
        words += ["(", code, "-resize", scale, ")", "-geometry", f"+{x}+{y}", "-composite"]
    convert(*words, path)


def photo(path, codes=1, size=(4000, 3000)):
    """A photo as a phone takes it: soft, with some noise, and a code that lies askew."""
    folder = os.path.dirname(path)
    words = ["-seed", 5, "-size", f"{size[0]}x{size[1]}", "plasma:tan-steelblue", "-fill", "#303030"]
    rng = random.Random(5)
    for _ in range(400):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        words += ["-draw", f"rectangle {x},{y} {x + rng.randrange(120)},{y + rng.randrange(20)}"]
    if codes:
        code = os.path.join(folder, "photo-code.png")
        qrencode(code)
        words += ["(", code, "-resize", "900x900", "-background", "#e8e6e0", "-rotate", 12, "-fill", "white",
                  ")", "-geometry", "+1500+900", "-composite"]
    convert(*words, "-blur", "0x1.2", "-attenuate", 0.12, "+noise", "Gaussian", "-quality", 90, path)
