"use strict";
(function () {
  const root = document.documentElement;
  const page = JSON.parse(document.getElementById("page").textContent);
  const words = page.words;
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

  function fitted(spec, place) {  // the chart of the answer as wide as there is room, its title in the page's own type
    const picture = place.querySelector("svg");
    const room = place.closest("figure").clientWidth;
    const excess = (picture ? Number(picture.getAttribute("width")) : 0) - room;
    if (!(excess > 0) || typeof spec.width !== "number" || spec.width - excess < 90) { return spec; }
    const title = spec.title && (spec.title.text ? spec.title : { text: spec.title });
    const lines = title ? [title.text, title.subtitle || []].map(function (part) { return [].concat(part).join(" "); }) : [];
    lines.filter(Boolean).forEach(function (line) {
      const words = document.createElement("p");
      words.className = "charttitle";
      words.textContent = line;
      place.closest(".canvas").before(words);
    });
    place.classList.add("narrow");
    const legend = Object.assign({}, spec.config.legend, { columns: 1, labelLimit: room - 40 });
    const config = Object.assign({}, spec.config, { legend: legend });
    return Object.assign({}, spec, { title: null, width: spec.width - excess, config: config });
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
    const shown = figure.closest(".answer") ? fitted(spec, place) : spec;
    return window.vegaEmbed(target, shown, options).then(function (result) {
      place.querySelector("svg").remove();
      target.hidden = false;
      figure.classList.add("drawn");
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
    const where = (address ? [line.cells[2], line.cells[3], address] : [line.cells[2]]).map(text).filter(Boolean);
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
