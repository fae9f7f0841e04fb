// The weeks of a schedule that differ: those that the choice counts are shown and open.

const isBlank = (week) => [...week.querySelectorAll("input[type=time]")].every((input) => input.value === "");

/** `[data-weeks]`: a choice of how many, and `details[data-week-number]`. One with hours stays in sight: nothing hides what was typed. */
export default function weeks(box) {
    const choice = box.querySelector("select");
    const others = [...box.querySelectorAll("[data-week-number]")];

    function refresh() {
        const count = Number(choice.value) || 1;
        for (const week of others) {
            const counted = Number(week.dataset.weekNumber) <= count;
            week.hidden = !counted && isBlank(week);
            if (counted && !week.dataset.shown) week.open = true;
            if (counted) week.dataset.shown = "yes";
            else delete week.dataset.shown;
        }
    }

    (box.closest("form") ?? box).addEventListener("input", refresh);
    refresh();
}
