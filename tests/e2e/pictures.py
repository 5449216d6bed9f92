# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the check-up and of what belongs to it, for screenshots.py: what they show, page by page."""
import json
import os

from choose import choose_file, choose_from
from facts import LAPTOP, MAYA, PHONE, PHONE_AND_MAIL, counts, happening, maya, set_aside, store
from stage import FileKeyring, matches

# Each page as a whole: where that is taller, its end is another picture.
TALL = {"window-height": 940}
# Where every state is seen, where one of each kind, and where what has most colours and lines.
FULL = ("light",)
KIND = ("large-narrow", "rtl-narrow")
SHORT = ("dark", "contrast", "wide", "narrow", "rtl")
KINDS = {"device": "Pixel 8", "place": "Desk in the study.*", "person": "Aunt Eva", "number": r"\+49 .*",
         "memory": "Master password", "document": "Passport"}


def opened(photos, variant, home, records):
    store(home, records)
    return photos.app(variant, home, settings=TALL)


def begin(app):
    app.wait(lambda: app.rows(), "the accounts")
    app.key("ctrl+3")
    app.wait_says("^What Can Happen$")
    # Until then numbers may still move.
    app.wait(lambda: app.find("Checking", None, "visible") is None, "the check-up")


def away(app):
    """A tooltip would be in the pictures."""
    app.desktop.xdotool("mousemove", 1270, 990)


def see(app, name, role="list item"):
    node = app.scroll_to(app.get(name, role))
    away(app)
    return node


def front(app, name, role="push button"):
    """NAME in the window in front."""
    def look():
        found = [node for node in app.nodes() if node.role == role and matches(node, name)]
        return found and found[-1].has("sensitive") and found[-1]
    return app.wait(look, f"{role} {name!r}")


def back(app, says):
    app.key("alt+Left")
    app.wait_gone(says)


def from_menu(app, item, says):
    app.activate()
    app.key("F10")
    app.press(item, "menu item")
    app.wait_says(says)
    away(app)


def few(photos, variant):
    """Nothing told, two accounts told of, and what one gets when all that was found is set aside."""
    with FileKeyring() as home:
        with opened(photos, variant, home, PHONE_AND_MAIL[:2]) as app:
            begin(app)
            photos.take(variant, app, "check-up-unasked")
            facts_empty(photos, variant, app)
        with opened(photos, variant, home, PHONE_AND_MAIL[2:]) as app:
            begin(app)
            photos.take(variant, app, "check-up-few")
            small_map(photos, variant, app)
        found = json.loads(photos.stage.run_cli(home, "checkup", "--json"))["findings"]
        with opened(photos, variant, home, set_aside([one["id"] for one in found])) as app:
            begin(app)
            app.wait_says("^Nothing to (Mend|Do Today)$")
            photos.take(variant, app, "check-up-done")
            app.click(app.get(r"Set Aside \(\d+\)"))
            see(app, "Check Passwords….*")
            photos.take(variant, app, "check-up-aside")


def empty(photos, variant):
    with FileKeyring() as home, photos.app(variant, home) as app:
        app.wait_says("Add Your First Account")
        app.key("ctrl+3")
        app.wait_says("^What Would You Lose")
        photos.take(variant, app, "check-up-empty")
        from_menu(app, "Something Happened", "Take a breath")
        app.click(app.get("I Cannot Sign In", "list item"))
        app.wait_says("There are no accounts yet")
        photos.take(variant, app, "happened-empty")


def facts_empty(photos, variant, app):
    if variant.name in FULL:
        from_menu(app, "Devices, Places and People", "Whether you can get back in")
        photos.take(variant, app, "facts-empty")
        back(app, "Whether you can get back in")


def small_map(photos, variant, app):
    if variant.name in FULL:
        app.click(app.get("Recovery Map", "list item"))
        app.get("Recovery map; the arrow keys choose a box")
        photos.take(variant, app, "map-small")
        back(app, "A line leads from what opens")


def checkup(photos, variant):
    """Maya's check-up, and all that it leads to."""
    with FileKeyring() as home:
        with opened(photos, variant, home, maya()) as app:
            begin(app)
            photos.take(variant, app, "check-up")
            finding(photos, variant, app)
            drawing(photos, variant, app)
            if variant.name in SHORT:
                return
            app.key("ctrl+3")
            see(app, "Check Passwords….*")
            photos.take(variant, app, "check-up-end")
            facts(photos, variant, app)
            interview(photos, variant, app)
            passwords(photos, variant, app)
        with opened(photos, variant, home, [happening("lost-phone", PHONE)]) as app:
            app.wait(lambda: app.rows(), "the accounts")
            happened(photos, variant, app)


