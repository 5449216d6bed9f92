# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the installed Flatpak as a person would, through AT-SPI, and prints "ok - …" or "not ok - …" lines.

Runs inside flatpak.d/session:  scenario.py APP-ID SCREENSHOT-FOLDER
"""
import os
import re
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

APP_ID = sys.argv[1]
SHOTS = sys.argv[2]
DATA = os.path.expanduser('~/.var/app/' + APP_ID + '/data')
KEYRING = DATA + '/keyrings/default.keyring'
SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'  # RFC 6238's key of 20 bytes
WELCOME = 'Add Your First Account'
LOST = 'Key Has Changed'
CLICKS = ('click', 'activate', 'press')


def nodes(root):
    """Everything below ROOT, itself first; what vanishes meanwhile is left out."""
    todo = [root]
    while todo:
        node = todo.pop(0)
        yield node
        try:
            todo.extend(c for c in (node.get_child_at_index(i) for i in range(node.get_child_count())) if c)
        except GLib.Error:
            pass


def can(node, interface):
    try:
        return interface in node.get_interfaces()
    except GLib.Error:
        return False


def texts(node):
    try:
        yield node.get_name() or ''
        if can(node, 'Text'):
            yield Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
    except GLib.Error:
        pass


def showing(node):
    try:
        return node.get_state_set().contains(Atspi.StateType.SHOWING)
    except GLib.Error:
        return False


def wait(what, seconds=15):
    """The first true answer of WHAT within that time, or its last one."""
    end = time.monotonic() + seconds
    while True:
        answer = what()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(0.1)


class App:
    """One run of the program in its sandbox."""

    def __init__(self):
        self.process = subprocess.Popen(['flatpak', 'run', '--user', APP_ID], stdout=sys.stderr)
        self.root = wait(self.find, 30)

    def find(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            try:
                if app and app.get_child_count() > 0 and app.get_name() in (APP_ID, 'sparekey', 'Sparekey'):
                    return app
            except GLib.Error:
                pass
        return None

    def all(self):
        return [n for n in nodes(self.root) if showing(n)] if self.root else []

    def words(self):
        return [t for n in self.all() for t in texts(n) if t]

    def says(self, pattern):
        return next((w for w in self.words() if re.search(pattern, w)), None)

    def control(self, pattern, interface):
        for node in self.all():
            if can(node, interface) and any(re.fullmatch(pattern, t.strip()) for t in texts(node)):
                return node
        return None

    def press(self, pattern):
        node = wait(lambda: self.control(pattern, 'Action'))
        if not node:
            raise LookupError('no button ' + pattern)
        for i in range(Atspi.Action.get_n_actions(node)):
            if Atspi.Action.get_action_name(node, i) in CLICKS:
                Atspi.Action.do_action(node, i)
                return
        raise LookupError('nothing to press in ' + pattern)

    def write(self, pattern, value):
        node = wait(lambda: self.control(pattern, 'EditableText'))
        if not node:
            raise LookupError('no entry ' + pattern)
        Atspi.EditableText.set_text_contents(node, value)

    def shows_code(self):
        """Whether a code of SECRET is on the screen."""
        words = [re.sub(r'\s', '', w) for w in self.words()]
        return any(code in word for word in words for code in codes())

    def shot(self, name):
        time.sleep(0.5)  # what AT-SPI tells may not be painted yet
        path = os.path.join(SHOTS, name + '.png')
        subprocess.run(['import', '-window', 'root', path], check=True)

    def close(self):
        """Closes the window by its button; whether the program then ended by itself, and well."""
        self.press('Close')
        try:
            return self.process.wait(15) == 0
        except subprocess.TimeoutExpired:
            self.kill()
            return False

    def kill(self):
        subprocess.run(['flatpak', 'kill', APP_ID], check=False)
        self.process.wait()


def oathtool(when):
    done = subprocess.run(['oathtool', '--totp', '-b', '--now=@%d' % when, '-'], input=SECRET, text=True,
                          capture_output=True, check=True)
    return done.stdout.strip()


def codes():
    """Codes of SECRET that are right now, or were a moment ago."""
    now = int(time.time())
    return {oathtool(now), oathtool(now - 3)}


def cli(*arguments, given=None):
    """sparekey-cli in a sandbox of its own: exit code and output."""
    done = subprocess.run(['flatpak', 'run', '--user', '--command=sparekey-cli', APP_ID] + list(arguments),
                          input=given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
    return done.returncode, done.stdout


def clipboard():
    return subprocess.run(['xclip', '-selection', 'clipboard', '-o'], capture_output=True, text=True,
                          check=False).stdout


def keyring_daemon():
    """The process that answers for the Secret Service, 0 if none does."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    try:
        answer = bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                               'GetConnectionUnixProcessID', GLib.Variant('(s)', ('org.freedesktop.secrets',)),
                               None, Gio.DBusCallFlags.NONE, -1)
        return answer.unpack()[0]
    except GLib.Error:
        return 0


