// Light, dark, or as the device. The choice is kept in a cookie that the server copies to html data-theme, so that no
// page flashes; without scripts the same form is posted.

function apply(choice) {
    const root = document.documentElement;
    if (choice === "auto") delete root.dataset.theme;
    else root.dataset.theme = choice;
}

/** `form[data-theme-choice]` holds three buttons named `theme`: auto, light, dark. */
export default function theme(form) {
    const buttons = [...form.querySelectorAll("button[name=theme]")];

    function mark(choice) {
        for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === choice));
    }

    const stored = localStorage.getItem("theme");
    if (stored) apply(stored);
    mark(stored ?? document.documentElement.dataset.theme ?? "auto");
    form.addEventListener("submit", (event) => {
        const choice = event.submitter?.value;
        if (!choice) return;
        event.preventDefault();
        localStorage.setItem("theme", choice);
        document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
        apply(choice);
        mark(choice);
    });
}
