"use strict";
(function () {
  const FIRST = { reports: 24, figures: 8, programmes: 8, findings: 4 };  // so many of each kind, until more are asked for
  const form = document.querySelector(".filters");
  const count = document.querySelector(".count");
  const results = document.querySelector(".results");
  const all = count.textContent;
  let table = null;
  let asked = 0;

  // -- what is searched

  function load() {
    table = table || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = form.dataset.table;
      if (location.protocol !== "file:") { script.integrity = form.dataset.integrity; }
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    }).then(function () { return unpack(window.searched); }).then(function (text) { return prepared(JSON.parse(text)); });
    return table;
  }

  function prepared(found) {
    found.names = new Map(Object.entries(found.names).map(function (pair) { return [pair[0], search.fold(pair[1])]; }));
    Object.keys(FIRST).flatMap(function (kind) { return found[kind]; }).forEach(function (entry) {
      const called = (entry.about || []).map(function (code) { return found.names.get(code); });
      entry.codes = [].concat(entry.country || [], entry.programme || []);
      entry.head = search.fold([entry.title].concat(called).join(" "));
      entry.body = search.fold(entry.words || "");
    });
    return found;
  }

  // -- finding

  // Each word, with the countries and programmes that are called so, by code, and the figures that are printed so.
  function terms(text, table) {
    return search.terms(text).map(function (term) {
      term.codes = new Map();
      table.names.forEach(function (called, code) {
        const rank = search.rank(called, term);
        if (rank) { term.codes.set(code, rank); }
      });
      const printed = /^ \d/.test(term.part) ? Array.from(table.figures.keys()) : [];
      term.figures = new Set(printed.filter(function (place) { return search.rank(table.figures[place].head, term) === 2; }));
      return term;
    });
  }

  function rank(entry, term) {  // what has it in its title comes before what only mentions it
    const first = search.rank(entry.head, term);
    if (first) { return first + 2; }
    let found = search.rank(entry.body, term);
    if (term.codes.size) { entry.codes.forEach(function (code) { found = Math.max(found, term.codes.get(code) || 0); }); }
    if (term.figures.size && !found && entry.figures) {
      found = Number(entry.figures.some(function (place) { return term.figures.has(place); }));
    }
    return found;
  }

  function add(one, other) { return one + other; }

  function fits(entry, key, value) {
    return Array.isArray(entry[key]) ? entry[key].includes(value) : entry[key] === value;
  }

  function find(entries, wanted, looked) {
    const keys = Object.keys(wanted).filter(function (key) { return key !== "text"; });
    return entries.map(function (entry) {
      if (!keys.every(function (key) { return fits(entry, key, wanted[key]); })) { return null; }
      const ranks = looked.map(function (term) { return rank(entry, term); });
      const chosen = keys.filter(function (key) { return (entry.about || []).includes(wanted[key]); }).length;
      return ranks.every(Boolean) ? { entry: entry, rank: ranks.reduce(add, 4 * chosen) } : null;
    }).filter(Boolean).sort(function (one, other) { return other.rank - one.rank; })
      .map(function (found) { return found.entry; });
  }

  // -- showing

  function element(kind, entry, states) {
    const made = document.getElementById(kind === "reports" ? "card" : "line").content.firstElementChild.cloneNode(true);
    ["put", "href", "src"].forEach(function (use) {
      made.querySelectorAll("[data-" + use + "]").forEach(function (part) {
        const value = entry[part.dataset[use]];
        if (use === "put") { part.textContent = value || ""; } else if (value) { part.setAttribute(use, value); }
      });
    });
    if (kind === "reports") { dress(made, entry, states); }
    return made;
  }

  function dress(card, entry, states) {
    const heading = card.querySelector("h4");
    const notebook = card.querySelector("[data-href=executed]");
    const absent = { picture: ".thumb", note: "[data-put=note]", failure: ".error", changed: ".changes", rendered: ".dated" };
    if (entry.language) { heading.lang = entry.language; }
    card.querySelector(".state").textContent = states[entry.state];
    card.querySelector(".state").classList.add("state-" + entry.state);
    notebook.setAttribute("aria-label", notebook.getAttribute("aria-label").replace("{report}", entry.name));
    Object.keys(absent).filter(function (key) { return !entry[key]; }).forEach(function (key) {
      card.querySelector(absent[key]).remove();
    });
  }

  function show(kind, entries, states) {
    const part = results.querySelector("[data-kind=" + kind + "]");
    const list = part.querySelector("ul");
    const more = part.querySelector(".more");
    list.replaceChildren();
    part.hidden = !entries.length;
    part.querySelector(".number").textContent = entries.length;
    function extend() {
      const from = list.children.length;
      const next = entries.slice(from, from + FIRST[kind] * (from ? 4 : 1));
      list.append.apply(list, next.map(function (entry) { return element(kind, entry, states); }));
      more.hidden = list.children.length === entries.length;
      return list.children[from];
    }
    extend();
    more.onclick = function () { extend().querySelector("a").focus(); };
  }

  function say(found, total) {
    const others = Object.keys(found).filter(function (kind) { return kind !== "reports" && found[kind].length; });
    const some = others.length || found.reports.length ? count.dataset.some : count.dataset.none;
    const told = others.map(function (kind) {
      return results.querySelector("[data-kind=" + kind + "] .heading").textContent + ": " + found[kind].length;
    });
    const reports = some.replace("{number}", found.reports.length).replace("{all}", total);
    count.textContent = [reports].concat(told).join(" · ");
  }

  function present(wanted, named, table) {
    const looked = terms(wanted.text || "", table);
    const found = {};
    Object.keys(FIRST).forEach(function (kind) {
      const others = kind !== "reports" && !wanted.text;
      found[kind] = named ? table[kind].filter(function (entry) { return entry.name === named; })
        : others ? [] : find(table[kind], wanted, looked);
      show(kind, found[kind], table.states);
    });
    if (named && !found.reports.length) { return rest(); }
    results.classList.toggle("numbers", /\d/.test(wanted.text || "") && found.figures.length > 0);
    say(found, table.reports.length);
    turn(true);
  }

  function turn(searched) {
    results.hidden = !searched;
    document.querySelectorAll(".group").forEach(function (group) { group.hidden = searched; });
  }

  function rest() {
    count.textContent = all;
    turn(false);
  }

  search.attach(form, function (wanted, named) {
    const mine = ++asked;
    document.querySelectorAll(".masthead a[hreflang]").forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").split("#")[0] + location.hash);
    });
    const part = named && document.getElementById(named);
    if (!Object.keys(wanted).length && (!named || part)) {
      rest();
      if (part) { part.scrollIntoView(); }
      return;
    }
    if (!window.searched) { count.textContent = count.dataset.waiting; }
    load().then(function (table) {
      if (mine === asked) { present(wanted, named, table); }
    }).catch(function () {
      if (mine === asked) {
        turn(false);
        count.textContent = count.dataset.missing;
      }
    });
  });
  form.addEventListener("focusin", function () { load().catch(function () {}); }, { once: true });
})();
