"""People, a class and copies, made once through the pages themselves, for everything that only looks."""
from browsing import CORRECTION_SECONDS, Tab, expect, newcomer
from site_under_test import COPIE_BLANK, COPIE_PDF, COPIE_PHOTO, PASSWORD

PUPIL, TEACHER, AUDITOR = "camille@eaf.test", "valmont@eaf.test", "audit@eaf.test"


class Story:
    def __init__(self, browser, site, idle):
        self.browser, self.site = browser, site
        self.sites = {"waiting": idle}
        site.appoint(AUDITOR, "auditeur", "Aude Itrice")
        teacher = Tab(browser, site, "teacher")
        teacher.register(TEACHER, "Mme de Valmont", "enseignant", site.invitation())
        teacher.page.wait_for_url("**/enseignant")
        teacher.press("Ouvrir ma classe")
        self.code = teacher.page.locator(".code-classe code").inner_text()
        pupil = newcomer(browser, site, PUPIL, "Camille Lefort")
        pupil.fill(displayName="Camille Lefort", eafDate="2027-06-14", classCode=self.code, establishment="Lycée Jean-Zay")
        pupil.page.get_by_label("Manon Lescaut").first.check()
        pupil.page.locator("[name=niveau-commentaire]").fill("2")
        pupil.press("C’est parti")
        pupil.page.wait_for_url(f"{site.origin}/")
        self.copies = []
        for kind, work, file in (("commentaire", "Cahier de Douai", COPIE_PDF), ("dissertation", "Manon Lescaut", COPIE_PHOTO)):
            self.subject = pupil.get_subject(kind, work).removeprefix(site.origin)
            self.copies.append(pupil.hand_in(file).removeprefix(site.origin))
            pupil.wait_for_correction()
        identity = self.copies[0].rsplit("/", 1)[1].split("?")[0]
        self.class_copie = f"/enseignant/copies/{identity}"
        teacher.open(self.class_copie)
        teacher.fill(comment="Belle lecture de la chute. Soignez l’orthographe d’usage.")
        teacher.press("Commenter")
        expect(teacher.page.get_by_text("Votre commentaire est enregistré.")).to_be_visible()
        teacher.fill(note="13,5", motif="Votre problématique mérite mieux que ce que le barème en dit.")
        teacher.press("Donner cette note")
        expect(teacher.page.get_by_text("Votre note est enregistrée")).to_be_visible()
        self.document = pupil.open("/bibliotheque").locator(".rayon a").first.get_attribute("href")
        auditor = Tab(browser, site, "auditor")
        auditor.log_in(AUDITOR)
        waiting, self.waiting = self.hand_in_elsewhere(idle, "attente@eaf.test", COPIE_PDF)
        failed, self.failed = self.hand_in_elsewhere(site, "echec@eaf.test", COPIE_BLANK)
        expect(failed.page.get_by_role("heading", name="La correction n’a pas pu se faire")).to_be_visible(timeout=CORRECTION_SECONDS * 1000)
        tabs = {"pupil": pupil, "teacher": teacher, "auditor": auditor, "waiting": waiting, "failed": failed}
        self.cookies = {who: tab.cookies() for who, tab in tabs.items()}
        for tab in tabs.values():
            tab.finish()

    def hand_in_elsewhere(self, site, email, file):
        """A copie that the class of the story does not have: whose it is, and where it is shown."""
        tab = newcomer(self.browser, site, email, "Ariane Vidal")
        tab.get_subject()
        return tab, tab.hand_in(file).removeprefix(site.origin)

    def pages(self):
        """Every page that there is to see, by the name of its picture: who sees it, and where."""
        return {
            "bienvenue": (None, "/bienvenue"),
            "login": (None, "/login"),
            "inscription": (None, "/login?onglet=inscription"),
            "accueil": ("pupil", "/"),
            "onboarding": ("pupil", "/onboarding"),
            "atelier-ecrit": ("pupil", "/atelier-ecrit"),
            "sujet": ("pupil", self.subject),
            "correction": ("pupil", self.copies[0]),
            "correction-attente": ("waiting", self.waiting),
            "correction-echec": ("failed", self.failed),
            "bibliotheque": ("pupil", "/bibliotheque"),
            "recherche": ("pupil", "/bibliotheque?q=metaphore"),
            "document": ("pupil", self.document),
            "profil": ("pupil", "/profil"),
            "enseignant": ("teacher", "/enseignant"),
            "copie-classe": ("teacher", self.class_copie),
            "audit": ("auditor", "/audit"),
            "erreur-404": ("pupil", "/nulle-part"),
            "erreur-403": ("pupil", "/enseignant"),
        }

    def tab(self, who, **options):
        return Tab(self.browser, self.sites.get(who, self.site), who or "visitor", cookies=self.cookies.get(who), **options)
