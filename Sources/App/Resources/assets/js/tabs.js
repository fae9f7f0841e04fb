// On a narrow screen the tabs go past the edge: the one that is open comes into view, and the page does not move.

/** `nav.tabs`: its list scrolls sideways. */
export default function tabs(nav) {
    const list = nav.querySelector("ul");
    const current = list?.querySelector("[aria-current]");
    if (!current) return;
    const frame = list.getBoundingClientRect();
    const place = current.getBoundingClientRect();
    if (place.left >= frame.left && place.right <= frame.right) return;
    list.scrollLeft += place.left - frame.left - (frame.width - place.width) / 2;
}
