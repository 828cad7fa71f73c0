// What a style of a panel, `this`, does once it is in JupyterLab; see frontend.py.

// Keys that are pressed in a panel are the panel's: JupyterLab would take an `m` in a list for its command that makes the
// cell Markdown. What is pressed together with Ctrl, Alt or Cmd it may have.
window.analysisKeys ??= !window.addEventListener("keydown", event => {
    if (event.target.closest(".analysis-panel"))
        event.target.toggleAttribute("data-lm-suppress-shortcuts", !(event.ctrlKey || event.altKey || event.metaKey));
}, true);

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
    document.querySelectorAll(".jp-RenderedHTML:has(table):not(:has(a[href])):not([tabindex])").forEach(area =>
        area.setAttribute("tabindex", "0"));
};
window.analysisCompleted ??= !new MutationObserver(completed).observe(document.body, { childList: true, subtree: true });
