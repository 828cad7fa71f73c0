"use strict";
(() => {
  const words = window.report.words;
  const MOST = 60;  // marks that are read one by one; of more the table beside is read

  // -- the marks of a chart, in the order in which they are read

  function said(tooltip) {
    if (typeof tooltip !== "object") { return String(tooltip); }
    return Object.entries(tooltip).filter(pair => pair[1] !== "" && pair[1] !== null)
      .map(pair => pair.join(": ")).join("; ");
  }

  function marked(node, panel, found) {  // what has something to say, with the panel that it stands in
    if (node.tooltip && node._svg && !found.has(said(node.tooltip))) {
      found.set(said(node.tooltip), { item: node, panel: panel, box: node._svg.getBoundingClientRect() });
    }
    const inside = node.marktype === "group";
    (node.items || []).forEach(part => { marked(part, inside ? part : panel, found); });
    return found;
  }

  function inRows(view) {  // whether names stand beside rows
    const row = view.encoding && view.encoding.y;
    return Boolean(row && ["nominal", "ordinal"].includes(row.type))
      || ["layer", "hconcat", "vconcat", "concat"].some(kind => (view[kind] || []).some(inRows))
      || Boolean(view.spec && inRows(view.spec));
  }

  function marks(view, spec) {
    const found = [...marked(view.scenegraph().root, null, new Map()).values()];
    const panels = [...new Set(found.map(mark => mark.panel))];
    const height = mark => inRows(spec) ? Math.round((mark.box.top + mark.box.bottom) / 8) : 0;
    return found.sort((one, other) => {  // panel by panel, and there row by row; else as the data have it
      return panels.indexOf(one.panel) - panels.indexOf(other.panel) || height(one) - height(other)
        || (inRows(spec) ? one.box.left - other.box.left : 0);
    }).map(mark => mark.item);
  }

  // -- a frame around what has the focus

  function framed(figure, element) {
    const picture = figure.querySelector(".picture");
    let frame = picture.querySelector(".frame");
    if (!frame) {
      frame = document.createElement("div");
      frame.className = "frame";
      frame.setAttribute("aria-hidden", "true");
      picture.append(frame);
    }
    frame.hidden = !element;
    if (!element) { return; }
    element.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
    const box = element.getBoundingClientRect();
    const origin = picture.getBoundingClientRect();
    frame.style.left = box.left - origin.left - 4 + "px";
    frame.style.top = box.top - origin.top - 4 + "px";
    frame.style.width = box.width + 8 + "px";
    frame.style.height = box.height + 8 + "px";
  }

  // -- reading

  function reader(figure, chart, items) {
    const canvas = figure.querySelector(".canvas");
    const list = document.createElement("div");
    let at = 0;
    list.className = "stops";
    list.tabIndex = 0;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.marks.replace("{chart}", canvas.getAttribute("aria-label")));
    list.setAttribute("aria-describedby", hint(figure));
    canvas.removeAttribute("tabindex");  // the marks are reached instead, and scroll into view
    canvas.prepend(list);

    function tell() {
      const option = document.createElement("div");
      option.id = figure.id + "-mark-" + (at + 1);
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "true");
      option.setAttribute("aria-posinset", at + 1);
      option.setAttribute("aria-setsize", items.length);
      option.textContent = said(items[at].tooltip);
      list.replaceChildren(option);
      list.setAttribute("aria-activedescendant", option.id);
    }

    function show(there) {
      const item = items[at];
      framed(figure, there ? item._svg : null);
      const box = item._svg.getBoundingClientRect();
      const place = { clientX: box.right, clientY: box.bottom };
      chart.view.tooltip()(chart.view, place, item, there ? item.tooltip : null);
    }

    const moves = {
      ArrowRight: () => at + 1, ArrowDown: () => at + 1,
      ArrowLeft: () => at - 1, ArrowUp: () => at - 1,
      Home: () => 0, End: () => items.length - 1
    };
    list.addEventListener("keydown", event => {
      if (event.key === "Enter") { chart.follow(items[at].datum); }
      if (event.key === "Escape") { show(false); }
      if (!moves[event.key] || event.altKey || event.ctrlKey || event.metaKey) { return; }
      event.preventDefault();
      at = Math.max(0, Math.min(items.length - 1, moves[event.key]()));
      tell();
      show(true);
    });
    list.addEventListener("focus", () => {
      const more = figure.querySelector(".shortened ~ .more");
      if (more) { more.click(); }
      show(true);
    });
    list.addEventListener("blur", () => { show(false); });
    tell();
  }

  function hint(figure) {
    const line = document.createElement("p");
    line.className = "hint keys";
    line.id = figure.id + "-keys";
    line.textContent = words.keys;
    figure.querySelector("figcaption").append(line);
    return line.id;
  }

  function names(row) {
    return Array.from(row.querySelectorAll("a"), link => link.textContent.trim()).concat(row.id.replace("row-", ""));
  }

  function section(element) {  // the heading that something stands under
    return [...document.querySelectorAll("h2")].filter(heading =>
      heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
  }

  // The table that names nearly all of what the marks are of: rather of the same section, then the one of most rows.
  function beside(figure, items) {
    const ids = ["figure_id", "row_id", "source_id"].map(name => new Set(items.map(item => (item.datum || {})[name])));
    const tables = Array.from(document.querySelectorAll("main .output .scroll:not(.sources)"), box => {
      const rows = Array.from(box.querySelectorAll("tbody tr"), names);
      const all = new Set(rows.flat());
      const found = Math.max(...ids.map(some => [...some].filter(id => all.has(id)).length));
      return { box, found, near: section(box) === section(figure), rows: rows.length };
    });
    const most = Math.max(...tables.map(table => table.found));
    return tables.filter(table => table.found >= .9 * most)
      .sort((one, other) => other.near - one.near || other.rows - one.rows)[0];
  }

  function standIn(figure, items) {
    const best = beside(figure, items);
    if (!best) { return; }
    const line = document.createElement("p");
    const link = document.createElement("a");
    line.className = "hint";
    line.id = figure.id + "-table";
    link.href = "#" + best.box.id;
    link.textContent = best.box.getAttribute("aria-label");
    line.append(words.standIn.replace("{number}", items.length) + " ", link);
    figure.querySelector("figcaption").append(line);
    figure.querySelector(".canvas").setAttribute("aria-describedby", line.id);
  }

  // -- legends

  function legends(figure) {  // a button for each name in a legend that picks; what it stands for is framed
    const names = [...figure.querySelectorAll(".role-legend-label text")];
    const group = document.createElement("div");
    group.className = "stops";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words.legend);
    names.forEach(name => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = window.report.text(name);
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("focus", () => { framed(figure, name); });
      button.addEventListener("blur", () => { framed(figure, null); });
      button.addEventListener("click", () => {
        const picked = button.getAttribute("aria-pressed") === "true";
        [...group.children].forEach(other => { other.setAttribute("aria-pressed", "false"); });
        button.setAttribute("aria-pressed", String(!picked));
        const target = picked ? name.ownerSVGElement : name;  // a click where nothing is brings all back
        target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      });
      group.append(button);
    });
    if (names.length) { figure.querySelector(".canvas").prepend(group); }
  }

  document.addEventListener("drawn", event => {
    const figure = event.target;
    const items = marks(event.detail.view, event.detail.spec);
    if (event.detail.picks) { legends(figure); }
    if (items.length > MOST) { standIn(figure, items); } else if (items.length) { reader(figure, event.detail, items); }
  });
})();
