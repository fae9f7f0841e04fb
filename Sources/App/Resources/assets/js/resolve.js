// Sliders that propose again as soon as one is let go. Without it the form has its button.

/**
 * `form[data-resolve="id id"]` posts itself on change and shows the named parts of the page that comes back. Outputs
 * with `data-of` follow their slider.
 */
export default function resolve(form) {
    const parts = form.dataset.resolve.split(" ");
    const status = form.querySelector("[data-resolving]");
    let timer;
    let asked;

    async function ask() {
        asked?.abort();
        asked = new AbortController();
        form.setAttribute("aria-busy", "true");
        try {
            const body = new URLSearchParams([...new FormData(form)]);
            const answer = await fetch(form.action, { method: "POST", body, signal: asked.signal });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            if (!answer.ok) throw new Error(page.querySelector(".errors li")?.textContent ?? "");
            // Read before the parts leave the page that came back.
            const said = page.querySelector("[data-changes]") ?? page.querySelector(".flash p, .flash");
            status.textContent = said?.textContent.trim() || "Proposé de nouveau.";
            for (const id of parts) {
                const fresh = page.getElementById(id);
                const part = document.getElementById(id);
                if (!fresh || !part) continue;
                part.replaceChildren(...fresh.childNodes);
                part.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
            }
            // Each answer gives the key that the next one needs.
            const next = page.querySelector("form[data-resolve]");
            for (const field of next?.querySelectorAll("input[type=hidden]") ?? []) {
                const mine = form.querySelector(`input[type=hidden][name="${field.name}"]`);
                if (mine) mine.value = field.value;
            }
        } catch (error) {
            if (error.name === "AbortError") return;
            status.textContent = error.message || "Le calcul n’a pas abouti : utilisez le bouton.";
        }
        form.removeAttribute("aria-busy");
    }

    form.addEventListener("input", (event) => {
        const output = form.querySelector(`output[data-of="${event.target.id}"]`);
        if (output) output.textContent = event.target.value;
    });
    form.addEventListener("change", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, 150);
    });
}
