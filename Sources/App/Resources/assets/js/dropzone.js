// Files can be dropped on a zone; the input inside it stays the way without a mouse.

const sizes = ["o", "ko", "Mo", "Go"];

function weight(bytes) {
    let size = bytes;
    let unit = 0;
    while (size >= 1000 && unit < sizes.length - 1) {
        size /= 1000;
        unit += 1;
    }
    return `${size.toLocaleString("fr-FR", { maximumFractionDigits: unit > 1 ? 1 : 0 })}\u00a0${sizes[unit]}`;
}

/** `[data-drop]` holds `input[type=file]` and a `[data-files]` live list that names what was chosen. */
export default function dropzone(zone) {
    const input = zone.querySelector("input[type=file]");
    const list = zone.querySelector("[data-files]");

    function show() {
        list?.replaceChildren(...[...input.files].map((file) => {
            const item = document.createElement("li");
            const name = document.createElement("span");
            const size = document.createElement("span");
            name.textContent = file.name;
            size.textContent = weight(file.size);
            size.className = "detail";
            item.append(name, size);
            return item;
        }));
    }

    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
        zone.addEventListener(kind, (event) => {
            event.preventDefault();
            zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
        });
    }
    zone.addEventListener("drop", (event) => {
        if (event.dataTransfer.files.length === 0) return;
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.addEventListener("change", show);
}
