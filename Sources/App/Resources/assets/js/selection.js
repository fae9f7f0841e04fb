// Select all, and the live count in the bar of a selection. Without it the boxes and buttons work as a plain form.

/** `form[data-selection]` holds `input[data-all]`, rows' `.pick input` and a `.bulk` bar with `output[data-count]`. */
export default function selection(form) {
    const all = form.querySelector("input[data-all]");
    const bar = form.querySelector(".bulk");
    const count = bar?.querySelector("[data-count]");
    const boxes = [...form.querySelectorAll("tbody .pick input[type=checkbox]")];
    let last = -1;

    function refresh() {
        const checked = boxes.filter((box) => box.checked).length;
        if (all) {
            all.checked = checked > 0 && checked === boxes.length;
            all.indeterminate = checked > 0 && checked < boxes.length;
        }
        if (count) count.textContent = checked === 1 ? "1 ligne cochée" : `${checked} lignes cochées`;
        if (bar) bar.hidden = checked === 0;
    }

    all?.addEventListener("change", () => {
        for (const box of boxes) box.checked = all.checked;
        refresh();
    });
    boxes.forEach((box, index) => box.addEventListener("click", (event) => {
        if (event.shiftKey && last >= 0) {
            const [from, to] = [Math.min(last, index), Math.max(last, index)];
            for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
        }
        last = index;
        refresh();
    }));
    window.addEventListener("pageshow", refresh);
    refresh();
}
