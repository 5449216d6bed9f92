# SPDX-License-Identifier: GPL-3.0-or-later
"""QR codes from the screen, the camera and the clipboard, and one on the screen."""
import os
import subprocess

from choose import choose_file, save_file
from stage import GITHUB, MAIL, RFC_SECRET, run, wait_until
from portal import CANCELLED, FAILED, Camera, Portal

TWO = (GITHUB, MAIL)

# Three parts of one transfer, put together by hand from the fields of Google's MigrationPayload.
PARTS = [
    "otpauth-migration://offline?data=CisKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgVhbGljZRoGR2l0SHViIAEoATACEAEYAyAAKE0%3D",
    "otpauth-migration://offline?data=CicKFGFiY2RlZmdoaWowMTIzNDU2Nzg5EgNib2IaBE1haWwgASgBMAIQARgDIAEoTQ%3D%3D",
    "otpauth-migration://offline?data=CikKFEFCQ0RFRkdISUowMTIzNDU2Nzg5EgVjYXJvbBoEV2lraSABKAEwAhABGAMgAihN",
]


def make_code(path, text):
    subprocess.run(["qrencode", "-s", "5", "-o", path, text], check=True, timeout=60)
    return path


def make_screen(home, *texts):
    """A screen of 1280 x 800 pixels that shows these codes side by side."""
    path = os.path.join(home.folder, "Screenshot.png")
    codes = [make_code(os.path.join(home.folder, f"code-{i}.png"), text) for i, text in enumerate(texts)]
    subprocess.run(["convert", *codes, "-bordercolor", "white", "-border", "30", "-background", "steelblue", "+append",
                    "-gravity", "center", "-extent", "1280x800", path], check=True, timeout=60)
    return path


def make_film(home, *texts):
    """What a camera sees, one after the other."""
    folder = os.path.join(home.folder, "film")
    os.mkdir(folder)
    for i, text in enumerate(texts):
        path = make_code(os.path.join(folder, f"{i}.png"), text)
        subprocess.run(["convert", path, "-background", "gray70", "-gravity", "center", "-extent", "640x480",
                        "-colorspace", "sRGB", "-type", "TrueColor", path], check=True, timeout=60)
    return folder


def open_import(app):
    app.activate()
    app.key("F10")
    app.press("Import.*", "menu item")
    app.wait_says("A QR code that is on the screen now")


def choose(app, title):
    """A row of the dialog that asks where from."""
    node = app.get(title, "label")
    app.click(node)


def scan_screen(app):
    open_import(app)
    choose(app, "Scan the Screen")


def portal_window(stage, home):
    # The theme is asked for at the portal, too; ours knows nothing of that.
    return stage.app(home, ADW_DISABLE_PORTAL="1")


def ready(app):
    app.wait_says("Add Your First Account")


def dismiss(app, button="Close"):
    """Answers a question; the main window has a button to close it, too."""
    def find():
        return next((node for node in app.nodes() if node.role == "push button" and node.has("sensitive")
                     and node.name.endswith(button) and node.window().name != "Sparekey"), None)
    app.wait(find, f"a button {button!r}").press()


def screen(stage):
    """Two codes in one shot of the screen; the shot is deleted."""
    with stage.home() as home, Portal(home, "screenshot") as portal, portal_window(stage, home) as app:
        path = make_screen(home, *TWO)
        portal.set(uri=f"file://{path}")
        ready(app)
        scan_screen(app)
        app.wait_says("GitHub")
        app.wait_says("MailerSend")
        assert not os.path.exists(path)
        method, parent, options = portal.calls[0]
        assert method == "Screenshot" and parent.startswith("x11:") and options["interactive"] is True, portal.calls
        assert stage.accounts(home) == [], "something was saved before the person agreed"
        app.key("Escape")


def left_behind(stage):
    """A shot that cannot be deleted is told of, by its name and place."""
    with stage.home() as home, Portal(home, "screenshot") as portal, portal_window(stage, home) as app:
        with open(make_screen(home, GITHUB), "rb") as shot:
            # Nobody can delete what is in /proc.
            portal.set(uri=f"file:///proc/{os.getpid()}/fd/{shot.fileno()}")
            ready(app)
            scan_screen(app)
            app.wait_says("The Screenshot Is Still There")
            app.wait_says(f"“{shot.fileno()}” in /proc/{os.getpid()}/fd")
            dismiss(app)
            app.wait_gone("The Screenshot Is Still There")
            app.wait_says("GitHub")
            app.key("Escape")


