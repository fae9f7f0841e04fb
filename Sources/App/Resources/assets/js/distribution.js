// Counts live how many learners each teacher would follow; the server counts again and decides.

/** `form[data-distribution]` with `data-cap`: selects of référents, and a row with an output for each teacher. */
export default function distribution(form) {
    const cap = Number(form.dataset.cap);
    const hours = Number(form.querySelector("[data-service-hours]")?.dataset.serviceHours ?? 0);
    const rows = [...form.querySelectorAll("tr[data-teacher]")];
    const selects = [...form.querySelectorAll("select[name^=eleve_]")];
    const start = new Map(rows.map((row) => [row, Number(row.querySelector("[data-load]").textContent) || 0]));
    const chosen = (id) => selects.filter((select) => select.value === id).length;
    const before = new Map(rows.map((row) => [row, chosen(row.dataset.teacher)]));

    form.addEventListener("change", () => {
        const above = [];
        for (const row of rows) {
            const load = start.get(row) - before.get(row) + chosen(row.dataset.teacher);
            row.querySelector("[data-load]").textContent = String(load);
            const service = row.querySelector("[data-service]");
            if (service) service.textContent = String(chosen(row.dataset.teacher) * hours);
            if (cap > 0 && load > cap) above.push(row.querySelector("th").firstChild.textContent.trim());
        }
        const warning = form.querySelector("[data-warning]");
        warning.textContent = above.length > 0 ? `Au-delà de ${cap} élèves : ${above.join(", ")}.` : "";
    });
}
