// The keyboard and ARIA part of a text input with a list of suggestions, shared by the palette and typeaheads.

let serial = 0;

/** An `svg.icon` of the sprite. */
function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", new URL(`../icons.svg#${name}`, import.meta.url));
    svg.append(use);
    return svg;
}

const icons = {
    learner: "person", company: "company", contact: "phone", place: "place",
    page: "document", class: "class", action: "next", agreement: "signature",
};

function line(item, id) {
    const option = document.createElement("div");
    option.id = id;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.textContent = item.label;
    option.append(icon(icons[item.kind] ?? "next"), label);
    if (item.detail) {
        const detail = document.createElement("span");
        detail.className = "detail";
        detail.textContent = item.detail;
        option.append(detail);
    }
    return option;
}

/**
 * Makes `input` a combobox over `list`.
 * `source` is an address that answers `?q=` with [{kind, label, detail, url, value}]; `choose(item, event)` receives
 * the line taken; `status` is a live region that says how many lines there are; `least` letters are needed. Without
 * `escapes`, Escape is left to the dialog around.
 */
export function combobox(input, list, { source, choose, status, least = 2, escapes = true }) {
    const name = `options-${++serial}`;
    let items = [];
    let current = -1;
    let timer;
    let asked;
    // What is typed is newer than the lines shown; Enter waits for the answer rather than take an old line.
    let isStale = false;
    let entered;

    list.id = name;
    list.classList.add("options");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", name);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";

    function mark(index) {
        list.children[current]?.setAttribute("aria-selected", "false");
        current = index;
        const option = list.children[current];
        if (!option) return input.removeAttribute("aria-activedescendant");
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", option.id);
    }

    function show(found) {
        items = found;
        current = -1;
        list.replaceChildren(...items.map((item, index) => line(item, `${name}-${index}`)));
        list.hidden = items.length === 0;
        input.setAttribute("aria-expanded", String(items.length > 0));
        mark(items.length > 0 ? 0 : -1);
        isStale = false;
        const event = entered;
        entered = undefined;
        if (!event) return;
        if (items.length > 0) take(0, event);
        else input.form?.requestSubmit();
    }

    async function ask() {
        const query = input.value.trim();
        asked?.abort();
        if (query.length < least) return close();
        asked = new AbortController();
        try {
            const address = new URL(source, location.href);
            address.searchParams.set("q", query);
            const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
            if (!answer.ok) return close();
            show(await answer.json());
            status.textContent = items.length === 0 ? "Aucun résultat." : `Résultats : ${items.length}.`;
        } catch (error) {
            // Offline or overtaken by the next letter: the plain form still works.
            if (error.name !== "AbortError") {
                entered = undefined;
                close();
            }
        }
    }

    function close() {
        entered = undefined;
        show([]);
        status.textContent = "";
    }

    function take(index, event) {
        const item = items[index];
        if (!item) return;
        event.preventDefault();
        close();
        choose(item, event);
    }

    input.addEventListener("input", () => {
        clearTimeout(timer);
        isStale = input.value.trim().length >= least;
        entered = undefined;
        timer = setTimeout(ask, 120);
    });
    input.addEventListener("keydown", (event) => {
        const last = items.length - 1;
        if (event.key === "ArrowDown" && last >= 0) mark(current === last ? 0 : current + 1);
        else if (event.key === "ArrowUp" && last >= 0) mark(current <= 0 ? last : current - 1);
        else if (event.key === "Enter" && isStale) entered = event;
        else if (event.key === "Enter" && current >= 0) return take(current, event);
        else if (event.key === "Escape" && last >= 0 && escapes) close();
        else return;
        event.preventDefault();
        event.stopPropagation();
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) take([...list.children].indexOf(option), event);
    });
    list.hidden = true;
    return { ask, close };
}
