"""Prints a page by WebKit on A4 into a file: `webkit-paper.py ADDRESS FILE`. WebKit's driver has no command for that."""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2

address, file = sys.argv[1:]
window = Gtk.OffscreenWindow()
window.set_default_size(1280, 900)
view = WebKit2.WebView()
window.add(view)
window.show_all()
printing = []
problems = []


def fail(why):
    problems.append(str(why))
    Gtk.main_quit()


def start():
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(file))
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    paper = Gtk.PageSetup()
    paper.set_paper_size(Gtk.PaperSize.new("iso_a4"))
    operation = WebKit2.PrintOperation.new(view)
    operation.set_print_settings(settings)
    operation.set_page_setup(paper)
    operation.connect("finished", lambda _: Gtk.main_quit())
    operation.connect("failed", lambda _, error: fail(error.message))
    operation.print_()
    printing.append(operation)


def await_app():
    """The page names its state in its title once it is asked; until the app has taken it over, it is not printed."""
    view.run_javascript("document.documentElement.dataset.app === 'ready' && (document.title = 'ready')", None, None)
    if view.get_title() != "ready":
        return True
    start()
    return False


view.load_uri(address)
GLib.timeout_add(200, await_app)
GLib.timeout_add_seconds(30, fail, "the page was not printed in time")
Gtk.main()
# With a problem this prints it on stderr and ends with 1.
sys.exit(problems[0] if problems else 0)