def refused(stage):
    """Without a portal, and with a no of the person or the desktop, there is a next step."""
    with stage.home() as home, portal_window(stage, home) as app:
        ready(app)
        scan_screen(app)
        app.wait_says("This desktop does not let programs take a picture of the screen.")
        dismiss(app)
        app.wait_gone("This desktop")
        with Portal(home, "camera"):
            scan_screen(app)
            app.wait_says("This desktop does not let programs take a picture of the screen.")
            dismiss(app, "Open a Picture…")
            choose_file(app, "Choose Pictures with QR Codes", make_screen(home, MAIL))
            app.wait_says("MailerSend")
            app.key("Escape")
            app.wait_gone("MailerSend")
        with Portal(home, "screenshot", screenshot=CANCELLED) as portal:
            scan_screen(app)
            app.wait_says("No picture of the screen was taken.")
            portal.set(screenshot=FAILED)
            scan_screen(app)
            app.wait_says("The desktop did not allow it.")
            # The second time it works.
            path = make_screen(home, GITHUB)
            portal.set(screenshot=0, uri=f"file://{path}")
            dismiss(app, "Try Again")
            app.wait_says("GitHub")
            assert not os.path.exists(path)
            app.key("Escape")


def closed(stage):
    """A shot that comes after the window was closed is deleted before the program ends."""
    with stage.home() as home, Portal(home, "screenshot", wait=True) as portal, portal_window(stage, home) as app:
        path = make_screen(home, GITHUB)
        ready(app)
        scan_screen(app)
        wait_until(lambda: portal.calls, "the question for the screen")
        app.activate()
        app.key("ctrl+q")
        wait_until(lambda: not app.desktop.xdotool("search", "--onlyvisible", "--name", "^Sparekey$").split(),
                   "the window to go")
        assert os.path.exists(path)
        portal.set(wait=False, uri=f"file://{path}")
        assert app.process.wait(60) == 0, app.log()
        assert not os.path.exists(path)


def nothing_there(stage):
    """No code, a code for something else, no picture: each is told, and the shot is deleted."""
    with stage.home() as home, Portal(home, "screenshot") as portal, portal_window(stage, home) as app:
        ready(app)
        empty = os.path.join(home.folder, "empty.png")
        subprocess.run(["convert", "-size", "400x300", "xc:gray", empty], check=True, timeout=60)
        words = os.path.join(home.folder, "words.png")
        with open(words, "w", encoding="utf-8") as file:
            file.write("no picture")
        for path, told in ((empty, "No QR Code Found"),
                           (make_screen(home, "https://example.org/private"), "No Setup Code Found"),
                           (words, "The Picture Cannot Be Read")):
            portal.set(uri=f"file://{path}")
            scan_screen(app)
            app.wait_says(told)
            assert not os.path.exists(path)
            dismiss(app)
            app.wait_gone(told)
        assert "private" not in app.log()


