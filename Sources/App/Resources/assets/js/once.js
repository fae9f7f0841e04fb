// A form is sent once even on a double click. The server is safe by its submission key; this only spares a refusal.

/** Every `form[method=post]`, except those with `data-again` (downloads). */
export default function once(form) {
    if ("again" in form.dataset) return;
    // On the window, so that a module that handles the form itself has spoken first.
    window.addEventListener("submit", (event) => {
        if (event.target !== form || event.defaultPrevented) return;
        if (form.dataset.sent) return event.preventDefault();
        form.dataset.sent = "yes";
        event.submitter?.setAttribute("aria-busy", "true");
    });
    window.addEventListener("pageshow", () => {
        delete form.dataset.sent;
        for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    });
}
