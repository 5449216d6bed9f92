# SPDX-License-Identifier: GPL-3.0-or-later
"""Keyrings of their own, and sparekey-cli run against them."""
import json
import os
import pty
import select
import signal
import subprocess
import time

# The password of every keyring in these tests, and no secret of anybody.
PASSWORD = 'one password for tests'


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


class Keyring:
    """Runs the program with a home and a keyring of its own."""
    name = ''

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        # Nothing of the person's session may be reached.
        self.env = {key: value for key, value in os.environ.items()
                    if key in ('PATH', 'LANG', 'LC_ALL', 'TZ', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS',
                               'G_DEBUG', 'MALLOC_CHECK_', 'GIO_USE_VFS', 'GSETTINGS_BACKEND')}
        # Standard error is looked at, and belongs to the program.
        self.env['LSAN_OPTIONS'] = ':'.join(filter(None, (self.env.get('LSAN_OPTIONS'), 'print_suppressions=0')))
        for key, part in (('HOME', 'home'), ('XDG_DATA_HOME', 'data'), ('XDG_CONFIG_HOME', 'config'),
                          ('XDG_CACHE_HOME', 'cache'), ('XDG_RUNTIME_DIR', 'run')):
            self.env[key] = os.path.join(folder, part)
            os.makedirs(self.env[key], mode=0o700, exist_ok=True)

    def run(self, *words, stdin=None, env=None):
        """One call; @stdin is text or bytes, None nothing at all."""
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run([self.program, *words], env={**self.env, **(env or {})}, capture_output=True,
                              timeout=60, **({'input': stdin} if stdin is not None else {'stdin': subprocess.DEVNULL}))
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def terminal(self, *words, answers=()):
        """One call in a terminal; each answer is typed after its prompt.
        Returns the exit status and all that the terminal showed."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(self.program, [self.program, *words], {**self.env, 'TERM': 'xterm'})
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
        subprocess.run(['secret-tool', 'store', '--label=Test', *words], env=self.env, input=secret.encode(),
                       check=True, timeout=30)

    def clear(self, **attributes):
        words = [word for pair in attributes.items() for word in pair]
        subprocess.run(['secret-tool', 'clear', *words], env=self.env, check=True, timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class FileKeyring(Keyring):
    """libsecret's file, with no bus at all."""
    name = 'file'

    def __init__(self, program, folder):
        super().__init__(program, folder)
        self.path = os.path.join(folder, 'test.keyring')
        self.env.update(SECRET_BACKEND='file', SECRET_FILE_TEST_PATH=self.path, SECRET_FILE_TEST_PASSWORD=PASSWORD,
                        DBUS_SESSION_BUS_ADDRESS='disabled:')


class ServiceKeyring(Keyring):
    """gnome-keyring-daemon on a private bus."""
    name = 'service'

    def __init__(self, program, folder):
        super().__init__(program, folder)
        # What makes our program stop at a warning is not for other people's.
        self.daemon_env = {key: value for key, value in self.env.items() if key not in ('G_DEBUG', 'MALLOC_CHECK_')}

    def __enter__(self):
        read, write = os.pipe()
        self.bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', f'--print-address={write}'],
                                    env=self.daemon_env, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as address:
            self.env['DBUS_SESSION_BUS_ADDRESS'] = address.readline().strip()
        self.daemon_env['DBUS_SESSION_BUS_ADDRESS'] = self.env['DBUS_SESSION_BUS_ADDRESS']
        self.start(PASSWORD)
        return self

    def start(self, password):
        """@password None: the keyring stays locked."""
        words = ['gnome-keyring-daemon', '--foreground', '--components=secrets']
        if password is not None:
            words.append('--unlock')
        self.daemon = subprocess.Popen(words, env=self.daemon_env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
        self.daemon.stdin.write((password or '').encode())
        self.daemon.stdin.close()
        subprocess.run(['gdbus', 'wait', '--session', '--timeout=20', 'org.freedesktop.secrets'], env=self.env,
                       check=True)

    def stop(self):
        self.daemon.terminate()
        self.daemon.wait(20)

    def __exit__(self, *_):
        self.stop()
        self.bus.terminate()
        self.bus.wait(20)
