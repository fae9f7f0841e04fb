// While a form is filled, asks the server what the rules say and shows its answer in the side panel.

const isOpen = (panel) => [...panel.querySelectorAll("details[open]")].map((it) => it.dataset.keep);

/** Shows new findings without closing what was open nor taking the hand out of a reason being written. */
function show(panel, nodes) {
    const open = isOpen(panel);
    const written = document.activeElement;
    const name = panel.contains(written) ? written.name : undefined;
    const caret = name ? written.selectionStart : undefined;
    // What was written while the server answered is not in its answer.
    const texts = new Map([...panel.querySelectorAll("textarea[name]")].map((it) => [it.name, it.value]));
    panel.replaceChildren(...nodes);
    for (const area of panel.querySelectorAll("textarea[name]")) area.value = texts.get(area.name) ?? area.value;
    for (const details of panel.querySelectorAll("details")) details.open = open.includes(details.dataset.keep);
    const again = name && panel.querySelector(`[name="${CSS.escape(name)}"]`);
    if (!again) return;
    again.focus();
    again.setSelectionRange(caret, caret);
}

/**
 * `form[data-findings="/adresse"]` with `data-findings-in` naming the panel. The address receives the form, reasons
 * written beside the findings included, and answers a fragment of HTML with its summary in `data-summary`; without this
 * module the same findings come back when the form is sent.
 */
export default function findings(form) {
    const panel = document.getElementById(form.dataset.findingsIn);
    const status = document.querySelector("[data-findings-summary]");
    let timer;
    let asked;

    async function ask() {
        asked?.abort();
        asked = new AbortController();
        const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
        try {
            const answer = await fetch(form.dataset.findings, { method: "POST", body, signal: asked.signal });
            if (!answer.ok) return;
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const summary = page.querySelector("[data-summary]")?.dataset.summary ?? "";
            show(panel, page.body.childNodes);
            if (status && status.textContent !== summary) status.textContent = summary;
        } catch {
            // Offline or overtaken by the next key: the panel keeps what it last knew.
        }
    }

    // Reasons belong to the form and stand outside of it: writing one asks nothing.
    for (const kind of ["input", "change"]) {
        form.addEventListener(kind, () => {
            clearTimeout(timer);
            timer = setTimeout(ask, 350);
        });
    }
}
