// While a form is filled, asks the server what the rules say and shows its answer in the side panel.

/**
 * `form[data-findings="/adresse"]` with `data-findings-in` naming a live region. The address receives the form and
 * answers a fragment of HTML; without this module the same findings come back when the form is sent.
 */
export default function findings(form) {
    const panel = document.getElementById(form.dataset.findingsIn);
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
            panel.replaceChildren(...page.body.childNodes);
        } catch {
            // Offline or overtaken by the next key: the panel keeps what it last knew.
        }
    }

    for (const kind of ["input", "change"]) {
        form.addEventListener(kind, () => {
            clearTimeout(timer);
            timer = setTimeout(ask, 350);
        });
    }
}
