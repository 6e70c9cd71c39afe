"""Debian's chromium under Playwright, and what is held against every page: console, content policy, size, accessibility."""
import contextlib

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from site_under_test import PASSWORD

CHROMIUM = "/usr/bin/chromium"
PAGE_BYTES_MAX = 100_000
WIDTHS = {375: 760, 1280: 860}
SCHEMES = ("light", "dark")
CORRECTION_SECONDS = 60
# The policy's violations are told to the page that broke it.
POLICY_WATCH = """
window.__policy = [];
document.addEventListener("securitypolicyviolation", (event) => window.__policy.push(event.violatedDirective + " " + event.blockedURI));
"""
axe = Axe()


class Tab:
    """A browser with cookies of its own, and one page in it."""

    def __init__(self, browser, site, name, scripts=True, scheme="light", width=1280, cookies=None):
        self.site = site
        self.name = name
        self.scripts = scripts
        self.context = browser.new_context(
            base_url=site.origin, java_script_enabled=scripts, color_scheme=scheme, locale="fr-FR",
            viewport={"width": width, "height": WIDTHS.get(width, 860)}, reduced_motion="reduce", accept_downloads=True)
        if cookies:
            self.context.add_cookies(cookies)
        self.faults = []
        self.expects_refusals = False
        self.requests = []
        self.page = self.context.new_page()
        if scripts:
            self.page.add_init_script(POLICY_WATCH)
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", self.note)

    def hear(self, message):
        if message.type not in ("error", "warning"):
            return
        if self.expects_refusals and "Failed to load resource" in message.text:
            return
        self.faults.append(f"console: {message.text} at {self.page.url}")

    def note(self, request):
        self.requests.append(request)
        if not request.url.startswith((self.site.origin, "blob:", "data:")):
            self.faults.append(f"foreign request: {request.url}")

    @contextlib.contextmanager
    def refusals(self):
        """Answers of 4xx that are meant: browsers put them into the console."""
        self.expects_refusals = True
        yield
        self.expects_refusals = False

    def open(self, path):
        self.page.goto(path, wait_until="load")
        return self.page

    def settle(self):
        """Waits until everything is there. A page that waits for a correction keeps a connection, and is never idle."""
        if self.page.locator("[data-suivi]").count():
            self.page.wait_for_timeout(500)
        else:
            self.page.wait_for_load_state("networkidle")

    def policy(self):
        return self.page.evaluate("window.__policy ?? []") if self.scripts else []

    def finish(self):
        found = self.faults + [f"policy: {one}" for one in self.policy()]
        self.context.close()
        assert not found, found

    def cookies(self):
        return self.context.cookies()

    # What people do.

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]:visible").first.fill(value)

    def press(self, name):
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def log_in(self, email, password=PASSWORD, returning=None):
        self.open("/login" + (f"?retour={returning}" if returning else ""))
        self.fill(email=email, password=password)
        self.press("Se connecter")
        expect(self.page).not_to_have_url(f"{self.site.origin}/login")

    def register(self, email, name, role="eleve", invitation=None):
        self.open("/login?onglet=inscription")
        self.fill(displayName=name, email=email, password=PASSWORD)
        if role != "eleve":
            self.page.locator("main [name=role]").select_option(role)
            self.fill(invitationCode=invitation or "")
        self.press("Créer mon compte")

    def get_subject(self, kind="commentaire", work=""):
        self.open("/atelier-ecrit")
        self.page.locator(f"main [name=type][value={kind}]").check()
        if work:
            self.fill(oeuvre=work)
        self.press("Obtenir un sujet")
        self.page.wait_for_url("**/atelier-ecrit/sujet/*")
        return self.page.url

    def hand_in(self, file):
        self.page.locator("#fichier").set_input_files(file)
        self.press("Déposer la copie")
        self.page.wait_for_url("**/atelier-ecrit/correction/*")
        return self.page.url

    def wait_for_correction(self, sheets=1):
        expect(self.page.get_by_role("heading", name="Votre correction")).to_be_visible(timeout=CORRECTION_SECONDS * 1000 * sheets)


def newcomer(browser, site, email, name, **options):
    """A tab of a pupil who has just registered, at the first questions."""
    tab = Tab(browser, site, email, **options)
    tab.register(email, name)
    tab.page.wait_for_url("**/onboarding**")
    return tab


def violations(page):
    """What axe-core finds wrong with a page."""
    results = axe.run(page, options={"resultTypes": ["violations"]})
    return [
        f"{page.url}: {one['id']} ({one['impact']}): {', '.join(node['html'][:140] for node in one['nodes'][:3])}"
        for one in results.response["violations"]
    ]
