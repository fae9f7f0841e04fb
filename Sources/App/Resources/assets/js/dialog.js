// Opens native dialogs. `a[data-dialog="id"]` is a link to the full page that does the same without scripts.

/** Called for openers (`[data-dialog]`) and for dialogs themselves. */
export default function dialog(element) {
    if (element instanceof HTMLDialogElement) return equip(element);
    element.addEventListener("click", (event) => {
        const target = document.getElementById(element.dataset.dialog);
        if (!target || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        target.showModal();
    });
}

function equip(box) {
    box.addEventListener("click", (event) => {
        if (event.target === box || event.target.closest("[data-close]")) box.close();
    });
    if ("open" in box.dataset) box.showModal();
}
