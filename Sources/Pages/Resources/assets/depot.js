// Handing in a copie: drop, camera, preview and progress. Without this script the form does the same, plainly.
"use strict";
(() => {
  const form = document.querySelector("form[data-depot]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-zone]");
  const choice = form.querySelector("[data-choix]");
  const preview = form.querySelector("[data-apercu]");
  const progress = form.querySelector("[data-progres]");
  const state = form.querySelector("[data-etat]");
  const failure = form.querySelector("[data-echec]");
  const button = form.querySelector("button[type=submit]");
  const label = button.textContent;
  const types = input.accept.split(",");
  let shown = null;
  let isSending = false;
  form.querySelectorAll("[data-avec-script]").forEach((part) => { part.hidden = false; });

  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} ko` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} Mo`;
  const fail = (message) => { failure.textContent = message; failure.hidden = !message; };
  const show = () => {
    const file = input.files[0];
    fail("");
    if (shown) URL.revokeObjectURL(shown);
    shown = null;
    preview.hidden = true;
    choice.hidden = !file;
    if (!file) return;
    choice.textContent = `${file.name} (${size(file.size)})`;
    if (!types.includes(file.type)) { fail("Ce type de fichier n’est pas accepté : JPEG, PNG, WebP ou PDF."); return; }
    if (file.type.startsWith("image/")) {
      shown = URL.createObjectURL(file);
      preview.src = shown;
      preview.hidden = false;
    }
  };
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("survol"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.remove("survol"); });
  }
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });
  form.querySelector("[data-camera]").addEventListener("click", () => {
    const camera = document.createElement("input");
    camera.type = "file";
    camera.accept = "image/jpeg,image/png,image/webp";
    camera.setAttribute("capture", "environment");
    camera.addEventListener("change", () => { if (camera.files.length) { input.files = camera.files; show(); } });
    camera.click();
  });

  const token = () => document.cookie.match(/(?:^|; )eaf_csrf=([^;]+)/)?.[1] ?? form.elements.csrf.value;
  const stop = (message) => {
    isSending = false;
    progress.hidden = true;
    button.removeAttribute("aria-disabled");
    button.textContent = label;
    state.textContent = "";
    fail(message);
  };
  const answer = (request) => {
    let body = {};
    try { body = JSON.parse(request.responseText); } catch { /* Not ours: a proxy's, perhaps. */ }
    if (request.status === 202) {
      state.textContent = "Copie déposée. La correction commence…";
      location.assign(form.dataset.suite + encodeURIComponent(body.copieId));
    } else if (request.status === 401) {
      stop("Votre session a pris fin. Le fichier choisi reste ici : ");
      const link = document.createElement("a");
      link.href = "/login";
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = "reconnectez-vous dans un autre onglet";
      failure.append(link, ", puis déposez la copie de nouveau.");
    } else {
      stop(body.error ?? "Le serveur n’a pas pu recevoir la copie. Réessayez dans un instant ; elle ne sera déposée qu’une fois.");
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSending) return;
    if (!input.files.length) { fail("Choisissez d’abord un fichier."); return; }
    isSending = true;
    fail("");
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.attente;
    progress.hidden = false;
    progress.value = 0;
    state.textContent = "Envoi de la copie…";
    const body = new FormData();
    // Fields come before the file: the server reads them first.
    if (form.querySelector("[data-accord]")?.checked) body.append("modelConsent", "true");
    body.append("file", input.files[0]);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.depot);
    request.setRequestHeader("X-CSRF-Token", token());
    request.setRequestHeader("Idempotency-Key", form.elements.cle.value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = Math.round(event.loaded / event.total * 100);
    });
    request.addEventListener("load", () => answer(request));
    request.addEventListener("error", () => stop("La connexion s’est interrompue. Réessayez : la copie ne sera déposée qu’une fois."));
    request.send(body);
  });
})();
