"use strict";
(function () {
  const root = document.documentElement;
  const page = JSON.parse(document.getElementById("page").textContent);
  const words = page.words;
  const TALL = 640;  // a chart of the answer that is higher than this, in pixels, fills more than the first screen
  root.classList.add("scripted");
  if (window.innerWidth < 1200) { document.querySelector(".contents details").open = false; }

  function text(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  let silence;
  function announce(message) {  // for as long as it takes to be read, counted from the last message
    const place = document.querySelector(".announcement");
    place.textContent = message;
    clearTimeout(silence);
    silence = setTimeout(function () { place.textContent = ""; }, 5000);
  }

  // -- copying, downloading

  function copy(content, button) {
    function done() {
      const before = button.dataset.label || button.textContent;
      button.dataset.label = before;
      button.textContent = words.copied;
      announce(words.copied);
      setTimeout(function () { button.textContent = before; }, 2000);
    }
    function byHand() {
      const area = document.createElement("textarea");
      area.value = content;
      document.body.appendChild(area);
      area.select();
      if (document.execCommand("copy")) { done(); }
      area.remove();
      button.focus();
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(content).then(done, byHand); } else { byHand(); }
  }

  function save(name, kind, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: kind + ";charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  // -- the data of a chart, as it was drawn

  function datasets(part, found) {
    if (Array.isArray(part)) {
      part.forEach(function (item) { datasets(item, found); });
    } else if (part && typeof part === "object") {
      if (part.data && Array.isArray(part.data.values)) {
        const key = JSON.stringify(part.data.values);
        if (!found.has(key)) { found.set(key, part.data.values); }
      }
      Object.keys(part).forEach(function (key) { if (key !== "data") { datasets(part[key], found); } });
    }
    return found;
  }

  function cell(value) {
    if (value === null || value === undefined) { return ""; }
    let shown = typeof value === "object" ? JSON.stringify(value) : String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(shown)) { shown = "'" + shown; }  // no formula of a spreadsheet
    return /[",\n\r]/.test(shown) ? '"' + shown.replace(/"/g, '""') + '"' : shown;
  }

  function csv(spec) {
    const tables = Array.from(datasets(spec, new Map()).values()).filter(function (rows) { return rows.length; });
    const columns = [];
    tables.forEach(function (rows) {
      rows.forEach(function (row) {
        Object.keys(row).forEach(function (key) { if (!columns.includes(key)) { columns.push(key); } });
      });
    });
    const several = tables.length > 1;
    const lines = [(several ? ["layer"] : []).concat(columns.map(cell)).join(",")];
    tables.forEach(function (rows, number) {
      rows.forEach(function (row) {
        const cells = columns.map(function (key) { return cell(row[key]); });
        lines.push((several ? [String(number + 1)] : []).concat(cells).join(","));
      });
    });
    return lines.join("\n") + "\n";
  }

  // -- from a mark to its source

  function there(anchor) {
    return document.getElementById(anchor) !== null;
  }

  function source(datum) {  // its figure; else the row of its table; else the publication of its series
    const named = function (cell, prefix) {
      return cell ? String(cell).split(/\s+/).filter(Boolean).map(function (name) { return prefix + name; }) : [];
    };
    return named(datum.figure_id, "source-").concat(named(datum.row_id, "row-"), named(datum.source_id, "source-"))
      .find(there) || null;
  }

  function leads(item) {  // a mark, or something in it, to a source
    return Boolean(item.datum && source(item.datum)) || (item.items || []).some(leads);
  }

  function follow(datum) {
    const name = datum && source(datum);
    if (name) { location.hash = name; }
  }

  function reveal() {  // a row that an address names is in view, whatever it is folded into
    const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let holder = named && named.closest("details"); holder; holder = holder.parentElement.closest("details")) {
      holder.open = true;
    }
    if (named && named.closest("details")) { named.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  // -- charts

  function specification(figure) {
    return unpack(figure.querySelector(".spec")).then(JSON.parse);
  }

  // The chart of the answer where it is wider than its room: one view under the other, names of rows above their row,
  // the title in the page's own type. `width` is that of the plots.
  function fitted(spec, place, width) {
    const room = place.closest("figure").clientWidth;
    const narrow = JSON.parse(JSON.stringify(spec));
    const legend = { columns: 1, labelLimit: width - 30, orient: tall(place) ? "top" : "bottom" };
    narrow.config = Object.assign({}, spec.config, { legend: Object.assign({}, spec.config && spec.config.legend, legend) });
    narrow.title = null;
    stack(narrow, { width: width, room: room - 50, legend: legend }, narrow);
    return narrow;
  }

  function stack(view, fit, whole) {
    ["hconcat", "concat"].filter(function (kind) { return view[kind]; }).forEach(function (kind) {
      view.vconcat = view[kind];
      delete view[kind];
    });
    if (view.facet && view.facet.column) {
      view.facet = { row: view.facet.row || view.facet.column };
    } else if (view.facet && !view.facet.row) {
      view.columns = 1;
    }
    (view.vconcat || []).concat(view.spec || []).forEach(function (part) { stack(part, fit, whole); });
    const marks = units(view);
    dressed(marks, fit.legend);
    if (typeof view.width !== "number") { return; }
    view.width = fit.width;
    const rows = marks.filter(function (unit) { return named(unit, "y") && !unit.encoding.yOffset; });
    const step = view.height && view.height.step;
    if (rows.length && step && !marks.some(function (unit) { return (unit.encoding || {}).yOffset; })) {
      view.height = { step: step + 20 };
      const bands = marks.some(function (unit) { return ["bar", "image", "rect", "tick"].includes(kind(unit)); });
      rows.forEach(function (unit) { raise(unit, step, bands, Math.max(fit.width, fit.room)); });
    }
    marks.filter(function (unit) { return named(unit, "x"); }).forEach(function (unit) { upright(unit, fit.width, whole); });
  }

  function dressed(marks, legend) {
    marks.flatMap(function (unit) { return Object.values(unit.encoding || {}); }).forEach(function (channel) {
      if (channel.legend) { Object.assign(channel.legend, legend); }
    });
    marks.map(function (unit) { return (unit.encoding || {}).x; }).forEach(function (channel) {  // the scale there too
      if (legend.orient === "top" && channel && channel.axis !== null && ["temporal", "quantitative"].includes(channel.type)) {
        channel.axis = Object.assign({}, channel.axis, { orient: "top" });
      }
    });
  }

  function tall(place) {  // a picture of which only the beginning is shown
    const picture = place.querySelector("svg");
    return Boolean(picture) && Number(picture.getAttribute("height")) > TALL;
  }

  function explained(spec) {  // the meaning of the colours and the scale where the picture begins
    const whole = JSON.parse(JSON.stringify(spec));
    const legend = { orient: "top" };
    whole.config = Object.assign({}, spec.config, { legend: Object.assign({}, spec.config && spec.config.legend, legend) });
    (function inside(view) {
      ["hconcat", "vconcat", "concat"].forEach(function (kind) { (view[kind] || []).forEach(inside); });
      if (view.spec) { inside(view.spec); }
      dressed(units(view), legend);
    })(whole);
    return whole;
  }

  function kind(unit) { return unit.mark.type || unit.mark; }

  function units(view) { return view.layer ? view.layer.flatMap(units) : [view]; }

  function named(unit, channel) {  // a channel of names that an axis shows
    const field = (unit.encoding || {})[channel];
    return field && field.field && field.axis !== null && ["nominal", "ordinal"].includes(field.type);
  }

  function raise(unit, step, bands, limit) {  // the name of a row above it: the row keeps its height
    const row = unit.encoding.y;
    const scale = Object.assign({}, row.scale);
    const inner = scale.paddingInner === undefined ? scale.padding : scale.paddingInner;
    delete scale.padding;
    if (bands) {
      const usual = kind(unit) === "rect" ? 0 : .1;
      scale.paddingInner = 1 - step * (1 - (inner === undefined ? usual : inner)) / (step + 20);
      scale.paddingOuter = scale.paddingInner / 2 + 8 / (step + 20);
    } else {
      scale.padding = .5;
    }
    const said = (row.axis || {}).labelExpr || "datum.label";
    row.scale = scale;
    row.axis = Object.assign({}, row.axis, {
      labelAlign: "left", labelBaseline: "middle", labelExpr: "isArray(" + said + ") ? join(" + said + ", ' ') : " + said,
      labelLimit: limit, labelOffset: -step / 2 - 8, labelPadding: 0, ticks: false, title: null, domain: false
    });
  }

  function upright(unit, width, whole) {  // names of columns that are too narrow for them stand upright
    const column = unit.encoding.x;
    const given = unit.data || whole.data || {};
    const data = given.values || (whole.datasets || {})[given.name] || [];
    const names = new Set([].concat(data).map(function (row) { return row[column.field]; }));
    const letters = Array.from(names, function (name) { return Math.min(String(name).length, 14); });
    if (letters.reduce(function (sum, length) { return sum + length; }, 0) * 6 < width) { return; }
    const above = (column.axis || {}).orient === "top";
    const said = (column.axis || {}).labelExpr || "datum.label";
    column.axis = Object.assign({}, column.axis, {
      labelAngle: -90, labelAlign: above ? "left" : "right", labelBaseline: "middle", labelLimit: 150,
      labelExpr: "isArray(" + said + ") ? join(" + said + ", ' ') : " + said
    });
  }

  function retitled(spec, place) {
    const title = spec.title && (spec.title.text ? spec.title : { text: spec.title });
    const lines = title ? [title.text, title.subtitle || []].map(function (part) { return [].concat(part).join(" "); }) : [];
    lines.filter(Boolean).forEach(function (line) {
      const words = document.createElement("p");
      words.className = "charttitle";
      words.textContent = line;
      place.closest(".canvas").before(words);
    });
    place.classList.add("narrow");
  }

  function embedded(target, spec, place, options) {
    const picture = place.querySelector("svg");
    const room = place.closest("figure").clientWidth;
    const wide = picture && Number(picture.getAttribute("width")) > room;
    if (!wide || !place.closest(".answer")) {
      return window.vegaEmbed(target, place.closest(".answer") && tall(place) ? explained(spec) : spec, options);
    }
    retitled(spec, place);
    function tried(width, left) {  // what stands out beside the plot is known once it is drawn
      return window.vegaEmbed(target, fitted(spec, place, width), options).then(function (result) {
        const excess = Number(target.querySelector("svg").getAttribute("width")) - room;
        return excess > 0 && left && width - excess >= 90 ? tried(Math.floor(width - excess), left - 1) : result;
      });
    }
    return tried(room - 12, 3);
  }

  function shorten(canvas, high) {  // of a chart that fills more than a screen the beginning, until all of it is asked for
    if (!high && canvas.scrollHeight <= TALL * 1.25) { return; }
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    canvas.id = canvas.closest("figure").id + "-canvas";
    more.setAttribute("aria-controls", canvas.id);
    function show(all) {
      canvas.classList.toggle("shortened", !all);
      more.textContent = all ? words.less : words.more;
      more.setAttribute("aria-expanded", String(all));
    }
    more.addEventListener("click", function () { show(canvas.classList.contains("shortened")); });
    canvas.after(more);
    show(false);
  }

  function draw(figure, spec) {
    const place = figure.querySelector(".picture");
    const target = document.createElement("div");
    const controls = document.createElement("div");  // outside the picture, which is described as one image
    const options = {
      actions: false, ast: true, bind: controls, defaultStyle: false, renderer: "svg",
      tooltip: { disableDefaultStyle: true }
    };
    target.setAttribute("aria-hidden", "true");  // the figure around it is described as a whole
    target.hidden = true;
    place.appendChild(target);
    const high = tall(place);
    return embedded(target, spec, place, options).then(function (result) {
      place.querySelector("svg").remove();
      target.hidden = false;
      figure.classList.add("drawn");
      if (figure.closest(".answer")) { shorten(place.closest(".canvas"), high); }
      if (controls.childElementCount) {
        controls.className = "controls";
        place.after(controls);
      }
      const found = leads(result.view.scenegraph().root);
      const picks = (spec.params || []).some(function (param) { return param.bind === "legend"; });
      if (found || picks) {
        const hint = document.createElement("p");
        hint.className = "hint";
        hint.textContent = [found && words.click, picks && words.pick].filter(Boolean).join(" ");
        figure.querySelector("figcaption").appendChild(hint);
      }
      if (found) {
        result.view.addEventListener("click", function (event, item) { follow(item && item.datum); });
        result.view.addEventListener("mousemove", function (event, item) {
          target.style.cursor = item && item.datum && source(item.datum) ? "pointer" : "";
        });
      }
    }).catch(function () { target.remove(); });
  }

  function unpack(holder) {
    const bytes = Uint8Array.from(atob(holder.textContent), function (letter) { return letter.charCodeAt(0); });
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  const pictures = new Map();
  document.querySelectorAll("figure.chart").forEach(function (figure) {
    const picture = figure.querySelector(".picture svg");
    if (picture) { pictures.set(figure, new XMLSerializer().serializeToString(picture)); }
  });
  const library = document.getElementById("library");
  if (library && window.DecompressionStream) {
    unpack(library).then(function (code) {
      const script = document.createElement("script");
      script.textContent = code;
      document.head.appendChild(script);
      let last = Promise.resolve();
      document.querySelectorAll("figure.chart").forEach(function (figure) {
        last = last.then(function () { return specification(figure); })
          .then(function (spec) { return draw(figure, spec); });
      });
      return last;
    }).finally(function () { root.dataset.charts = "done"; });
  } else {
    root.dataset.charts = "done";
    document.querySelectorAll("[data-get=csv]").forEach(function (button) { button.remove(); });
  }

  // -- the table of sources

  document.querySelectorAll("tr[id^='source-']").forEach(function (line) {
    const head = line.cells[0];
    const name = text(head);
    const tools = document.createElement("span");
    tools.className = "tools";
    [["cite", words.cite], ["back", words.back]].forEach(function (pair) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.row = pair[0];
      button.textContent = pair[1];
      button.setAttribute("aria-label", pair[1] + ": " + name);
      tools.appendChild(button);
    });
    head.appendChild(tools);
    const address = line.querySelector("td.address");  // of a publication, which has no line: its day stands before it
    const above = line.closest("tbody").querySelector("th[scope=rowgroup]");  // the document and its section
    const places = address ? [line.cells[2], line.cells[3], address] : [above, line.cells[2]];
    const where = places.filter(Boolean).map(text).filter(Boolean);
    line.dataset.citation = "“" + text(line.cells[1]) + "”, " + where.join(", ") + " [" + name + "]. " + words.in + ": "
      + page.citation;
  });

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) { return; }
    const figure = button.closest("figure.chart");
    if (button.dataset.get === "csv") {
      specification(figure).then(function (spec) { save(page.name + "-" + figure.id + ".csv", "text/csv", csv(spec)); });
    } else if (button.dataset.get === "svg") {
      save(page.name + "-" + figure.id + ".svg", "image/svg+xml", pictures.get(figure) || "");
    } else if ("copy" in button.dataset) {
      copy(text(button.previousElementSibling), button);
    } else if (button.dataset.row === "cite") {
      copy(button.closest("tr").dataset.citation, button);
    } else if (button.dataset.row === "back") {
      history.back();
    }
  });

  // -- where the reader is

  const links = new Map();
  document.querySelectorAll(".contents a").forEach(function (link) {
    const heading = document.getElementById(link.hash.slice(1));
    if (heading) { links.set(heading, link); }
  });
  if (window.IntersectionObserver) {
    const observer = new IntersectionObserver(function () {
      let current = null;
      links.forEach(function (link, heading) {
        link.removeAttribute("aria-current");
        if (heading.getBoundingClientRect().top < window.innerHeight * .3) { current = link; }
      });
      if (current) { current.setAttribute("aria-current", "location"); }
    }, { rootMargin: "0px 0px -70% 0px" });
    links.forEach(function (link, heading) { observer.observe(heading); });
  }
})();
