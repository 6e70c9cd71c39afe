"""What people do on the pages, each scenario on accounts of its own."""
import base64
import re

from browsing import CORRECTION_SECONDS, SCHEMES, WIDTHS, PAGE_BYTES_MAX, Tab, expect, newcomer, violations
from site_under_test import COPIE_PDF, COPIE_PHOTO, PASSWORD, until
from story import AUDITOR, PUPIL, TEACHER

SCENARIOS = []
ATTACK = "\"><script>window.__hit=1</script><img src=x onerror=\"window.__hit=1\">"
# A quotation mark with an accent on it is one character: a renderer that escapes by characters lets it pass.
ACCENTED_ATTACK = "\"\u0301 onfocus=\"\u0301window.__hit=1\"\u0301 autofocus x=\"\u0301"


def scenario(sentence):
    def keep(function):
        SCENARIOS.append((sentence, function))
        return function
    return keep


@scenario("every page passes axe, fits its width, stays under 100 kB, and says nothing in the console")
def all_pages(story):
    found = []
    for name, (who, path) in story.pages().items():
        for width in WIDTHS:
            tab = story.tab(who, width=width)
            tab.expects_refusals = name.startswith("erreur")
            sizes = []
            tab.page.on("requestfinished", lambda request: sizes.append(request.sizes()))
            tab.open(path)
            tab.settle()
            total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
            if not 0 < total <= PAGE_BYTES_MAX:
                found.append(f"{path}: {total} bytes")
            wide = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                found.append(f"{path}: {wide} px too wide at {width}")
            for scheme in SCHEMES:
                tab.page.emulate_media(color_scheme=scheme)
                found += [f"{scheme} {width}: {one}" for one in violations(tab.page)]
            tab.finish()
    assert not found, found


@scenario("the login page is reached with a dead session, and only a live one leads away from it")
def login_is_reachable(story):
    dead = Tab(story.browser, story.site, "dead", cookies=[
        {"name": "eaf_session", "value": "eteinte", "url": story.site.origin}])
    dead.open("/atelier-ecrit")
    expect(dead.page).to_have_url(f"{story.site.origin}/login?retour=/atelier-ecrit&motif=session")
    expect(dead.page.get_by_text("Votre session a pris fin")).to_be_visible()
    dead.finish()
    live = story.tab("pupil")
    live.open("/login")
    expect(live.page).to_have_url(f"{story.site.origin}/")
    live.finish()


@scenario("a wrong password is said at the form, which keeps the address and not the password")
def wrong_password(story):
    tab = story.tab(None)
    tab.open("/login")
    tab.fill(email=PUPIL, password="ce n'est pas cela")
    with tab.refusals():
        tab.press("Se connecter")
        expect(tab.page.get_by_test_id("auth-error")).to_have_text("Email ou mot de passe incorrect.")
    expect(tab.page.get_by_test_id("auth-email")).to_have_value(PUPIL)
    expect(tab.page.get_by_test_id("auth-password")).to_have_value("")
    tab.open("/login?onglet=inscription")
    tab.fill(displayName="Nora", email=PUPIL, password="court")
    tab.page.locator("form[action='/inscription']").evaluate("form => form.noValidate = true")
    with tab.refusals():
        tab.press("Créer mon compte")
        expect(tab.page.locator("#champ-password-erreur")).to_have_text("De 8 à 256 caractères.")
    expect(tab.page.locator("#champ-displayName")).to_have_value("Nora")
    tab.finish()


@scenario("one logs in with the keyboard alone, and sees where one is")
def keyboard(story):
    tab = story.tab(None)
    tab.open("/login")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.className") == "evitement"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "contenu"
    for _ in range(12):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.name") == "email":
            break
    outline = tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", outline
    tab.page.keyboard.type(PUPIL)
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.type(PASSWORD)
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("heading", name="Bonjour, Camille Lefort")).to_be_visible()
    tab.finish()


