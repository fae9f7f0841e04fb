// Keeps what is typed in long forms for this tab, and offers it again after an error or a wrong click.
// Never passwords, files, hidden fields or anything under [data-private] (health and bank data).

const prefix = "draft:";
const skipped = "button, [type=password], [type=file], [type=hidden], [autocomplete=one-time-code], [data-private] *";
const isBox = (field) => field.type === "checkbox" || field.type === "radio";

function kept(form) {
    const fields = [...form.elements].filter((field) => field.name && !field.matches(skipped));
    return fields.map((field) => [field, isBox(field) ? String(field.checked) : field.value]);
}

const snapshot = (form) => JSON.stringify(kept(form).map(([field, value]) => [field.name, value]));

function restore(form, text) {
    const values = JSON.parse(text);
    kept(form).forEach(([field], index) => {
        const [name, value] = values[index] ?? [];
        if (name !== field.name) return;
        if (isBox(field)) field.checked = value === "true";
        else field.value = value;
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(form, key, text) {
    const bar = document.createElement("div");
    bar.className = "notice info draft";
    bar.setAttribute("role", "status");
    const words = document.createElement("div");
    words.textContent = "Ce que vous aviez commencé à saisir a été gardé. ";
    const choices = { Reprendre: () => restore(form, text), Oublier: () => sessionStorage.removeItem(key) };
    for (const [label, act] of Object.entries(choices)) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn small";
        button.textContent = label;
        button.addEventListener("click", () => {
            act();
            bar.remove();
        });
        words.append(button, " ");
    }
    bar.append(words);
    form.prepend(bar);
}

function follow(form) {
    const key = prefix + form.dataset.draft;
    const found = sessionStorage.getItem(key);
    const saved = found && JSON.parse(found).text;
    if (saved && saved !== snapshot(form)) offer(form, key, saved);
    let timer;
    form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => sessionStorage.setItem(key, JSON.stringify({ text: snapshot(form) })), 400);
    });
    form.addEventListener("submit", () => {
        clearTimeout(timer);
        sessionStorage.setItem(key, JSON.stringify({ text: snapshot(form), sent: true }));
    });
}

/** Forgets drafts that were sent and accepted, all of them on a sign-in page, then follows the forms of this page. */
export default function draft() {
    const isSignIn = document.querySelector("input[type=password]") !== null;
    const hasFailed = document.querySelector("[data-failed]") !== null;
    const forms = [...document.querySelectorAll("form[data-draft]")];
    const here = new Set(forms.map((form) => prefix + form.dataset.draft));
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(prefix))) {
        const isAccepted = !here.has(key) && !hasFailed && JSON.parse(sessionStorage.getItem(key)).sent;
        if (isSignIn || isAccepted) sessionStorage.removeItem(key);
    }
    forms.forEach(follow);
}
