// What has just been done, or refused, is where the reader arrives; a message can be put away.

/** `[data-focus]` takes the focus once; `button[data-dismiss]` removes its message. */
export default function flash(element) {
    if ("dismiss" in element.dataset) {
        element.hidden = false;
        element.addEventListener("click", () => element.closest("[role]").remove());
        return;
    }
    // A page that waits for words keeps the hand of whoever types; its message is a status, and is read all the same.
    // The browser gives the focus to that field only when it first paints, perhaps after this module ran.
    if (element.getAttribute("role") === "status" && document.querySelector("[autofocus]")) return;
    element.tabIndex = -1;
    element.focus();
}
