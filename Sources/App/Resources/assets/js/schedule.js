// Live totals of a weekly schedule. It only adds: what the law allows is said by the server.

/** Minutes since midnight of a time input, or null while it is empty. */
function minutes(input) {
    const [hours, rest] = input.value.split(":").map(Number);
    return Number.isFinite(hours) && Number.isFinite(rest) ? hours * 60 + rest : null;
}

/** « 7 h 30 », with no-break spaces. */
const spelled = (total) => `${Math.floor(total / 60)}\u00a0h\u00a0${String(total % 60).padStart(2, "0")}`;

/** Sum of the pairs (start, end) of a row; a pair that is incomplete or reversed counts for nothing. */
function dayTotal(row) {
    const times = [...row.querySelectorAll("input[type=time]")].map(minutes);
    let total = 0;
    for (let index = 0; index + 1 < times.length; index += 2) {
        const [start, end] = [times[index], times[index + 1]];
        if (start !== null && end !== null && end > start) total += end - start;
    }
    return total;
}

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

    table.addEventListener("input", refresh);
    const form = table.closest("form");
    for (const button of form?.querySelectorAll("[data-copy-first-day]") ?? []) {
        button.hidden = false;
        button.addEventListener("click", () => {
            const [first, ...others] = rows.map((row) => [...row.querySelectorAll("input[type=time]")]);
            const weekdays = others.slice(0, 4);
            for (const inputs of weekdays) inputs.forEach((input, index) => (input.value = first[index].value));
            table.dispatchEvent(new Event("input", { bubbles: true }));
        });
    }
    refresh();
}
