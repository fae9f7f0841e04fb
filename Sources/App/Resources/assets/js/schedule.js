// Live totals of a weekly schedule. It only adds: what the law allows is said by the server.

/** Minutes since midnight of a time input, or null while it is empty. */
function minutes(input) {
    const [hours, rest] = input.value.split(":").map(Number);
    return Number.isFinite(hours) && Number.isFinite(rest) ? hours * 60 + rest : null;
}

const DAY = 24 * 60;

/** « 7 h 30 », with no-break spaces. */
const spelled = (total) => `${Math.floor(total / 60)}\u00a0h\u00a0${String(total % 60).padStart(2, "0")}`;

/** Sum of the pairs (start, end) of a row; an end before its start is after midnight, an incomplete pair counts for nothing. */
function dayTotal(row) {
    const times = timesOf(row).map(minutes);
    let total = 0;
    for (let index = 0; index + 1 < times.length; index += 2) {
        const [start, end] = [times[index], times[index + 1]];
        if (start !== null && end !== null) total += end >= start ? end - start : end + DAY - start;
    }
    return total;
}

const timesOf = (part) => [...part.querySelectorAll("input[type=time]")];

const said = (table) => table.dispatchEvent(new Event("input", { bubbles: true }));

/** `table[data-schedule]`: rows with time inputs and `output[data-day]`, one `output[data-week]`. */
export default function schedule(table) {
    const rows = [...table.querySelectorAll("tbody tr")];
    const week = table.querySelector("[data-week]");

    function refresh() {
        let sum = 0;
        for (const row of rows) {
            const total = dayTotal(row);
            sum += total;
            const output = row.querySelector("[data-day]");
            if (output) output.textContent = total === 0 ? "—" : spelled(total);
        }
        if (week) week.textContent = spelled(sum);
    }

    // On the form, so that a draft taken up again is counted too.
    (table.closest("form") ?? table).addEventListener("input", refresh);
    const box = table.closest(".week") ?? table.closest("form");
    onCopy(box, "[data-copy-first-day]", () => {
        const [first, ...others] = rows.map(timesOf);
        for (const inputs of others.slice(0, 4)) copy(first, inputs);
        said(table);
    });
    onCopy(box, "[data-copy-first-week]", () => {
        copy(timesOf(table.closest("[data-weeks]").querySelector("table")), timesOf(table));
        said(table);
    });
    refresh();
}

function copy(from, to) {
    to.forEach((input, index) => (input.value = from[index].value));
}

function onCopy(box, name, action) {
    for (const button of box?.querySelectorAll(name) ?? []) {
        button.hidden = false;
        button.addEventListener("click", action);
    }
}
