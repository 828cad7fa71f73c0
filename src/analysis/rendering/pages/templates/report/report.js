"use strict";
(function () {
  const root = document.documentElement;
  const page = JSON.parse(document.getElementById("page").textContent);
  const words = page.words;
  const save = window.analysis.save;
  const LOST = 12;  // pixels by which a chart may be scaled down at most to fit its room
  const TALL = 640;  // a chart of the answer that is higher than this, in pixels, fills more than the first screen
  const LETTERS = 40;  // of a text beside a narrow plot, on one line
  const LETTER = 6.5;  // pixels that a letter of a name takes
  const MOST_LINES = 3;  // of the name of a row
  if (window.innerWidth < 1200) { document.querySelector(".contents details").open = false; }

  function text(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  // -- the data of a chart: what its marks stand for, and nothing of how they are drawn

  function told(spec) {  // each set of rows that marks with a tooltip draw, with the headings of the tooltip by column
    const found = new Map();
    (function inside(view, rows, given) {
      const named = view.data && (view.data.values || (spec.datasets || {})[view.data.name]);
      const drawn = Array.isArray(named) ? named : rows;
      const encoding = Object.assign({}, given, view.encoding);
      ["layer", "hconcat", "vconcat", "concat"].forEach(function (kind) {
        (view[kind] || []).forEach(function (part) { inside(part, drawn, encoding); });
      });
      if (view.spec) { inside(view.spec, drawn, encoding); }
      const fields = view.mark ? [].concat(encoding.tooltip || []).filter(function (field) { return field.field; }) : [];
      if (!fields.length) { return; }
      const key = JSON.stringify(drawn);
      if (!found.has(key)) { found.set(key, { rows: drawn, headings: new Map() }); }
      fields.forEach(function (field) { found.get(key).headings.set(field.field, field.title || field.field); });
    })(spec, [], {});
    return Array.from(found.values());
  }

  function either(one, other) { return one === undefined ? other : one; }

  function bounds(row) {
    if (row.middle) {  // a point of a series: ends that are its value are not said
      return { value: row.value, lower: either(row.lower, row.value), upper: row.open ? "" : either(row.upper, row.value) };
    }  // an interval begins where it is drawn, unless that is the edge of the plot
    const begins = typeof row.begins === "number" && !row.opens ? row.begins : undefined;
    return { value: row.value, lower: either(row.lower, begins), upper: row.upper };
  }

  function headed(rows) {  // what stands above each panel: of a series what it counts, and in what
    const heads = new Map();
    rows.forEach(function (row) {
      if (row.head) { heads.set(row.panel, [].concat(row.head).join(" ").replace(/\s+/g, " ").trim()); }
    });
    return function (row) { return heads.get(row.panel) || row.panel; };
  }

  function lines(row) {  // the lines of the tables of sources that a row names
    return [row.figure_id, row.source_id].flatMap(function (cell) { return String(cell || "").split(/\s+/).filter(Boolean); })
      .map(function (name) { return document.getElementById("source-" + name); }).filter(Boolean);
  }

  function cited(row) {
    return lines(row).map(function (line) { return line.dataset.source; }).join("; ");
  }

  function record(row, headings, panel, title) {
    const found = new Map(headings.has("panel") ? [] : [[words.series, panel]]);
    headings.forEach(function (heading, column) { if (!/_id$/.test(column)) { found.set(heading, row[column]); } });
    Object.entries(bounds(row)).forEach(function (pair) { found.set(pair[0], pair[1]); });
    Object.keys(row).forEach(function (column) {
      if (/_id$/.test(column) && column !== "row_id") { found.set(column, row[column]); }
    });
    return found.set(words.source, cited(row)).set(words.chart, title);
  }

  function cell(value) {
    if (value === null || value === undefined) { return ""; }
    let shown = typeof value === "object" ? JSON.stringify(value) : String(value);
    const number = /^[+-]?\d+(?:[.,]\d+)*%?$/.test(shown);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(shown) && !number) { shown = "'" + shown; }  // no formula
    return /[",\t\n\r]/.test(shown) ? '"' + shown.replace(/"/g, '""') + '"' : shown;
  }

  function csv(spec, title) {
    const records = told(spec).flatMap(function (set) {
      const panel = headed(set.rows);
      return set.rows.map(function (row) { return record(row, set.headings, panel(row), title); });
    });
    const last = [words.source, words.chart];
    const columns = new Set(records.flatMap(function (row) { return Array.from(row.keys()); }));
    last.forEach(function (column) { columns.delete(column); columns.add(column); });
    const head = Array.from(columns).filter(function (column) {  // those that are empty throughout are left out
      return records.some(function (row) { return cell(row.get(column)); });
    });
    const body = records.map(function (row) { return head.map(function (column) { return cell(row.get(column)); }).join(","); });
    return [head.map(cell).join(",")].concat(Array.from(new Set(body))).join("\n") + "\n";
  }

  // -- the picture of a chart, with its source below it

  const FEW = 400;  // letters of documents that still fit below a picture; of more the report alone is named
  const LINE = 15;

  function wrapped(text, letters) {
    return text.split(" ").reduce(function (found, word) {
      const last = found[found.length - 1];
      if (last && (last + " " + word).length <= letters) { found[found.length - 1] = last + " " + word; } else { found.push(word); }
      return found;
    }, []);
  }

  function signed(picture, spec) {
    const root = new DOMParser().parseFromString(picture, "image/svg+xml").documentElement;
    const width = Number(root.getAttribute("width"));
    const height = Number(root.getAttribute("height"));
    const sources = told(spec).flatMap(function (set) { return set.rows.flatMap(lines); });
    const documents = Array.from(new Set(sources.map(function (line) { return line.dataset.document; }))).join("; ");
    const few = documents && documents.length <= FEW;
    const said = words.signed.replace("{sources}", (few ? documents + "; " : "") + page.citation);
    const below = wrapped(said, Math.floor((width - 10) / 5.6));
    const whole = height + LINE * below.length + 8;
    root.removeAttribute("aria-hidden");  // as on the page, whose figure describes it
    root.setAttribute("height", whole);
    root.setAttribute("viewBox", "0 0 " + width + " " + whole);
    const ground = root.querySelector("rect");
    if (ground && Number(ground.getAttribute("height")) === height) { ground.setAttribute("height", whole); }
    below.forEach(function (line, number) {
      const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
      Object.entries({ x: 5, y: height + LINE * (number + 1), "font-size": 11, fill: "#5f6b76" }).forEach(function (pair) {
        text.setAttribute(pair[0], pair[1]);
      });
      text.textContent = line;
      root.appendChild(text);
    });
    return { text: new XMLSerializer().serializeToString(root), width: width, height: whole };
  }

  function painted(drawing, done) {  // as PNG, twice as fine as on the screen where that is not too large to paint
    const scale = Math.min(2, 16000 / Math.max(drawing.width, drawing.height));
    const image = new Image();
    image.onload = function () {
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(drawing.width * scale);
      canvas.height = Math.round(drawing.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done, "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(drawing.text);
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

  function follow(datum) {  // to the page of a figure; of several, to their rows among the sources
    const name = datum && source(datum);
    if (!name) { return; }
    const own = String(datum.figure_id || "").trim().includes(" ") ? null : document.getElementById(name).querySelector("th > a");
    if (own) { location.assign(own.href); } else { location.hash = name; }
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
    return unpack(figure.querySelector(".spec").textContent).then(JSON.parse);
  }

  // A chart that is wider than its room: one view under the other, names of rows above their row,
  // the title in the page's own type. `width` is that of the plots, `lines` are those of the names.
  function fitted(spec, place, width, lines) {
    const room = place.closest("figure").clientWidth;
    const narrow = JSON.parse(JSON.stringify(spec));
    const long = Math.max(width, room - 40) - 30;
    const said = inLines("datum.label", long / LETTER);
    const legend = { columns: 1, labelExpr: said, labelLimit: long, orient: tall(place) ? "top" : "bottom" };
    legends(narrow, legend);
    narrow.title = null;
    stack(narrow, { width: width, room: room - 50, lines: lines, legend: legend, alone: single(spec) }, narrow);
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
    dressed(marks, fit.legend, fit.alone);
    if (typeof view.width !== "number") { return; }
    view.width = fit.width;
    const rows = marks.filter(function (unit) { return named(unit, "y") && !unit.encoding.yOffset; });
    const step = view.height && view.height.step;
    if (rows.length && step && !marks.some(function (unit) { return (unit.encoding || {}).yOffset; })) {
      view.height = { step: step + overhead(fit.lines) };
      const bands = marks.some(function (unit) { return ["bar", "image", "rect", "tick"].includes(kind(unit)); });
      rows.forEach(function (unit) { raise(unit, step, bands, Math.max(fit.width, fit.room), fit.lines); });
    }
    marks.filter(function (unit) { return named(unit, "x"); }).forEach(function (unit) { upright(unit, fit.width, whole); });
    marks.filter(outside).forEach(broken);
  }

  function outside(unit) {  // texts that stand beside the plot, where it ends
    const found = unit.encoding || {};
    return kind(unit) === "text" && found.x && found.x.value === "width" && found.text && found.text.field;
  }

  function broken(unit) {  // a long text in lines, of which the middle is level with its row
    const lines = inLines("datum['" + unit.encoding.text.field + "']", LETTERS);
    unit.mark = Object.assign({}, unit.mark.type ? unit.mark : { type: unit.mark }, {
      dy: { expr: "(1 - length(" + lines + ")) * 6" }, lineHeight: 12, text: { expr: lines }
    });
    delete unit.encoding.text;
  }

  function dressed(marks, legend, alone) {
    marks.flatMap(function (unit) { return Object.values(unit.encoding || {}); }).forEach(function (channel) {
      if (channel.legend) { Object.assign(channel.legend, legend); }
    });
    // The scale there too, where no words stand over the plot.
    const over = marks.some(function (unit) { return unit.encoding?.y?.value === 0; });
    marks.map(function (unit) { return unit.encoding?.x; }).forEach(function (channel) {
      if (alone && !over && legend.orient === "top" && channel?.axis !== null && ["temporal", "quantitative"].includes(channel?.type)) {
        axis(channel, { orient: "top" });
      }
    });
  }

  function legends(view, look) { view.config = { ...view.config, legend: { ...view.config?.legend, ...look } }; }

  function axis(channel, look) { channel.axis = { ...channel.axis, ...look }; }

  function tall(place) {  // a picture of which only the beginning is shown
    const picture = place.querySelector("svg");
    return Boolean(picture) && Number(picture.getAttribute("height")) > TALL;
  }

  function explained(spec) {  // the meaning of the colours and the scale where the picture begins
    const whole = JSON.parse(JSON.stringify(spec));
    const legend = { orient: "top" };
    legends(whole, legend);
    (function inside(view) {
      ["hconcat", "vconcat", "concat"].forEach(function (kind) { (view[kind] || []).forEach(inside); });
      if (view.spec) { inside(view.spec); }
      dressed(units(view), legend, single(spec));
    })(whole);
    return whole;
  }

  function single(spec) { return !["hconcat", "vconcat", "concat", "spec"].some(function (part) { return spec[part]; }); }

  function kind(unit) { return unit.mark.type || unit.mark; }

  function units(view) { return view.layer ? view.layer.flatMap(units) : [view]; }

  function named(unit, channel) {  // a channel of names that an axis shows
    const field = (unit.encoding || {})[channel];
    return field && field.field && field.axis !== null && ["nominal", "ordinal"].includes(field.type);
  }

  function overhead(lines) { return 8 + 12 * lines; }  // pixels that a name takes over its row

  function raise(unit, step, bands, limit, lines) {  // the name of a row above it: the row keeps its height
    const row = unit.encoding.y;
    const scale = Object.assign({}, row.scale);
    const inner = scale.paddingInner ?? scale.padding;
    const height = step + overhead(lines);
    const more = 6 * (lines - 1) / height;
    delete scale.padding;
    if (bands) {
      const usual = kind(unit) === "rect" ? 0 : .1;
      scale.paddingInner = 1 - step * (1 - (inner ?? usual)) / height;
      scale.paddingOuter = scale.paddingInner / 2 + 8 / height + more;
    } else {
      scale.padding = .5 + more;
    }
    const name = inOne(row);
    const inAll = "slice(" + inLines(name, limit / LETTER, lines - 1) + ", -" + lines + ")";
    row.scale = scale;
    axis(row, {
      labelAlign: "left", labelBaseline: "middle", labelExpr: lines > 1 ? inAll : name, labelLimit: limit,
      labelLineHeight: 12, labelOffset: -step / 2 - 8 - 12 * (lines - 1), labelPadding: 0, ticks: false, title: null, domain: false
    });
  }

  function inOne(channel) {  // a name on one line
    const said = (channel.axis || {}).labelExpr || "datum.label";
    return "isArray(" + said + ") ? join(" + said + ", ' ') : " + said;
  }

  function inLines(text, letters, over) {  // an array, broken between words, below so many empty lines
    const broken = "replace(" + text + ", regexp('(.{1," + Math.floor(letters) + "})( |$)', 'g'), '$1\\n')";
    return "split('" + "\\n".repeat(over || 0) + "' + trim(" + broken + "), '\\n')";
  }

  function upright(unit, width, whole) {  // names of columns that are too narrow for them stand upright
    const column = unit.encoding.x;
    const given = unit.data || whole.data || {};
    const data = given.values || (whole.datasets || {})[given.name] || [];
    const names = new Set([].concat(data).map(function (row) { return row[column.field]; }));
    const letters = Array.from(names, function (name) { return Math.min(String(name).length, 14); });
    if (letters.reduce(function (sum, length) { return sum + length; }, 0) * 6 < width) { return; }
    const above = (column.axis || {}).orient === "top";
    axis(column, {
      labelAngle: -90, labelAlign: above ? "left" : "right", labelBaseline: "middle", labelExpr: inOne(column), labelLimit: 240
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
    const answer = place.closest(".answer");
    function whole() { return window.vegaEmbed(target, answer && tall(place) ? explained(spec) : spec, options); }
    // Views beside one another share the names of their rows; only where they answer, each is read by itself.
    if (!wide || !answer && (spec.hconcat || spec.concat)) { return whole(); }
    function tried(width, left, lines) {  // what stands out beside the plot, or is cut off, is known once it is drawn
      return window.vegaEmbed(target, fitted(spec, place, width, lines), options).then(function (result) {
        const excess = Number(target.querySelector("svg").getAttribute("width")) - room;
        if (excess > 0 && left && width - excess >= 90) { return tried(Math.floor(width - excess), left - 1, lines); }
        if (lines < MOST_LINES && cut(target)) { return tried(width, left, lines + 1); }
        if (excess > LOST && !answer) { return whole(); }  // smaller it could not be read; it is moved to and fro instead
        retitled(spec, place);
        return result;
      });
    }
    return tried(room - 12, 3, 1);
  }

  function cut(target) {  // a name of a row that does not fit on its lines
    return Array.from(target.querySelectorAll(".role-axis-label :is([text-anchor=start], tspan)")).some(function (name) {
      return /\S\u2026$/.test(name.textContent);
    });
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
      if (controls.childElementCount) {
        controls.className = "controls";
        place.after(controls);
      }
      if (figure.closest(".answer")) { shorten(place.closest(".canvas"), high); }
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
      const detail = { follow: follow, picks: picks, spec: spec, view: result.view };
      figure.dispatchEvent(new CustomEvent("drawn", { bubbles: true, detail: detail }));
    }).catch(function () { target.remove(); });
  }

  const pictures = new Map();
  document.querySelectorAll("figure.chart").forEach(function (figure) {
    const picture = figure.querySelector(".picture svg");
    if (picture) { pictures.set(figure, new XMLSerializer().serializeToString(picture)); }
  });
  const library = document.getElementById("library");
  function unpacked() {
    return unpack(library.textContent).then(function (code) {
      const script = document.createElement("script");
      script.textContent = code;
      document.head.appendChild(script);
    });
  }
  const prepare = window.analysis.prepare || (library && unpacked);
  if (prepare && window.DecompressionStream) {
    prepare(pictures).then(function () {
      let last = Promise.resolve();
      document.querySelectorAll("figure.chart").forEach(function (figure) {
        last = last.then(function () { return specification(figure); })
          .then(function (spec) { return draw(figure, spec); });
      });
      return last;
    }).finally(function () { root.dataset.charts = "done"; });
  } else {
    root.dataset.charts = "done";
    document.querySelectorAll("[data-get]").forEach(function (button) { button.remove(); });
  }

  // -- the table of sources

  const basket = document.querySelector("a.basket");  // whose script labels the buttons

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
    if (basket && head.querySelector("a")) {  // a figure, which has a page of its own
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.basket = name;
      tools.insertBefore(button, tools.lastChild);
    }
    head.appendChild(tools);
    const address = line.querySelector("td.address");  // of a publication, which has no line: its day stands before it
    const above = line.closest("tbody").querySelector("th[scope=rowgroup]");  // the document and its section
    const places = address ? [line.cells[2], line.cells[3], address] : [above, line.cells[2]];
    const where = places.filter(Boolean).map(text).filter(Boolean);
    const called = address ? "“" + text(line.cells[1]) + "”" : text(line.cells[1]);  // what is printed is quoted there
    line.dataset.document = address ? called + ", " + text(line.cells[2]) : where[0].replace(/(, “.*”)?(, \S+ \d+)?$/, "");
    line.dataset.source = [called].concat(where).join(", ") + " [" + name + "]";
    line.dataset.citation = line.dataset.source + ". " + words.in + ": " + page.citation;
  });

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) { return; }
    const figure = button.closest("figure.chart");
    if (button.dataset.get) {
      const name = page.name + "-" + figure.id + "." + button.dataset.get;
      specification(figure).then(function (spec) {
        if (button.dataset.get === "csv") {
          save(name, "text/csv;charset=utf-8", csv(spec, figure.querySelector(".canvas").getAttribute("aria-label")));
          return;
        }
        const drawing = signed(pictures.get(figure), spec);
        if (button.dataset.get === "svg") {
          save(name, "image/svg+xml;charset=utf-8", drawing.text);
        } else {
          painted(drawing, function (picture) { save(name, "image/png", picture); });
        }
      });
    } else if (button.dataset.row === "cite") {
      window.analysis.copy(button.closest("tr").dataset.citation, button);
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

  window.report = { announce: window.analysis.announce, cell: cell, copy: window.analysis.copy, name: page.name, save: save, text: text, words: words };
})();
