// Menus are details: one open at a time, closed by Escape or a click elsewhere.

let isWatching = false;

function closeAll(except) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
        if (menu !== except) menu.open = false;
    }
}

function watch() {
    if (isWatching) return;
    isWatching = true;
    document.addEventListener("click", (event) => closeAll(event.target.closest("details.menu")));
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        const menu = document.activeElement?.closest("details.menu[open]");
        closeAll();
        menu?.querySelector("summary").focus();
    });
}

/** `details.menu`, anywhere. */
export default function menu(details) {
    watch();
    details.addEventListener("toggle", () => details.open && closeAll(details));
}
