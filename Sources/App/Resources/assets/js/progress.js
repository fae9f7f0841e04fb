// Moves the bar of a long print, and opens the page again when it is over. Without it a link asks again.

/** `[data-progress]` holds the address to ask, a `progress` and a `.figure`. */
export default function progress(section) {
    const bar = section.querySelector("progress");
    const figure = section.querySelector(".figure");

    async function ask() {
        const answer = await fetch(section.dataset.progress, { headers: { accept: "application/json" } });
        if (!answer.ok) return;
        const { fait, total, fini } = await answer.json();
        if (fini) {
            location.reload();
            return;
        }
        bar.max = Math.max(1, total);
        bar.value = fait;
        figure.textContent = `${fait} sur ${total}`;
        setTimeout(ask, 1000);
    }

    setTimeout(ask, 500);
}
