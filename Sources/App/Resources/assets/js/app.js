// Starts the small modules a page asks for by its attributes. Every page works without any of them.
const wants = {
    "[data-palette]": "palette",
    "[data-typeahead]": "typeahead",
    "form[data-selection]": "selection",
    "form[data-autosubmit]": "autosubmit",
    "form[method=post]": "once",
    "table[data-schedule]": "schedule",
    "[data-weeks]": "weeks",
    "form[data-findings]": "findings",
    "[data-drop]": "dropzone",
    "[data-dialog], dialog": "dialog",
    "form[data-theme-choice]": "theme",
    "[data-reveal]": "reveal",
    "[data-focus], [data-dismiss]": "flash",
    "details.menu": "menu",
    "form[data-offline]": "offline",
    "form[data-capture]": "capture",
    "form[data-distribution]": "distribution",
    "[data-progress]": "progress",
    "form[data-resolve]": "resolve",
    "[data-map]": "map",
    "nav.tabs": "tabs",
};

document.documentElement.classList.add("js");

function start(root) {
    for (const [selector, name] of Object.entries(wants)) {
        const found = root.querySelectorAll(selector);
        if (found.length === 0) continue;
        import(`./${name}.js`).then((module) => found.forEach((element) => module.default(element)));
    }
}

start(document);
// A part of the page that was replaced asks for the same modules.
document.addEventListener("replaced", (event) => start(event.target));

const hasDrafts = Object.keys(sessionStorage).some((key) => key.startsWith("draft:"));
if (hasDrafts || document.querySelector("form[data-draft]")) {
    import("./draft.js").then((module) => module.default());
}
