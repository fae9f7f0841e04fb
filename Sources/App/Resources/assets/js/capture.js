// Noting a call: once a company is chosen among the suggestions, its page opens by itself.

/** `form[data-capture]` is the search form of the page; the hidden field of its typeahead names the company. */
export default function capture(form) {
    form.addEventListener("change", () => {
        if (form.elements.entreprise?.value) form.requestSubmit();
    });
}