def finding(photos, variant, app):
    row = next(node for node in app.nodes() if node.role == "list item" and node.parent.name == "Next Steps")
    app.click(app.scroll_to(row))
    app.wait_says("^How this is known")
    app.scroll_to(front(app, "Does Not Apply…"))
    away(app)
    photos.take(variant, app, "finding")
    if variant.name in (*FULL, "large-narrow"):
        front(app, "Does Not Apply…").press()
        app.wait_says("Why Does It Not Apply")
        photos.take(variant, app, "finding-aside")
        app.key("Escape")
        app.wait_gone("Why Does It Not Apply")
        app.activate()
        app.click(app.get("If you lose your bag.*", "list item"))
        app.wait_says("still get into")
        away(app)
        photos.take(variant, app, "event")
        app.key("Escape")
        app.wait_gone("still get into")
        app.activate()


def drawing(photos, variant, app):
    app.click(app.get("Recovery Map", "list item"))
    image = app.get("Recovery map; the arrow keys choose a box")
    if variant.name in FULL:
        away(app)
        photos.take(variant, app, "map-rest")
    # Above all boxes, for the keyboard only.
    x, y = app.place(image.window())
    app.desktop.xdotool("mousemove", x + image.window().extents[2] // 2, y + image.extents[1] + 4, "click", 1)
    app.wait_says("Without it you lose")
    away(app)
    photos.take(variant, app, "map")
    if variant.name in SHORT:
        return
    app.press("Show as List")
    row = app.get("Pixel 8", "list item")
    app.click(row)
    away(app)
    photos.take(variant, app, "map-list")
    back(app, "Without it you lose")


def facts(photos, variant, app):
    from_menu(app, "Devices, Places and People", "Whether you can get back in")
    photos.take(variant, app, "facts")
    see(app, "Questions about Your Accounts….*")
    photos.take(variant, app, "facts-end")
    for kind, name in KINDS.items():
        if variant.name in FULL or kind == "place" or variant.name == "large-narrow" and kind == "device":
            app.click(app.get(name + ".*", "list item"))
            front(app, "Save")
            away(app)
            photos.take(variant, app, "fact-" + kind)
            if kind == "person" and variant.name in FULL:
                front(app, "Remove…").press()
                app.wait_says("^Remove “Aunt Eva”")
                photos.take(variant, app, "fact-remove")
            # The editor closes before that is asked.
            app.key("Escape")
            app.wait(lambda: not app.find("Save", "push button") and not app.says("^Remove “"), "the editor to close")
            app.activate()
    if variant.name in FULL:
        app.press("New Device", "push button")
        front(app, "Save")
        app.key("Return")
        app.wait_says("Give it a name by which you know it")
        photos.take(variant, app, "fact-new")
        app.key("Escape")
        app.wait_gone("Give it a name by which you know it")
        app.activate()
    back(app, "Whether you can get back in")


def interview(photos, variant, app):
    app.key("ctrl+3")
    app.click(app.get("Answer Questions….*", "list item"))
    app.wait_says("^How Do You Sign In")
    away(app)
    photos.take(variant, app, "interview-sign-in")
    for words, page in (("^How Do You Get Back In", "interview-back-in"), ("^How Bad Would It Be", "interview-bad")):
        front(app, "Skip").press()
        app.wait_says(words)
        if variant.name in (*FULL, "large-narrow", "rtl-narrow"):
            photos.take(variant, app, page)
    front(app, "Done").press()
    app.wait_gone("^How Bad Would It Be")
    app.activate()


def passwords(photos, variant, app):
    from_menu(app, "Compare Passwords…", "Which passwords are used twice")
    photos.take(variant, app, "passwords")
    folder = os.path.realpath(app.home.folder)
    if variant.name in FULL:
        unread(photos, variant, app, folder)
    export = os.path.join(folder, "passwords-that-firefox-exported.csv")
    with open(export, "w", encoding="utf-8") as file:
        file.write("url,username,password\n" + "".join(f"https://{name}.example,maya,{word}\n" for name, word in (
            ("forum", "Gurkenglas!2023"), ("books", "Gurkenglas!2023"), ("club", "gurkenglas2024"), ("old", "abc1"))))
    app.click(app.get("Exported File….*", "list item"))
    choose_file(app, "Choose the Exported Passwords", export)
    app.wait_says("4 Passwords Compared")
    away(app)
    photos.take(variant, app, "passwords-compared")
    if variant.name in FULL:
        app.press("Delete “.*", "push button")
        app.wait_says("^Delete “.*”[?]$")
        photos.take(variant, app, "passwords-delete")
        app.key("Escape")
        app.wait_gone("^Delete “.*”[?]$")
    front(app, "Done").press()
    app.wait_gone("4 Passwords Compared")
    app.activate()


def unread(photos, variant, app, folder):
    """What is no export, one password, and what takes a while."""
    path = os.path.join(folder, "letter.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("name,street\nMaya,High Street\n")
    app.click(app.get("List in One File….*", "list item"))
    choose_file(app, "Choose the List", path)
    app.wait_says("^letter.csv$")
    app.click(app.get("Exported File….*", "list item"))
    choose_file(app, "Choose the Exported Passwords", path)
    app.wait_says("no column with passwords")
    app.click(app.get("Do Without a List", "list item"))
    app.wait_gone("^letter.csv$")
    app.write("Password to Look At", "hunter2")
    app.press("Look", "push button")
    app.wait_says("weak: a guesser")
    away(app)
    photos.take(variant, app, "passwords-trouble")


def happened(photos, variant, app):
    from_menu(app, "Something Happened", "Take a breath")
    photos.take(variant, app, "happened")
    app.click(app.get("Lost: Pixel 8", "list item"))
    steps = app.wait(lambda: [node for node in app.nodes() if node.role == "check box"], "the steps")
    app.click(steps[0])
    app.get(steps[0].name, "check box", "checked", "sensitive")
    away(app)
    photos.take(variant, app, "happened-phone")
    app.press("Back", "push button")
    app.wait_says("Take a breath")
    if variant.name in FULL:
        books(photos, variant, app)


def books(photos, variant, app):
    """The first steps of the other run-books."""
    for number, (what, subject) in enumerate((
            ("A Computer Was Stolen", LAPTOP), ("Somebody Is in My Account", "Posteo"), ("The Home Is Gone", None),
            ("I Cannot Sign In", "Posteo"))):
        app.click(app.get(what, "list item"))
        if subject:
            app.wait_says("Which (one|account) is it")
            away(app)
            if number == 1:
                photos.take(variant, app, "happened-which")
            name = "The old laptop.*" if subject == LAPTOP else subject
            assert subject == LAPTOP or subject in MAYA
            app.click(app.get(name, "list item"))
        app.wait_says("^Go from top to bottom")
        away(app)
        photos.take(variant, app, "happened-" + ("laptop", "intruder", "home", "no-way-in")[number])
        app.press("Back", "push button")
        app.wait_says("Take a breath")


def plan_and_review(app, item):
    choose_from(app, "Plan and Review", item)


def year(photos, variant):
    """What was told more than a year ago, counted for some months, and is gone through again."""
    with FileKeyring() as home:
        with opened(photos, variant, home, maya(told=400)) as app:
            begin(app)
            history_empty(photos, variant, app)
        store(home, [counts((5, 5, 6, 14), (6, 7, 8, 12), (5, 6, 9, 9), (3, 6, 9, 6))])
        with opened(photos, variant, home, []) as app:
            begin(app)
            plan_and_review(app, "History")
            app.get("Counts over time; the list below says the same", "image")
            away(app)
            photos.take(variant, app, "history")
            back(app, "^The last ones of each month")
            plan_and_review(app, "Print the Plan…")
            app.wait_says("Preview, page 1 of")
            away(app)
            photos.take(variant, app, "plan")
            app.key("Escape")
            app.wait_gone("Preview, page 1 of")
            app.activate()
            plan_and_review(app, "Calendar")
            app.wait_says("^Overdue$")
            away(app)
            photos.take(variant, app, "calendar")
            app.key("alt+Left")
            app.wait_gone("^Overdue$")
            plan_and_review(app, "Yearly Review")
            for step in range(1, 6):
                app.wait_says(f"^Step {step} of 5$")
                away(app)
                photos.take(variant, app, f"review-{step}")
                app.press("Finish" if step == 5 else "Next", "push button")
            app.wait_says("^The Review Is Done")
            photos.take(variant, app, "review-done")


def history_empty(photos, variant, app):
    if variant.name in FULL:
        plan_and_review(app, "History")
        app.wait_says("^(No Counts Yet$|There is one count so far)")
        photos.take(variant, app, "history-first")
        app.key("alt+Left")
        app.wait_says("^What Can Happen$")


def directories(photos, variant):
    """The group in the preferences."""
    with FileKeyring() as home, photos.app(variant, home) as app:
        app.wait_says("Add Your First Account")
        path = os.path.join(os.path.realpath(home.folder), "passkeys.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"example.com": {"passwordless": "allowed", "mfa": "allowed"}}, file)
        app.key("ctrl+comma")
        app.click(app.get("Import a Directory….*", "list item"))
        choose_file(app, "Choose the File of a Directory", path)
        app.wait_says("^1 domain, imported from")
        see(app, "Domains with One Account.*")
        photos.take(variant, app, "directories")
        app.key("Escape")
        app.wait_gone("^Import a Directory…")


def take_all(photos, variants):
    for variant in variants:
        if variant.name in (*FULL, *KIND, *SHORT):
            photos.tap.run(f"check-up, {variant.name}", checkup, photos, variant)
        if variant.name in (*FULL, "large-narrow"):
            photos.tap.run(f"check-up, year, {variant.name}", year, photos, variant)
        for page in (few, empty, directories):
            if variant.name in FULL:
                photos.tap.run(f"check-up, {page.__name__}, {variant.name}", page, photos, variant)
