// Shows a password while it is typed. The button is hidden without scripts.

/** `button[data-reveal="id"]` beside the password input. */
export default function reveal(button) {
    const input = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.addEventListener("click", () => {
        const isShown = input.type === "text";
        input.type = isShown ? "password" : "text";
        button.textContent = isShown ? "Afficher" : "Masquer";
        input.focus();
    });
    input.form?.addEventListener("submit", () => (input.type = "password"));
}
