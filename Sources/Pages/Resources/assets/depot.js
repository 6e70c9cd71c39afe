// Handing in a copie: drop, camera, previews and progress. Without this script the form does the same, plainly.
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
  const sheetsMax = Number(form.dataset.feuilles);
  const bytesMax = Number(form.dataset.octets);
  let chosen = [];
  let shown = [];
  let isSending = false;
  // The button stands for the field, whose own words are the browser's; the field keeps keyboard and screen reader.
  zone.classList.add("avec-bouton");
  form.querySelectorAll("[data-avec-script]").forEach((part) => { part.hidden = false; });

  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} ko` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} Mo`;
  const fail = (message) => { failure.textContent = message; failure.hidden = !message; };
  const isImage = (file) => file.type.startsWith("image/");
  // What is wrong with the files that were chosen; empty when they can be sent.
  const fault = () => {
    if (!chosen.length) return "Choisissez d’abord un fichier.";
    if (!chosen.every((file) => types.includes(file.type))) return "Ce type de fichier n’est pas accepté : JPEG, PNG, WebP ou PDF.";
    if (chosen.length > 1 && !chosen.every(isImage)) return "Plusieurs fichiers ne font une copie que si ce sont des photos. Un PDF se dépose seul.";
    if (chosen.length > sheetsMax) return `Une copie a ${sheetsMax} feuilles photographiées au plus. Au-delà, déposez un seul PDF.`;
    const bytes = chosen.reduce((sum, file) => sum + file.size, 0);
    if (bytes > bytesMax) return `Ces fichiers pèsent ${size(bytes)} : c’est plus que les ${size(bytesMax)} admis.`;
    return "";
  };
  // One sending has one name, however often it is tried; other files are another sending.
  const keys = new Map();
  const nameSending = () => {
    const files = chosen.map((file) => `${file.name} ${file.size} ${file.lastModified}`).join("\n");
    if (!keys.has(files)) {
      keys.set(files, keys.size ? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("") : form.elements.cle.value);
    }
    form.elements.cle.value = keys.get(files);
  };
  const choose = (files) => {
    chosen = [...files];
    shown.forEach((address) => URL.revokeObjectURL(address));
    shown = [];
    preview.replaceChildren();
    choice.hidden = !chosen.length;
    choice.textContent = chosen.length > 1
      ? `${chosen.length} feuilles, dans cet ordre : ${chosen.map((file) => file.name).join(", ")} (${size(chosen.reduce((sum, file) => sum + file.size, 0))})`
      : chosen.map((file) => `${file.name} (${size(file.size)})`).join("");
    const wrong = chosen.length ? fault() : "";
    fail(wrong);
    if (!wrong) {
      chosen.filter(isImage).forEach((file, index) => {
        const picture = document.createElement("img");
        picture.src = URL.createObjectURL(file);
        picture.alt = chosen.length > 1 ? `Aperçu de la feuille ${index + 1}` : "Aperçu de la photo choisie";
        shown.push(picture.src);
        preview.append(picture);
      });
      if (chosen.length) nameSending();
    }
    preview.hidden = !shown.length;
  };
  // Leaves the field as it is read without this script, and as `required` wants it.
  const put = (files) => {
    const list = new DataTransfer();
    [...files].forEach((file) => list.items.add(file));
    input.files = list.files;
    choose(input.files);
  };
  input.addEventListener("change", () => choose(input.files));
  // A page that the browser comes back to may have its files still.
  if (input.files.length) choose(input.files);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("survol"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.remove("survol"); });
  }
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    put(event.dataTransfer.files);
  });
  form.querySelector("[data-camera]").addEventListener("click", () => {
    const camera = document.createElement("input");
    camera.type = "file";
    camera.accept = "image/jpeg,image/png,image/webp";
    camera.setAttribute("capture", "environment");
    camera.addEventListener("change", () => {
      // Each picture is one more sheet.
      if (camera.files.length) put([...chosen.filter(isImage), ...camera.files]);
    });
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
  // Sheets beside others are JPEG: the browser, which shows the others, can also make JPEG of them.
  const asSheets = () => Promise.all(chosen.map(async (file) => {
    if (chosen.length < 2 || file.type === "image/jpeg") return file;
    const picture = await createImageBitmap(file);
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    const drawing = canvas.getContext("2d");
    drawing.fillStyle = "white";
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.drawImage(picture, 0, 0);
    const jpeg = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
    if (!jpeg) throw new Error(file.name);
    return new File([jpeg], `${file.name}.jpg`, { type: jpeg.type });
  }));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isSending) return;
    const wrong = fault();
    if (wrong) { fail(wrong); return; }
    isSending = true;
    fail("");
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.attente;
    progress.hidden = false;
    progress.value = 0;
    state.textContent = "Envoi de la copie…";
    const body = new FormData();
    // Fields come before the files: the server reads them first.
    if (form.querySelector("[data-accord]")?.checked) body.append("modelConsent", "true");
    try {
      for (const file of await asSheets()) body.append("file", file, file.name);
    } catch {
      stop("Une des photos ne peut pas être lue. Reprenez-la, ou enregistrez-la en JPEG.");
      return;
    }
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
