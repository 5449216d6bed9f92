# SPDX-License-Identifier: GPL-3.0-or-later
"""sparekey-cli run against keyrings of its own."""
import json
import os
import pty
import select
import signal
import subprocess
import time

import sparetest

# All that the program sees of the session in which the tests are run.
INHERITED = ('PATH', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS', 'G_DEBUG', 'MALLOC_CHECK_', 'GIO_USE_VFS')


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def __str__(self):
        return f'status {self.status}\nout: {self.out!r}\nerr: {self.err!r}'

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def account(self):
        assert self.status == 0, self
        return self.json['account']


class Program:
    """Goes before a home of sparetest: runs the program there."""

    def __init__(self, program):
        super().__init__()
        self.program = program

    def inherited(self):
        env = {name: value for name, value in super().inherited().items() if name in INHERITED}
        # Standard error is looked at, and belongs to the program.
        env['LSAN_OPTIONS'] = ':'.join(filter(None, (env.get('LSAN_OPTIONS'), 'print_suppressions=0')))
        return env

    def run(self, *words, stdin=None, env=None):
        """One call; @stdin is text or bytes, None nothing at all."""
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run([self.program, *words], env=self.env(**(env or {})), capture_output=True,
                              timeout=400, **({'input': stdin} if stdin is not None else {'stdin': subprocess.DEVNULL}))
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def terminal(self, *words, answers=()):
        """One call in a terminal; each answer is typed after its prompt.
        Returns the exit status and all that the terminal showed."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(self.program, [self.program, *words], self.env(TERM='xterm'))
        shown, waiting = b'', list(answers)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if waiting and waiting[0][0].encode() in shown:
                # The prompt is written after the echo has been turned off.
                os.write(terminal, waiting.pop(0)[1].encode())
            ready, _, _ = select.select([terminal], [], [], 0.1)
            if not ready:
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data
        else:
            os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status), shown.decode()

    def store(self, secret, **attributes):
        """An item made by another program."""
        words = [word for pair in attributes.items() for word in pair]
        subprocess.run(['secret-tool', 'store', '--label=Test', *words], env=self.env(), input=secret.encode(),
                       check=True, timeout=30)

    def clear(self, **attributes):
        words = [word for pair in attributes.items() for word in pair]
        subprocess.run(['secret-tool', 'clear', *words], env=self.env(), check=True, timeout=30)


class FileKeyring(Program, sparetest.FileKeyring):
    def env(self, **more):
        return super().env(**{'DBUS_SESSION_BUS_ADDRESS': 'disabled:', **more})


class ServiceKeyring(Program, sparetest.ServiceKeyring):
    pass


class NoKeyring(Program, sparetest.Home):
    """A bus at which nobody listens."""
    kind = 'nothing'

    def env(self, **more):
        return super().env(**{'DBUS_SESSION_BUS_ADDRESS': 'unix:path=' + os.path.join(self.folder, 'nobody'), **more})
