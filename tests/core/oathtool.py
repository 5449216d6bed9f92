#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares a few hundred random codes with oathtool's, an independent program."""

import base64
import random
import subprocess
import sys

SEED = 6238
PER_CASE = 30
ALGORITHMS = ["SHA1", "SHA256", "SHA512"]


def oathtool(*arguments):
    result = subprocess.run(["oathtool", *arguments], check=True, capture_output=True, text=True)
    return result.stdout.strip()


def random_secret(rng):
    return base64.b32encode(rng.randbytes(rng.randint(5, 80))).decode().rstrip("=")


def padded(secret):
    return secret + "=" * (-len(secret) % 8)


def totp_case(rng, algorithm, digits):
    secret, period = random_secret(rng), rng.choice([1, 7, 30, 60, 300, 86400])
    now = rng.choice([rng.randrange(0, 2**31), rng.randrange(2**31, 2**33)])
    uri = (f"otpauth://totp/x?secret={secret}&algorithm={algorithm}"
           f"&digits={digits}&period={period}")
    expected = oathtool(f"--totp={algorithm.lower()}", "-b", "-d", str(digits),
                        "-s", f"{period}s", "-N", f"@{now}", padded(secret))
    return now, uri, expected


def hotp_case(rng, digits):
    secret, counter = random_secret(rng), rng.randrange(0, 2**rng.randint(1, 62))
    uri = f"otpauth://hotp/x?secret={secret}&digits={digits}&counter={counter}"
    expected = oathtool("--hotp", "-b", "-d", str(digits), "-c", str(counter), padded(secret))
    return 0, uri, expected


def run_group(tool, cases):
    lines = "".join(f"{now} {uri}\n" for now, uri, _ in cases)
    result = subprocess.run([tool], check=True, capture_output=True, text=True, input=lines)
    codes = result.stdout.split("\n")[:-1]
    wrong = [(case, code) for case, code in zip(cases, codes) if code != case[2]]
    for (now, uri, expected), code in wrong:
        print(f"# {uri} at {now}: {code}, oathtool says {expected}")
    return len(codes) == len(cases) and not wrong


def main():
    tool = sys.argv[1]
    rng = random.Random(SEED)
    groups = []
    for digits in (6, 7, 8):
        for algorithm in ALGORITHMS:
            groups.append((f"totp-{algorithm.lower()}-{digits}",
                           [totp_case(rng, algorithm, digits) for _ in range(PER_CASE)]))
        groups.append((f"hotp-{digits}", [hotp_case(rng, digits) for _ in range(PER_CASE)]))

    print(f"1..{len(groups)}")
    failed = 0
    for number, (name, cases) in enumerate(groups, 1):
        good = run_group(tool, cases)
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} /core/oathtool/{name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