def clipboard(stage):
    """Links and pictures from the clipboard; anything else is told."""
    with stage.home() as home, portal_window(stage, home) as app:
        ready(app)

        def scan():
            open_import(app)
            choose(app, "Clipboard")
        app.desktop.copy("just words")
        scan()
        app.wait_says("The text on the clipboard has no setup link.")
        dismiss(app)
        app.wait_gone("The text on the clipboard")
        app.desktop.copy(f"Two links:\n{GITHUB}\n  {MAIL}\n")
        scan()
        app.wait_says("GitHub")
        app.wait_says("MailerSend")
        app.key("Escape")
        app.wait_gone("MailerSend")
        path = make_screen(home, MAIL)
        subprocess.run(["xclip", "-selection", "clipboard", "-target", "image/png", "-in", path], check=True, timeout=30,
                       env=app.desktop.env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        scan()
        app.wait_says("MailerSend")
        app.key("Escape")


def no_camera(stage):
    """Without a camera nothing speaks of one; it comes and goes with the camera."""
    with stage.home() as home, Portal(home, "camera") as portal, portal_window(stage, home) as app:
        ready(app)
        open_import(app)
        assert not app.find("Camera", "label"), app.describe()
        portal.set(present=True)
        app.get("Camera", "label")
        portal.set(present=False)
        app.wait(lambda: not app.find("Camera", "label"), "the camera's row to go")
        app.key("Escape")


def camera(stage):
    """Three parts of a transfer are read through the camera of PipeWire, and it goes off."""
    with stage.home() as home:
        with Camera(home, make_film(home, *(PARTS[i] for i in (2, 0, 1))), 3) as eye, \
             Portal(home, "camera", present=True, socket=eye.socket) as portal, portal_window(stage, home) as app:
            ready(app)
            open_import(app)
            choose(app, "Camera")
            for service in ("GitHub", "Mail", "Wiki"):
                app.wait_says(service, 60)
            assert [call[0] for call in portal.calls] == ["AccessCamera", "OpenPipeWireRemote"], portal.calls
            wait_until(lambda: not eye.watched(), "the camera to go off")
            app.key("Escape")


def camera_parts(stage):
    """A part that is missing is told, and closing the window switches the camera off."""
    with stage.home() as home:
        with Camera(home, make_film(home, PARTS[0], PARTS[2]), 2) as eye, \
             Portal(home, "camera", present=True, socket=eye.socket), portal_window(stage, home) as app:
            ready(app)
            open_import(app)
            choose(app, "Camera")
            app.wait_says("2 of 3 read", 60)
            assert eye.watched()
            app.key("Escape")
            app.wait_gone("2 of 3 read")
            wait_until(lambda: not eye.watched(), "the camera to go off")


def camera_refused(stage):
    """A no to the camera, and one that cannot be opened, are told; trying again works."""
    with stage.home() as home, Portal(home, "camera", present=True, camera=CANCELLED) as portal, \
         portal_window(stage, home) as app:
        ready(app)
        open_import(app)
        choose(app, "Camera")
        app.wait_says("It was not allowed.")
        portal.set(camera=FAILED)
        dismiss(app, "Try Again")
        app.wait_says("The desktop did not allow it.")
        portal.set(camera=0, socket=os.path.join(home.folder, "nothing"))
        before = len(portal.calls)
        dismiss(app, "Try Again")
        app.wait(lambda: len(portal.calls) == before + 2, "the question for the remote")
        app.wait_says("The Camera Is Off")
        app.key("Escape")


def on_screen(stage):
    """An account's QR code shows after a press, and another program reads it from the screen."""
    with stage.window(GITHUB) as app:
        app.key("alt+Return")
        app.click(app.get("QR Code…", "label"))
        app.wait_says("Is Nobody Watching\\?")
        picture = os.path.join(app.home.folder, "screen.png")

        def read():
            app.desktop.picture(picture)
            done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture], text=True,
                                  capture_output=True, check=False, timeout=60)
            return done.stdout.strip()
        assert read() == ""
        app.press("Show the QR Code")
        app.wait(lambda: RFC_SECRET in read(), "the code on the screen")
        assert read().startswith("otpauth://totp/GitHub:alice@example.org?"), read()
        assert not app.says(RFC_SECRET), "a screen reader would say the secret"
        app.key("Escape")
        app.wait_gone("In the other authenticator app")
        assert read() == ""
        app.key("Escape")


def saved(stage):
    """An account's QR code is saved as a picture, after a warning, for nobody else to read."""
    with stage.window(GITHUB) as app:
        path = os.path.join(app.home.folder, "code.png")
        app.key("alt+Return")
        app.click(app.get("QR Code…", "label"))
        app.press("Show the QR Code")
        app.press("Save as Picture…")
        app.wait_says("The picture is not encrypted")
        dismiss(app, "Save")
        save_file(app, "Save as Picture", path, says="Saved code.png.")
        done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path], text=True,
                              capture_output=True, check=True, timeout=60)
        assert done.stdout.strip() == ("otpauth://totp/GitHub:alice@example.org?"
                                       f"secret={RFC_SECRET}&issuer=GitHub&algorithm=SHA1&digits=6&period=30"), done.stdout
        assert os.stat(path).st_mode & 0o777 == 0o600, oct(os.stat(path).st_mode)
        app.key("Escape", "Escape")


run(screen, left_behind, refused, closed, nothing_there, clipboard, no_camera, camera, camera_parts, camera_refused, on_screen,
    saved)
