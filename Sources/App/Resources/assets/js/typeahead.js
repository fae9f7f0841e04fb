// A text input that suggests records. Without it the server receives the words and offers the choice itself.
import { combobox } from "./combobox.js";

/**
 * `input[data-typeahead="/entreprises/suggestions"]` inside `.combo`; `data-typeahead-for` names the hidden input that
 * receives the identifier. Typing again empties it, so that words and identifier never disagree.
 */
export default function typeahead(input) {
    const hidden = document.getElementById(input.dataset.typeaheadFor ?? "");
    // The suggestions of the server replace those of the browser.
    input.removeAttribute("list");
    const list = document.createElement("div");
    const status = document.createElement("p");
    status.className = "vh";
    status.setAttribute("role", "status");
    input.after(list, status);

    const box = combobox(input, list, {
        source: input.dataset.typeahead,
        status,
        choose(item) {
            input.value = item.label;
            if (hidden) hidden.value = item.value;
            status.textContent = `${item.label} choisi.`;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        },
    });
    input.addEventListener("input", () => {
        if (hidden) hidden.value = "";
    });
    input.addEventListener("blur", box.close);
    // Letters typed before this module was there are looked up too.
    if (input === document.activeElement && input.value && !hidden?.value) {
        input.dispatchEvent(new Event("input", { bubbles: true }));
    }
}
