// A map that moves over the drawing of the server. It replaces it only once the points are there: without Leaflet,
// without the network or with an old browser, the drawing stays.

const cell = 56;

function sheet(address) {
    return new Promise((done, failed) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = address;
        link.addEventListener("load", done);
        link.addEventListener("error", failed);
        document.head.append(link);
    });
}

async function read(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
}

function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
}

/** What a press on some points shows: one company, or the list of those that stand at one place. */
function content(points) {
    const links = points.slice(0, 30).map((point) => {
        const item = element(points.length > 1 ? "li" : "p");
        item.append(element("a", point.name, { href: point.url }), element("span", point.detail, { class: "detail" }));
        return item;
    });
    if (points.length === 1) return links[0];
    const list = element("ul");
    list.append(...links);
    if (points.length > 30) list.append(element("li", `et ${points.length - 30} autres`));
    return list;
}

/** The points of a frame, those too near each other together. */
function groups(map, points, bounds) {
    const found = new Map();
    const zoom = map.getZoom();
    for (const point of points) {
        if (!bounds.contains(point.at)) continue;
        const place = map.project(point.at, zoom);
        const key = `${Math.floor(place.x / cell)}|${Math.floor(place.y / cell)}`;
        const group = found.get(key);
        if (group) group.push(point);
        else found.set(key, [point]);
    }
    // Two groups on either side of a line of the grid may still touch.
    const joined = [];
    for (const group of [...found.values()].sort((one, other) => other.length - one.length)) {
        const middle = map.project(centre(group), zoom);
        const near = joined.find((other) => other.middle.distanceTo(middle) < cell * 0.85);
        if (near) near.points.push(...group);
        else joined.push({ points: group, middle });
    }
    return joined.map((group) => group.points);
}

/** The middle of some points. */
function centre(points) {
    const sum = points.reduce(([south, west], { at }) => [south + at.lat, west + at.lng], [0, 0]);
    return [sum[0] / points.length, sum[1] / points.length];
}

/**
 * `[data-map="label"]`: `data-points` answers {points, towns, isPartial}; `data-leaflet` and `data-map-style` are the
 * files; `data-tiles` may be empty; with `data-area`, a link asks the page again for the frame shown.
 */
export default async function movingMap(box) {
    const { leaflet, mapStyle, points: address, tiles, attribution, area, frame } = box.dataset;
    let L;
    let found;
    try {
        [L, found] = await Promise.all([import(leaflet), read(address), sheet(mapStyle)]);
    } catch {
        return;
    }
    if (found.points.length === 0) return;
    const points = found.points.map((point) => ({ ...point, at: L.latLng(point.latitude, point.longitude) }));

    const holder = element("div", "", { class: "mapholder" });
    const ground = element("div", "", { class: "leafletmap", role: "region", "aria-label": box.dataset.map });
    holder.append(ground);
    box.replaceChildren(holder);
    if (!found.isPartial) document.querySelectorAll("[data-map-partial]").forEach((note) => note.remove());

    const map = L.map(ground, {
        zoomControl: false, attributionControl: Boolean(tiles && attribution), maxZoom: 18, minZoom: 3,
        zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
    L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    if (tiles) {
        const safe = element("span", attribution).innerHTML;
        L.tileLayer(tiles, { maxZoom: 18, attribution: safe }).addTo(map);
        map.attributionControl?.setPrefix(false);
    }

    const layer = L.layerGroup().addTo(map);
    let opened;

    function show(group, marker) {
        opened = marker.getElement();
        const popup = L.popup({ minWidth: 160 }).setLatLng(marker.getLatLng()).setContent(content(group)).openOn(map);
        const close = popup.getElement().querySelector(".leaflet-popup-close-button");
        close?.setAttribute("aria-label", "Fermer");
        close?.setAttribute("role", "button");
        popup.getElement().querySelector(".leaflet-popup-content a")?.focus({ preventScroll: true });
    }

    function press(group, marker) {
        const bounds = L.latLngBounds(group.map((point) => point.at));
        const isOnePlace = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < 30;
        if (group.length === 1 || isOnePlace || map.getZoom() >= map.getMaxZoom()) return show(group, marker);
        map.fitBounds(bounds, { padding: [40, 40], maxZoom: map.getMaxZoom() });
        ground.focus({ preventScroll: true });
    }

    function mark(group) {
        const isOne = group.length === 1;
        const side = isOne ? 18 : Math.min(52, 26 + 6 * Math.round(Math.log2(group.length)));
        const strong = group.some((point) => point.strong) ? " strong" : "";
        const icon = L.divIcon({
            className: isOne ? `pin${strong}` : "group", iconSize: [side, side],
            html: isOne ? "" : element("span", String(group.length)),
        });
        const marker = L.marker(centre(group), { icon, riseOnHover: true });
        marker.on("add", () => {
            const shape = marker.getElement();
            shape.setAttribute("role", "button");
            shape.setAttribute("aria-label", isOne
                ? `${group[0].name}, ${group[0].detail}` : `${group.length} entreprises ici\u00a0: agrandir`);
            shape.title = isOne ? group[0].name : "";
            shape.addEventListener("keydown", (event) => {
                if (event.key !== "Enter" && event.key !== " ") return;
                event.preventDefault();
                event.stopPropagation();
                press(group, marker);
            });
        });
        marker.on("click", () => press(group, marker));
        return marker;
    }

    function towns() {
        const taken = new Set();
        const bounds = map.getBounds();
        for (const town of found.towns) {
            const at = L.latLng(town.latitude, town.longitude);
            if (!bounds.contains(at)) continue;
            const place = map.project(at, map.getZoom());
            const key = `${Math.round(place.x / 140)}|${Math.round(place.y / 60)}`;
            if (taken.has(key)) continue;
            taken.add(key);
            const icon = L.divIcon({
                className: "town", iconSize: [140, 18], iconAnchor: [70, -22], html: element("span", town.name),
            });
            const label = L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: 1000 });
            layer.addLayer(label);
            label.getElement()?.setAttribute("aria-hidden", "true");
        }
    }

    const link = area ? element("a", "Chercher dans cette zone", { class: "btn small inarea", hidden: "" }) : undefined;
    if (link) holder.append(link);
    let isSet = false;

    function draw() {
        const focused = ground.contains(document.activeElement) && document.activeElement !== ground;
        layer.clearLayers();
        if (!tiles) towns();
        for (const group of groups(map, points, map.getBounds().pad(0.1))) layer.addLayer(mark(group));
        if (focused && !ground.contains(document.activeElement)) ground.focus({ preventScroll: true });
        if (!link) return;
        const shown = map.getBounds();
        const corners = [shown.getSouth(), shown.getWest(), shown.getNorth(), shown.getEast()];
        const wanted = new URL(area, location.href);
        wanted.searchParams.set("cadre", corners.map((degrees) => degrees.toFixed(4)).join(","));
        link.href = wanted.pathname + wanted.search;
        link.hidden = !isSet;
    }

    const given = frame.split(",").map(Number);
    if (given.length === 4) map.fitBounds([[given[0], given[1]], [given[2], given[3]]]);
    else map.fitBounds(L.latLngBounds(points.map((point) => point.at)), { padding: [30, 30], maxZoom: 14 });
    draw();
    map.on("moveend", () => {
        // Opening a popup near the border moves the map a little: the point pressed must not lose its popup.
        isSet = true;
        draw();
    });
    map.on("popupclose", () => {
        if (opened?.isConnected) opened.focus({ preventScroll: true });
        else ground.focus({ preventScroll: true });
    });
}
