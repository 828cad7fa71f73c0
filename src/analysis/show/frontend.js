// What a style of a panel, `this`, does once it is in JupyterLab; see frontend.py.

// Keys that are pressed in a panel, or in a list of a chart, are its own: JupyterLab would take an `m` there for its
// command that makes the cell Markdown. What is pressed together with Ctrl, Alt or Cmd it may have.
window.analysisKeys ??= !window.addEventListener("keydown", event => {
    if (event.target.closest(".analysis-panel, .vega-bindings"))
        event.target.toggleAttribute("data-lm-suppress-shortcuts", !(event.ctrlKey || event.altKey || event.metaKey));
}, true);

// A chart that is wider than its room is made smaller by the style sheet, which Vega does not know: it takes a place on the
// screen for one in the chart, less a border of the canvas. That border is as wide as the two are apart.
const scaled = canvas => {
    if (Object.hasOwn(canvas, "clientLeft")) return;
    const apart = (place, from) => ({ get: () => {
        const box = canvas.getBoundingClientRect(), at = window.event?.changedTouches?.[0] ?? window.event;
        const whole = parseFloat(canvas.style.width) || canvas.width;
        return at?.[place] === undefined ? 0 : (at[place] - box[from]) * (1 - whole / box.width);
    } });
    Object.defineProperties(canvas, { clientLeft: apart("clientX", "left"), clientTop: apart("clientY", "top") });
};

// The handles of a slider, and the menu of a chart, have no name for those who do not see them; a table that has no links
// cannot be scrolled with the keyboard.
const completed = () => {
    document.querySelectorAll(".analysis-panel .noUi-handle:not([aria-labelledby])").forEach(handle => {
        const label = handle.closest(".widget-inline-hbox, .widget-inline-vbox").querySelector("label");
        label.id ||= `name-${Math.random()}`;
        handle.setAttribute("aria-labelledby", label.id);
    });
    document.querySelectorAll(".vega-embed summary:not([aria-label])").forEach(menu =>
        menu.setAttribute("aria-label", menu.parentElement.title));
    document.querySelectorAll(".jp-NotebookPanel canvas.marks").forEach(scaled);
    document.querySelectorAll(".jp-RenderedHTML:has(table):not(:has(a[href])):not([tabindex])").forEach(area =>
        area.setAttribute("tabindex", "0"));
};
window.analysisCompleted ??= !new MutationObserver(completed).observe(document.body, { childList: true, subtree: true });
