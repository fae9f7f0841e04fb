// Sends a form by itself, so that nothing typed is lost when the network is: what is typed stays on this device until
// the server has it, and is sent again as soon as the network is back. Without this module the form is sent plainly.

const prefix = "offline:";
const keptDays = 7;
const again = 15_000;
const skipped = "button, [type=password], [type=file], [type=hidden], [data-private] *";
const isBox = (field) => field.type === "checkbox" || field.type === "radio";
const submissionKey = (form) => form.elements._cle;

const fields = (form) => [...form.elements].filter((field) => field.name && !field.matches(skipped));

function snapshot(form) {
    return fields(form).map((field) => [field.name, isBox(field) ? [field.value, field.checked] : field.value]);
}

function restore(form, values) {
    fields(form).forEach((field, index) => {
        const [name, value] = values[index] ?? [];
        if (name !== field.name) return;
        if (isBox(field)) field.checked = value[1];
        else field.value = value;
    });
}

function say(form, text) {
    let bar = form.querySelector(":scope > .notice[data-offline-said]");
    if (!bar) {
        bar = document.createElement("div");
        bar.className = "notice warning";
        bar.dataset.offlineSaid = "";
        bar.setAttribute("role", "status");
        bar.append(document.createElement("div"));
        form.prepend(bar);
    }
    bar.firstElementChild.textContent = text;
}

/** Forgets what is older than a week, and everything on a sign-in page: the device may change hands. */
function clean() {
    const isSignIn = document.querySelector("input[type=password]") !== null;
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
        const { at } = JSON.parse(localStorage.getItem(key));
        if (isSignIn || Date.now() - at > keptDays * 86_400_000) localStorage.removeItem(key);
    }
}

/** `form[data-offline="key"]`: the key names what is being written, the same when the page is opened again. */
export default function offline(form) {
    clean();
    const key = prefix + form.dataset.offline;
    let timer;
    let retry;

    // The submission key is kept too: a form that did arrive, though its answer was lost, is not carried out twice.
    const save = (sent = false) => localStorage.setItem(
        key, JSON.stringify({ at: Date.now(), values: snapshot(form), cle: submissionKey(form)?.value, sent }));

    async function send() {
        clearTimeout(retry);
        save(true);
        try {
            const body = form.enctype === "multipart/form-data" ? new FormData(form) : new URLSearchParams(new FormData(form));
            const answer = await fetch(form.action, { method: "POST", body });
            if (new URL(answer.url).pathname === "/connexion") {
                return say(form, "Votre session est finie. Ce que vous avez écrit est gardé : reconnectez-vous dans un autre onglet, puis envoyez de nouveau.");
            }
            if (answer.redirected) {
                localStorage.removeItem(key);
                window.location.assign(answer.url);
            } else {
                // Nothing was written: the server has something to say about the form, and its own page says it best.
                form.submit();
            }
        } catch {
            say(form, "Pas de réseau : votre texte est gardé sur cet appareil et partira tout seul dès que le réseau revient. Laissez cette page ouverte, ou revenez-y plus tard.");
            retry = setTimeout(send, again);
        }
    }

    const found = localStorage.getItem(key);
    if (found && !document.querySelector("[data-failed]")) {
        const { values, cle, sent } = JSON.parse(found);
        restore(form, values);
        if (sent && cle && submissionKey(form)) submissionKey(form).value = cle;
        say(form, sent ? "Ce texte n’est pas encore arrivé au lycée : vérifiez-le, puis envoyez-le." : "Ce que vous aviez commencé à écrire est là.");
    }
    form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(save, 400);
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        clearTimeout(timer);
        send();
    });
    window.addEventListener("online", () => {
        if (retry) send();
    });
}
