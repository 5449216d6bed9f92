# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets where they must not be: in the memory of a process, in files."""
import os
import re


def memory_of(pid):
    """What the process could still read, piece by piece."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
        for line in maps:
            span, rights, *rest = line.split()
            if not rights.startswith("rw") or rest[-1:] == ["[vvar]"]:
                continue
            start, end = (int(number, 16) for number in span.split("-"))
            try:
                memory.seek(start)
                yield line.strip(), memory.read(end - start)
            except (OSError, ValueError):
                pass  # a device


def shapes(code):
    plain = code.replace("-", "")
    return {text.encode(encoding) for text in (code, plain, code.upper(), plain.upper())
            for encoding in ("utf-8", "utf-16-le", "utf-32-le")}


def search_memory(pid, secrets):
    """The places where one of SECRETS is, in whichever shape: (secret, mapping, what is around it)."""
    wanted = {shape: secret for secret in secrets for shape in shapes(secret)}
    pattern = re.compile(b"|".join(re.escape(shape) for shape in wanted))
    return {(wanted[found.group()], where, data[max(0, found.start() - 24):found.end() + 24])
            for where, data in memory_of(pid) for found in pattern.finditer(data)}


def files_below(folder):
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield path, file.read()


def search_files(folder, secrets):
    return [(path, secret) for path, data in files_below(folder) for secret in secrets for shape in shapes(secret)
            if shape in data]