def restart_keyring(change):
    """Stops the desktop's keyring, lets CHANGE do something to its files, starts and unlocks it."""
    os.kill(keyring_daemon(), signal.SIGTERM)
    wait(lambda: not keyring_daemon())
    change()
    subprocess.run(['gnome-keyring-daemon', '--unlock', '--components=secrets', '--daemonize'], input='test',
                   text=True, stdout=subprocess.DEVNULL, check=True)
    return wait(keyring_daemon)


def check(name, passed, app=None):
    print(('ok - ' if passed else 'not ok - ') + name, flush=True)
    if not passed and app:
        print('#   on the screen: ' + ' | '.join(dict.fromkeys(app.words())), flush=True)
        app.shot('failed-' + re.sub(r'\W+', '-', name))


def read(path):
    try:
        with open(path, 'rb') as file:
            return file.read()
    except FileNotFoundError:
        return None


def first_run():
    app = App()
    check('the program starts in its sandbox', app.root is not None)
    check('a new person is welcomed', wait(lambda: app.says(WELCOME)), app)
    app.shot('1-new')
    app.press('Add Account.*')
    wait(lambda: app.control('Secret.*', 'EditableText'))
    for entry, value in (('Service.*', 'Example'), ('Account Name.*', 'alice@example.org'), ('Secret.*', SECRET)):
        app.write(entry, value)
    app.shot('2-add')
    app.press('Add')
    check('an account added in the window is in the list', wait(lambda: app.says('Example')), app)
    check("its code is oathtool's", wait(app.shows_code), app)
    app.shot('3-added')
    check('the window closes and the program ends', app.close())


def no_keyring_inside():
    """The sandbox must not reach the desktop's keyring, although it is there."""
    ping = ['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets',
            '--object-path', '/org/freedesktop/secrets', '--method', 'org.freedesktop.DBus.Peer.Ping']
    outside = subprocess.run(ping, capture_output=True, check=False)
    inside = subprocess.run(['flatpak', 'run', '--user', '--command=gdbus', APP_ID] + ping[1:], capture_output=True,
                            check=False, text=True)
    check('the sandbox cannot ask the keyring itself', outside.returncode == 0 and 'ServiceUnknown' in inside.stderr)


def the_file():
    check('the keyring file exists', read(KEYRING))
    check('only its owner can read it', stat.S_IMODE(os.stat(KEYRING).st_mode) == 0o600)
    words = (SECRET.encode(), b'alice@example.org', b'otpauth')
    plain = [path for path in files(DATA) if any(word in read(path) for word in words)]
    check('nothing in the data folder shows the account or its secret', not plain)


def files(folder):
    return [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names]


def second_run():
    app = App()
    check('after a restart the account is there', wait(lambda: app.says('Example')), app)
    check("and its code is oathtool's", wait(app.shows_code), app)
    app.shot('4-again')
    app.press('Copy the code of Example')
    check('the copied code arrives outside of the sandbox', wait(lambda: clipboard() in codes()), app)
    check('the program ends again', app.close())


def commands_beside():
    """Commands in sandboxes of their own write into the file that the open window writes into."""
    link = 'otpauth://totp/Team%d:bob?issuer=Team%d&secret=' + SECRET[:-1]
    app = App()
    wait(lambda: app.says('Example'))
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda i: cli('add', '-', given=link % (i, i) + 'ABCDEFGH'[i])[0], range(8)))
    check('8 accounts added by 4 commands at once are accepted', added == [0] * 8)
    check('the open window shows them', wait(lambda: all(app.says('Team%d' % i) for i in range(8))), app)
    app.shot('5-commands')
    app.close()
    listed = cli('list')[1]
    check('and all of them are kept', all('Team%d ' % i in listed for i in range(8)) and 'Example ' in listed)
    check("the command's code is oathtool's", cli('code', 'Example')[1].strip() in codes())


def other_key():
    """The login keyring was reset: the portal gives another key, and the file opens with the old one only."""
    folder = os.path.expanduser('~/.local/share/keyrings')
    before = read(KEYRING)
    check('the keyring restarts without what it held', restart_keyring(lambda: os.rename(folder, folder + '.old')))
    app = App()
    check('a lost key is explained', wait(lambda: app.says(LOST)), app)
    check('and nobody is welcomed as new', not app.says(WELCOME), app)
    app.shot('6-other-key')
    app.close()
    check('the keyring file is as it was', read(KEYRING) == before)

    def put_back():
        os.rename(folder, folder + '.new')
        os.rename(folder + '.old', folder)

    check('the keyring restarts with what it held', restart_keyring(put_back))
    app = App()
    check('with the old key the account is back', wait(lambda: app.says('Example')), app)
    check("with oathtool's code", wait(app.shows_code), app)
    app.shot('7-key-back')
    app.close()


Atspi.init()
for part in (no_keyring_inside, first_run, the_file, second_run, commands_beside, other_key):
    try:
        part()
    except (LookupError, OSError, GLib.Error, subprocess.SubprocessError) as error:
        check(part.__name__.replace('_', ' ') + ': ' + str(error), False)
        subprocess.run(['import', '-window', 'root', os.path.join(SHOTS, 'failed-' + part.__name__ + '.png')],
                       check=False)
        subprocess.run(['flatpak', 'kill', APP_ID], check=False)
