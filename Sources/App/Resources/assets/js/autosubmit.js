// Filters apply on change; the focus comes back where it was. Without it the form has its button.
const place = "autosubmit:focus";

/** `form[data-autosubmit]` is a GET form of filters. */
export default function autosubmit(form) {
    form.addEventListener("change", (event) => {
        if (event.target.id) sessionStorage.setItem(place, event.target.id);
        form.requestSubmit();
    });
    const id = sessionStorage.getItem(place);
    if (!id) return;
    sessionStorage.removeItem(place);
    document.getElementById(id)?.focus({ preventScroll: true });
}
