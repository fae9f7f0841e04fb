// Ctrl K or « / » opens a palette that finds people, companies, pages and gestures; the plain search form stays.
import { combobox } from "./combobox.js";

function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
}

function build(form) {
    const words = form.dataset.palette;
    const input = element("input", { name: "q", "aria-label": words, placeholder: words, enterkeyhint: "search" });
    const list = element("div");
    const status = element("p", { class: "vh", role: "status" });
    const keys = element("footer", {}, "↑ ↓ choisir · Entrée ouvrir · Échap fermer");
    const search = element("form", { action: form.action, method: "get", role: "search" }, input, list);
    const dialog = element("dialog", { class: "palette", "aria-label": "Aller à" }, search, status, keys);
    document.body.append(dialog);
    const box = combobox(input, list, {
        source: `${form.getAttribute("action")}/suggestions`,
        status,
        least: 0,
        escapes: false,
        choose: (item) => location.assign(item.url),
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    return { dialog, input, ask: box.ask };
}

const isTyping = (target) => target.closest?.("input, select, textarea, [contenteditable]");

/** `form[data-palette]` is the search form of the top bar; the attribute holds the words of the empty field. */
export default function palette(form) {
    let built;
    const plain = form.querySelector("input[type=search]");

    function open() {
        built ??= build(form);
        if (built.dialog.open) return;
        built.input.value = plain.value;
        built.dialog.showModal();
        built.input.select();
        built.ask();
    }

    plain.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        open();
    });
    document.addEventListener("keydown", (event) => {
        const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
        const isSlash = event.key === "/" && !event.ctrlKey && !event.altKey && !isTyping(event.target);
        if (!isCommand && !isSlash) return;
        event.preventDefault();
        open();
    });
}
