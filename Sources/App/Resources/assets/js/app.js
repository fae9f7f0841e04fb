// Starts the small modules a page asks for by its attributes. Every page works without any of them.
const wants = {
    "[data-palette]": "palette",
    "[data-typeahead]": "typeahead",
    "form[data-selection]": "selection",
    "form[data-autosubmit]": "autosubmit",
    "form[method=post]": "once",
    "table[data-schedule]": "schedule",
    "form[data-findings]": "findings",
    "[data-drop]": "dropzone",
    "[data-dialog], dialog": "dialog",
    "form[data-theme-choice]": "theme",
    "[data-reveal]": "reveal",
    "[data-focus], [data-dismiss]": "flash",
    "details.menu": "menu",
};

/** Loads every module whose selector matches inside `root`, once, and lets it equip what matches. */
export async function equip(root = document) {
    for (const [selector, name] of Object.entries(wants)) {
        const found = root.querySelectorAll(selector);
        if (found.length === 0) continue;
        const module = await import(`./${name}.js`);
        for (const element of found) module.default(element);
    }
}

document.documentElement.classList.add("js");
equip();

const hasDrafts = Object.keys(sessionStorage).some((key) => key.startsWith("draft:"));
if (hasDrafts || document.querySelector("form[data-draft]")) {
    import("./draft.js").then((module) => module.default());
}