@scenario("the correction arrives by itself, and is read with its rubrics, annotations and documents")
def correction_arrives(story):
    tab = newcomer(story.browser, story.site, "suivi@eaf.test", "Suivi")
    tab.get_subject()
    tab.page.locator("#fichier").set_input_files(COPIE_PHOTO)
    expect(tab.page.locator("[data-apercu]")).to_be_visible()
    expect(tab.page.locator("[data-choix]")).to_contain_text("copie-photo.png")
    tab.page.locator("#fichier").set_input_files(COPIE_PDF)
    expect(tab.page.locator("[data-apercu]")).to_be_hidden()
    tab.press("Déposer la copie")
    tab.page.wait_for_url("**/atelier-ecrit/correction/*")
    expect(tab.page.locator("[data-suivi]")).to_be_visible()
    assert any(request.url.endswith("/suivi") for request in tab.requests), "nobody listens"
    tab.wait_for_correction()
    page = tab.page
    assert re.fullmatch(r"\d+(,5)?", page.locator(".note-grande strong").inner_text())
    assert page.locator(".rubriques > li").count() >= 4
    assert page.locator(".copie-texte mark").count() >= 1
    page.locator(".copie-texte mark a").first.click()
    expect(page.locator(".remarques li:target")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Preuve du dépôt").click()
    proof = download.value.path()
    assert "Conforme" in story.site.run("log", "check", str(proof), "--key", story.site.key())
    tab.open("/")
    expect(page.get_by_role("img", name="Notes au fil des copies")).to_be_visible()
    assert page.locator(".competences li").count() >= 4
    tab.finish()


@scenario("a double click hands in one copie")
def double_click(story):
    tab = newcomer(story.browser, story.site, "double@eaf.test", "Double")
    tab.get_subject()
    tab.page.locator("#fichier").set_input_files(COPIE_PDF)
    tab.page.locator("main").get_by_role("button", name="Déposer la copie").dblclick()
    tab.page.wait_for_url("**/atelier-ecrit/correction/*")
    listed = tab.page.evaluate("fetch('/api/v1/copies').then(answer => answer.json())")
    assert len(listed["copies"]) == 1, listed
    tab.finish()
    # The same without scripts: two sendings of one form.
    plain = Tab(story.browser, story.site, "pupil", scripts=False, cookies=story_cookies(story, "double@eaf.test"))
    plain.get_subject("dissertation")
    form = {
        name: plain.page.locator(f"form[action*='/sujet/'] [name={name}]").get_attribute("value") for name in ("csrf", "cle")
    }
    sent = [
        plain.context.request.post(plain.page.url, multipart=form | {
            "file": {"name": "copie.pdf", "mimeType": "application/pdf", "buffer": COPIE_PDF.read_bytes()}}, max_redirects=0)
        for _ in range(2)
    ]
    assert [one.status for one in sent] == [303, 303], [one.text()[:300] for one in sent]
    assert sent[0].headers["location"] == sent[1].headers["location"]
    plain.finish()


def story_cookies(story, email):
    tab = Tab(story.browser, story.site, email)
    tab.log_in(email)
    cookies = tab.cookies()
    tab.finish()
    return cookies


@scenario("everything that matters works without scripts")
def without_scripts(story):
    tab = newcomer(story.browser, story.site, "simple@eaf.test", "Sans Script", scripts=False)
    page = tab.page
    tab.fill(displayName="Sans Script", classCode="ZZZZZZ")
    with tab.refusals():
        tab.press("C’est parti")
        expect(page.locator("#champ-classCode-erreur")).to_have_text("Aucune classe ne porte ce code.")
    expect(page.locator("#champ-displayName")).to_have_value("Sans Script")
    tab.fill(classCode=story.code)
    tab.press("C’est parti")
    expect(page.get_by_text("Votre profil est enregistré.")).to_be_visible()
    tab.get_subject("dissertation", "Manon Lescaut")
    page.locator("#fichier").set_input_files({"name": "faux.pdf", "mimeType": "application/pdf", "buffer": b"rien"})
    with tab.refusals():
        tab.press("Déposer la copie")
        expect(page.get_by_role("alert")).to_have_text("Type de fichier non supporté.")
    tab.hand_in(COPIE_PDF)
    expect(page.get_by_text("Votre copie est déposée.")).to_be_visible()
    until(lambda: page.reload() and page.get_by_role("heading", name="Votre correction").count(), CORRECTION_SECONDS, "correction")
    page.get_by_role("button", name="Thème sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "sombre")
    tab.open("/profil")
    expect(page.locator("html")).to_have_attribute("data-theme", "sombre")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page).to_have_url(f"{story.site.origin}/login")
    tab.finish()


@scenario("a session that ends while a comment is written leads to the login page and back, with the words kept")
def session_ends(story):
    tab = Tab(story.browser, story.site, "teacher", cookies=story_cookies(story, TEACHER))
    tab.open(story.class_copie)
    words = "Ce commentaire était presque fini."
    tab.fill(comment=words)
    lose_session(story, tab, TEACHER, "Commenter")
    expect(tab.page).to_have_url(story.site.origin + story.class_copie)
    expect(tab.page.locator("[name=comment]")).to_have_value(words)
    tab.press("Commenter")
    expect(tab.page.locator("blockquote.commentaire", has_text=words)).to_be_visible()
    expect(tab.page.locator("[name=comment]")).to_have_value("")
    story.cookies["teacher"] = tab.cookies()
    tab.finish()


def lose_session(story, tab, email, button, password=PASSWORD):
    """Sends a form whose session ends before; logs in again."""
    story.site.run("account", "revoke", email)
    with tab.refusals():
        tab.press(button)
        expect(tab.page.get_by_text("Votre session a pris fin. Reconnectez-vous")).to_be_visible()
    tab.fill(email=email, password=password)
    tab.press("Se connecter")


@scenario("a second comment that is lost with its session is not said to be saved, and erases no draft")
def second_comment(story):
    tab = Tab(story.browser, story.site, "teacher", cookies=story_cookies(story, TEACHER))
    page = tab.open(story.class_copie)
    words = "Un premier commentaire, puis un autre."
    saved = page.get_by_text("Votre commentaire est enregistré.")
    tab.fill(comment=words)
    tab.press("Commenter")
    expect(saved).to_be_visible()
    # The address says nothing any more: reloading says nothing, either.
    expect(page).to_have_url(story.site.origin + story.class_copie)
    tab.fill(motif="Un motif qui n’est pas envoyé.", comment="Le second, qui se perd.")
    page.reload()
    expect(saved).to_have_count(0)
    expect(page.locator("[name=motif]")).to_have_value("Un motif qui n’est pas envoyé.")
    expect(page.locator("[name=comment]")).to_have_value("Le second, qui se perd.")
    lose_session(story, tab, TEACHER, "Commenter")
    expect(page).to_have_url(story.site.origin + story.class_copie)
    expect(page.locator("[name=comment]")).to_have_value("Le second, qui se perd.")
    expect(saved).to_have_count(0)
    expect(page.locator("blockquote.commentaire", has_text="Le second")).to_have_count(0)
    tab.press("Commenter")
    expect(saved).to_be_visible()
    expect(page.locator("[name=comment]")).to_have_value("")
    expect(page.locator("[name=motif]")).to_have_value("Un motif qui n’est pas envoyé.")
    story.cookies["teacher"] = tab.cookies()
    tab.finish()


@scenario("what is typed into any field comes back after a session that ends, but for passwords")
def fields_after_session(story):
    email = "champs@eaf.test"
    tab = newcomer(story.browser, story.site, email, "Champs")
    page = tab.page
    tab.fill(displayName="Prénom Neuf", establishment="Lycée Hugo", eafDate="2027-06-14")
    page.get_by_label("Cahier de Douai").first.check()
    page.locator("[name=niveau-lecture]").fill("1")
    lose_session(story, tab, email, "C’est parti")
    page.wait_for_url("**/onboarding**")
    expect(page.locator("[name=displayName]")).to_have_value("Prénom Neuf")
    expect(page.locator("[name=eafDate]")).to_have_value("2027-06-14")
    expect(page.get_by_label("Cahier de Douai").first).to_be_checked()
    expect(page.locator("[name=niveau-lecture]")).to_have_value("1")
    tab.press("C’est parti")
    expect(page.get_by_role("heading", name="Bonjour, Prénom Neuf")).to_be_visible()
    assert PASSWORD not in page.evaluate("JSON.stringify({...sessionStorage})")
    tab.finish()
    plain = Tab(story.browser, story.site, email, scripts=False, cookies=story_cookies(story, email))
    plain.open("/profil")
    plain.fill(displayName="Un <nom> à garder")
    story.site.run("account", "revoke", email)
    with plain.refusals():
        plain.press("Enregistrer")
        expect(plain.page.get_by_label("Votre texte, à recopier")).to_have_value(re.compile("Un <nom> à garder"))
        plain.fill(email=email, password="ce n'est pas cela")
        plain.press("Se connecter")
        expect(plain.page.get_by_label("Votre texte, à recopier")).to_have_value(re.compile("Un <nom> à garder"))
    plain.fill(email=email, password=PASSWORD)
    plain.press("Se connecter")
    expect(plain.page).to_have_url(f"{story.site.origin}/profil")
    plain.finish()


@scenario("the link to a document leads to the login page and back when the session has ended")
def document_after_session(story):
    email = "liens@eaf.test"
    tab = newcomer(story.browser, story.site, email, "Liens")
    page = tab.open("/profil")
    story.site.run("account", "revoke", email)
    page.get_by_role("link", name="Télécharger mes données").click()
    expect(page.get_by_text("Votre session a pris fin. Reconnectez-vous")).to_be_visible()
    tab.fill(email=email, password=PASSWORD)
    tab.press("Se connecter")
    expect(page).to_have_url(f"{story.site.origin}/profil")
    with tab.refusals():
        tab.open("/api/v1/epreuves/copies/00000000-0000-4000-8000-000000000000/report")
        expect(page.get_by_role("heading", name="Introuvable")).to_be_visible()
    tab.finish()


@scenario("a pupil comes back to the first questions, and empties the profile")
def questions_again(story):
    tab = newcomer(story.browser, story.site, "retour@eaf.test", "Retour")
    page = tab.page
    tab.fill(eafDate="2027-06-14")
    page.get_by_label("Manon Lescaut").first.check()
    page.locator("[name=niveau-commentaire]").fill("1")
    tab.press("C’est parti")
    expect(page.get_by_text("Épreuve le 14 juin 2027.")).to_be_visible()
    tab.open("/profil")
    page.get_by_role("link", name="Revoir vos œuvres et vos points à travailler").click()
    expect(page.locator("[name=niveau-commentaire]")).to_have_value("2")
    expect(page.locator("[name=niveau-lecture]")).to_have_value("3")
    expect(page.get_by_label("Manon Lescaut").first).to_be_checked()
    tab.press("C’est parti")
    tab.open("/onboarding")
    expect(page.locator("[name=niveau-commentaire]")).to_have_value("2")
    tab.open("/profil")
    tab.fill(eafDate="", targetScore="", classLevel="")
    tab.press("Enregistrer")
    expect(page.get_by_text("Votre profil est enregistré.")).to_be_visible()
    for name in ("eafDate", "targetScore", "classLevel"):
        expect(page.locator(f"main [name={name}]")).to_have_value("")
    tab.open("/")
    expect(page.get_by_text("La date de votre épreuve n’est pas renseignée.")).to_be_visible()
    tab.finish()


@scenario("several photos make one copie, chosen by keyboard, dropped, or one after the other")
def several_photos(story):
    tab = newcomer(story.browser, story.site, "feuilles@eaf.test", "Feuilles")
    page = tab.page
    tab.get_subject()
    expect(page.get_by_text("Choisir les fichiers")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        page.locator("#fichier").press("Enter")
    assert chooser.value.is_multiple()
    chooser.value.set_files([COPIE_PHOTO, COPIE_PDF])
    expect(page.locator("[data-echec]")).to_contain_text("Un PDF se dépose seul.")
    tab.press("Déposer la copie")
    expect(page.locator("[data-echec]")).to_contain_text("Un PDF se dépose seul.")
    drop(page, [COPIE_PHOTO] * 13)
    expect(page.locator("[data-echec]")).to_contain_text("12 feuilles photographiées au plus")
    # One is a PNG as telephones make of a screen, with transparency: the browser makes JPEG of both.
    drop(page, [COPIE_PHOTO, COPIE_PHOTO])
    expect(page.locator("[data-echec]")).to_be_hidden()
    expect(page.locator("[data-choix]")).to_contain_text("2 feuilles, dans cet ordre : copie-photo.png, copie-photo.png")
    expect(page.locator("[data-apercu] img")).to_have_count(2)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="photographiez une feuille").click()
    chooser.value.set_files(COPIE_PHOTO)
    expect(page.locator("[data-apercu] img")).to_have_count(3)
    tab.press("Déposer la copie")
    page.wait_for_url("**/atelier-ecrit/correction/*")
    tab.wait_for_correction(sheets=3)
    listed = page.evaluate("fetch('/api/v1/copies').then(answer => answer.json())")
    assert len(listed["copies"]) == 1, listed
    copie = page.evaluate(
        "([epreuve, copie]) => fetch(`/api/v1/epreuves/${epreuve}/copie/${copie}`).then(answer => answer.json())",
        [listed["copies"][0]["epreuveId"], listed["copies"][0]["copieId"]])
    assert copie["file"]["type"] == "application/pdf" and copie["file"]["pages"] == 3, copie["file"]
    page.get_by_role("link", name="Relire le sujet").click()
    page.wait_for_url("**/atelier-ecrit/sujet/*")
    tab.finish()


def drop(page, files):
    """Drops files onto the zone, as a hand does."""
    contents = [{"name": file.name, "type": "image/png", "bytes": base64.b64encode(file.read_bytes()).decode()} for file in files]
    page.locator("[data-zone]").evaluate("""(zone, contents) => {
        const data = new DataTransfer();
        for (const one of contents) {
            const bytes = Uint8Array.from(atob(one.bytes), (sign) => sign.charCodeAt(0));
            data.items.add(new File([bytes], one.name, { type: one.type }));
        }
        zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }""", contents)


@scenario("another file after a connection that broke is another sending")
def another_file(story):
    tab = newcomer(story.browser, story.site, "coupure@eaf.test", "Coupure")
    page = tab.page
    tab.get_subject()
    page.locator("#fichier").set_input_files(COPIE_PDF)
    form = page.locator("form[data-depot]")
    key, token = form.locator("[name=cle]").input_value(), form.locator("[name=csrf]").input_value()
    # The copie arrives; its answer does not.
    arrived = tab.context.request.post(
        form.get_attribute("data-depot"), headers={"X-CSRF-Token": token, "Idempotency-Key": key},
        multipart={"file": {"name": "copie.pdf", "mimeType": "application/pdf", "buffer": COPIE_PDF.read_bytes()}})
    assert arrived.status == 202, arrived.text()
    page.route("**/api/v1/epreuves/*/copie", lambda route: route.abort())
    with tab.refusals():
        tab.press("Déposer la copie")
        expect(page.locator("[data-echec]")).to_contain_text("La connexion s’est interrompue.")
    page.unroute("**/api/v1/epreuves/*/copie")
    page.locator("#fichier").set_input_files(COPIE_PHOTO)
    assert form.locator("[name=cle]").input_value() != key
    # The same file again is the same sending.
    page.locator("#fichier").set_input_files(COPIE_PDF)
    assert form.locator("[name=cle]").input_value() == key
    page.locator("#fichier").set_input_files(COPIE_PHOTO)
    tab.press("Déposer la copie")
    page.wait_for_url("**/atelier-ecrit/correction/*")
    listed = page.evaluate("fetch('/api/v1/copies').then(answer => answer.json())")
    assert len(listed["copies"]) == 2, listed
    tab.finish()


@scenario("an upload whose session has ended keeps its file and says what to do")
def upload_after_session(story):
    tab = newcomer(story.browser, story.site, "perdue@eaf.test", "Perdue")
    tab.get_subject()
    tab.page.locator("#fichier").set_input_files(COPIE_PDF)
    story.site.run("account", "revoke", "perdue@eaf.test")
    with tab.refusals():
        tab.press("Déposer la copie")
        expect(tab.page.locator("[data-echec]")).to_contain_text("Votre session a pris fin")
    other = tab.context.new_page()
    other.goto("/login")
    other.locator("[name=email]").fill("perdue@eaf.test")
    other.locator("[name=password]").fill(PASSWORD)
    other.get_by_role("button", name="Se connecter").click()
    expect(other.get_by_role("heading", name="Bonjour, Perdue")).to_be_visible()
    tab.press("Déposer la copie")
    tab.page.wait_for_url("**/atelier-ecrit/correction/*")
    tab.finish()


@scenario("scripts in names, wishes and comments are shown as the letters they are")
def scripts_in_names(story):
    for number, attack in enumerate((ATTACK, ACCENTED_ATTACK)):
        email = f"attaque{number}@eaf.test"
        pupil = newcomer(story.browser, story.site, email, attack)
        pupil.fill(displayName=attack, establishment=attack, classCode=story.code)
        pupil.press("C’est parti")
        pupil.page.wait_for_url(f"{story.site.origin}/")
        # The separator that takes such characters apart shows nothing.
        assert pupil.page.locator("h1").inner_text().replace("\u2060", "") == f"Bonjour, {attack}"
        pupil.open("/atelier-ecrit")
        pupil.fill(oeuvre=attack, theme=attack)
        pupil.press("Obtenir un sujet")
        pupil.page.wait_for_url("**/atelier-ecrit/sujet/*")
        pupil.open("/profil")
        pupil.open(f"/login?retour={attack}")
        for path in ("/enseignant", story.class_copie):
            teacher = story.tab("teacher")
            teacher.open(path)
            assert teacher.page.evaluate("window.__hit") is None
            assert teacher.page.locator("[onfocus], [onerror]").count() == 0
            teacher.finish()
        assert pupil.page.evaluate("window.__hit") is None
        pupil.finish()


@scenario("a teacher follows the class: figures, copie, comment, mark, export")
def teacher_follows(story):
    tab = story.tab("teacher")
    page = tab.open("/enseignant")
    expect(page.get_by_role("img", name="Répartition des notes de la classe")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Camille Lefort"))).to_contain_text("14 juin 2027")
    row = page.get_by_role("row", name=re.compile("LCP"))
    expect(row).to_contain_text("≤ 2\u202f500\u202fms")
    assert row.locator("td").nth(0).inner_text() != "–", "no page has reported its LCP"
    with page.expect_download() as download:
        page.get_by_role("link", name="Exporter la classe (CSV)").click()
    assert download.value.path().read_text().startswith("student_name,")
    tab.open(story.class_copie)
    tab.page.locator("[name=note]").fill("21")
    tab.page.locator("[name=motif]").fill("Trop")
    with tab.refusals():
        tab.press("Donner cette note")
        expect(page.locator("#champ-note-erreur")).to_have_text("Une note de 0 à 20, au demi-point, est attendue.")
    expect(page.locator("[name=motif]")).to_have_value("Trop")
    tab.finish()
    pupil = story.tab("pupil")
    page = pupil.open(story.copies[0])
    expect(page.locator(".note-grande strong")).to_have_text("13,5")
    expect(page.get_by_text("Votre problématique mérite mieux")).to_be_visible()
    expect(page.get_by_text("Belle lecture de la chute.")).to_be_visible()
    pupil.finish()


@scenario("an auditor filters the log, goes back in time, and takes a proof that holds")
def auditor_looks(story):
    tab = story.tab("auditor")
    page = tab.open("/audit")
    first = page.locator(".journal tbody tr td:first-child").all_inner_texts()
    page.get_by_role("link", name="Plus anciens").click()
    older = page.locator(".journal tbody tr td:first-child").all_inner_texts()
    assert int(first[0]) > int(first[-1]) > int(older[0]) > int(older[-1]), (first, older)
    page.get_by_role("link", name="Plus récents").click()
    tab.fill(type="copie.uploaded")
    tab.press("Filtrer")
    assert page.locator(".journal tbody tr").count() >= 2
    assert set(page.locator(".journal tbody tr td:nth-child(3)").all_inner_texts()) == {"copie.uploaded.v1"}
    # The newest are first: the story's first copie is the last.
    position = page.locator(".journal tbody tr td:first-child").last.inner_text()
    page.locator(".journal summary").first.click()
    expect(page.locator(".journal pre").first).to_contain_text('{"crc":"')
    with page.expect_download() as download:
        page.locator(".journal tbody tr").first.get_by_role("link", name=re.compile("Preuve")).click()
    assert "Conforme" in story.site.run("log", "check", str(download.value.path()), "--key", story.site.key())
    copie = story.copies[0].rsplit("/", 1)[1].split("?")[0]
    page.locator("[name=vue]").select_option("copie")
    # The request for a correction is part of the same commit.
    tab.fill(id=copie, moment=str(int(position) + 1))
    tab.press("Voir l’état passé")
    expect(page.locator(".etat-passe")).to_contain_text('"status" : "pending"')
    page.locator("[name=vue]").select_option("account")
    tab.fill(id="pas-un-uuid")
    with tab.refusals():
        tab.press("Voir l’état passé")
        expect(page.locator("#passe-id-erreur")).to_have_text("Un UUID est attendu.")
    tab.finish()


@scenario("an account changes its password, closes a session, takes its data, and is erased")
def own_account(story):
    email = "partante@eaf.test"
    tab = newcomer(story.browser, story.site, email, "Partante")
    other = Tab(story.browser, story.site, "other", cookies=None)
    other.log_in(email)
    page = tab.open("/profil")
    expect(page.locator(".sessions li")).to_have_count(2)
    page.locator(".sessions").get_by_role("button", name=re.compile("Fermer la session")).click()
    expect(page.get_by_text("La session est fermée.")).to_be_visible()
    other.open("/profil")
    expect(other.page).to_have_url(re.compile("/login"))
    other.finish()
    tab.fill(currentPassword="faux", newPassword="une tout autre phrase")
    with tab.refusals():
        tab.press("Changer le mot de passe")
        expect(page.get_by_text("Le mot de passe actuel est incorrect.")).to_be_visible()
    tab.fill(currentPassword=PASSWORD, newPassword="une tout autre phrase")
    tab.press("Changer le mot de passe")
    expect(page.get_by_text("Votre mot de passe est changé.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger mes données").click()
    assert download.value.path().read_bytes()[:2] == b"PK"
    page.get_by_text("Supprimer mon compte").click()
    page.locator("#suppression-password").fill("une tout autre phrase")
    page.locator("[name=confirmation]").check()
    tab.press("Supprimer définitivement mon compte")
    expect(page).to_have_url(f"{story.site.origin}/bienvenue")
    tab.open("/")
    expect(page).to_have_url(re.compile("/login"))
    tab.finish()


@scenario("colours follow the system until somebody chooses, and the choice stays")
def colours(story):
    tab = story.tab("pupil", scheme="dark")
    page = tab.open("/")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Thème clair").click()
    expect(page.get_by_role("button", name="Thème sombre")).to_be_visible()
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    tab.open("/profil")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
    tab.finish()


@scenario("the library finds texts without their accents, and shows a query as the letters it is")
def library(story):
    tab = story.tab("pupil")
    page = tab.open("/bibliotheque")
    page.get_by_test_id("rag-query").fill("metaphore")
    page.get_by_test_id("rag-submit").click()
    expect(page.get_by_test_id("rag-results")).to_be_visible()
    assert page.locator(".resultats li").count() >= 1
    tab.open("/bibliotheque?q=" + ATTACK)
    assert page.evaluate("window.__hit") is None
    tab.finish()
