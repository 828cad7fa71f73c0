"use strict";
(() => {
  const tools = window.report;
  const words = tools.words;
  const language = document.documentElement.lang || "en";
  const SORTED = 3, TAKEN = 8, SEARCHED = 25;  // from so many rows on a table sorts, can be taken away, is searched
  const LISTS = 3, VALUES = 12, LETTERS = 60;  // lists that filter: how many, of how many values, of what length

  // -- what a cell holds

  function shown(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".tools").forEach(part => { part.remove(); });
    copy.querySelectorAll("br").forEach(part => { part.replaceWith(" "); });
    return tools.text(copy);
  }

  const COMMA = new Intl.NumberFormat(language).format(1.5).includes(",");
  const SCALES = [["miljard", 1e9], ["billion", 1e9], ["miljoen", 1e6], ["million", 1e6], [words.million, 1e6],
    ["duizend", 1e3], ["thousand", 1e3]];
  const UNITS = ["%", "EUR", "USD"];  // each apart, after what has none of them
  const beginnings = messages => messages.map(said => said.split("{")[0].trim());
  const UNLIMITED = beginnings(words.limits);

  function number(digits, quoted) {  // a quotation is printed as its document prints numbers, in Dutch or in English
    if (quoted) { return Number(digits.replace(/[.,](?=\d{3}(?!\d))/g, "").replace(",", ".")); }
    return Number(COMMA ? digits.replace(/\./g, "").replace(",", ".") : digits.replace(/,/g, ""));
  }

  function amount(text) {  // unit, lower end, upper end; nothing of a text without a number
    const bare = text.replace(/\(.*?\)/g, "").replace(/^\d+ × /, "");
    const found = Array.from(bare.matchAll(/(^|[^\p{L}\d])([−-]?)(\d+(?:[.,]\d+)*)/gu));
    if (!found.length) { return null; }
    const scale = (SCALES.find(pair => bare.toLowerCase().includes(pair[0])) || ["", 1])[1];
    const ends = found.map(match => (match[2] ? -1 : 1) * scale * number(match[3], /[“"']/.test(bare)));
    const unit = UNITS.findIndex(sign => bare.includes(sign));
    const open = UNLIMITED.some(said => bare.startsWith(said));
    return [unit, open ? -Infinity : ends[0], ends[ends.length - 1]];
  }

  const named = new Intl.DateTimeFormat(language, { month: "long" });
  const MONTHS = Array.from({ length: 12 }, (_, month) => named.format(new Date(2000, month, 1)).toLowerCase());
  const MOMENT = new RegExp("^(?:(?:" + beginnings(words.windows).join("|") + ") )?(?:(\\d{1,2}) )?(?:(" + MONTHS.join("|")
    + ")\\b.*?)?\\b((?:19|20)\\d\\d)(?:-(\\d\\d))?(?:-(\\d\\d))?(?![\\d.,]\\d)", "i");

  function moment(text) {  // when a window begins: year, month, day; nothing of another text
    const match = MOMENT.exec(text);
    if (!match) { return null; }
    const month = match[2] ? MONTHS.indexOf(match[2].toLowerCase()) + 1 : Number(match[4] || 0);
    return [Number(match[3]), month, Number(match[1] || match[5] || 0)];
  }

  const letters = new Intl.Collator(language, { ignorePunctuation: true, numeric: true, sensitivity: "base" });

  function reader(column, numeric) {  // what a column is sorted by: numbers, time or letters
    const filled = column.filter(Boolean);
    const times = filled.filter(moment).length;
    if (!numeric && times && times >= filled.length / 2) { return moment; }
    const plain = filled.length && filled.every(text => /^[+−-]?\d+(?:[.,]\d+)*%?$/.test(text));
    return numeric || plain ? amount : text => text ? [text] : null;
  }

  function compared(one, other, turn) {  // what has no value stands last, whichever way
    if (!one || !other) { return (one ? 0 : 1) - (other ? 0 : 1); }
    for (let part = 0; part < one.length; part += 1) {
      if (one[part] !== other[part]) {
        const text = typeof one[part] === "string";
        return turn * (text ? letters.compare(one[part], other[part]) : one[part] - other[part]);
      }
    }
    return 0;
  }

  // -- sorting

  function sortable(table) {
    table.heads.forEach((head, position) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => { sort(table, head, position); });
    });
  }

  function sort(table, head, position) {  // up, down, and as it was
    const before = head.getAttribute("aria-sort");
    const way = before === "ascending" ? "descending" : before ? null : "ascending";
    table.heads.forEach(other => { other.removeAttribute("aria-sort"); });
    if (way) { head.setAttribute("aria-sort", way); }
    const column = table.cells.map(cells => cells[position] || "");
    const read = reader(column, head.classList.contains("n"));
    const keys = new Map(table.rows.map((row, at) => [row, read(column[at])]));
    const turn = way === "ascending" ? 1 : -1;
    const sorted = table.rows.slice().sort((one, other) => compared(keys.get(one), keys.get(other), turn));
    table.flatten();
    (way ? sorted : table.rows).forEach(row => { table.groups.get(row).append(row); });  // within its document
    tools.announce(words[way || "unsorted"].replace("{column}", tools.text(head)));
  }

  // -- searching and filtering

  function plain(text) {  // without accents, capitals, and what groups digits
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/(\d)[.,](?=\d{3}(?!\d))/g, "$1");
  }

  function control(tag, label, place) {
    const holder = document.createElement("label");
    holder.textContent = label + " ";
    const made = document.createElement(tag);
    holder.append(made);
    place.append(holder);
    return made;
  }

  function searchable(table) {
    const bar = document.createElement("div");
    bar.className = "find";
    bar.setAttribute("role", "group");  // a landmark each would be too many
    bar.setAttribute("aria-label", table.label);
    const search = control("input", words.search, bar);
    search.type = "search";
    search.autocomplete = "off";
    const lists = filters(table, bar);
    const count = document.createElement("output");
    count.className = "rows";
    bar.append(count);
    const texts = table.cells.map(cells => plain(cells.join(" ")));
    function choose(event) {
      if (event) { table.flatten(); }
      const wanted = plain(search.value).split(/\s+/);
      table.rows.forEach((row, at) => {
        row.hidden = !wanted.every(word => texts[at].includes(word))
          || lists.some(list => list.value && list.value !== table.cells[at][list.dataset.column]);
      });
      new Set(table.groups.values()).forEach(body => {
        body.hidden = table.rows.every(row => row.hidden || table.groups.get(row) !== body);
      });
      const left = table.rows.filter(row => !row.hidden).length;
      count.textContent = words.rows.replace("{shown}", left).replace("{all}", table.rows.length);
    }
    table.all = () => {
      search.value = "";
      lists.forEach(list => { list.value = ""; });
      choose();
    };
    bar.addEventListener("input", choose);
    choose();
    table.box.before(bar);
  }

  function filters(table, bar) {
    const lists = [];
    table.heads.forEach((head, position) => {
      const column = table.cells.map(cells => cells[position] || "");
      const values = [...new Set(column)].filter(Boolean);
      const fits = values.length > 1 && values.length <= VALUES && values.length <= column.length / 3
        && values.every(value => value.length <= LETTERS);
      const years = values.every(value => /^\d{4}$/.test(value));
      if (lists.length === LISTS || !fits || (head.classList.contains("n") && !years)) { return; }
      const list = control("select", tools.text(head), bar);
      list.dataset.column = position;
      list.add(new Option(words.all, ""));
      values.sort(letters.compare).forEach(value => { list.add(new Option(value, value)); });
      lists.push(list);
    });
    return lists;
  }

  // -- taking away

  function taken(table) {  // heading and rows as they are shown now
    const rows = [...table.element.rows].filter(row => table.groups.has(row) && !row.hidden);
    const above = rows.map(row => shown(table.groups.get(row).querySelector("[scope=rowgroup]") || document.createElement("p")));
    const grouped = above.some(Boolean);
    const lines = rows.map((row, at) => table.cells[table.rows.indexOf(row)].concat(grouped ? above[at] : []));
    return [table.heads.map(shown).concat(grouped ? words.document : [])].concat(lines);
  }

  function takeable(table) {
    const bar = document.createElement("div");
    bar.className = "take";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", table.label);
    function button(label, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.addEventListener("click", () => { act(made); });
      bar.append(made);
    }
    function joined(sign) {
      return taken(table).map(cells => cells.map(tools.cell).join(sign) + "\n").join("");
    }
    button(words.copyTable, made => { tools.copy(joined("\t"), made); });
    button(words.csv, () => { tools.save(tools.name + "-" + table.box.id + ".csv", "text/csv", joined(",")); });
    table.box.after(bar);
  }

  // -- every table of the report

  function crossed(rows) {  // the cells of each row, with those that reach into it from above
    const reach = [];
    return rows.map(row => {
      const own = [...row.cells];
      const cells = [];
      for (let at = 0; own.length || reach[at] && reach[at].left; at += 1) {
        if (!reach[at] || !reach[at].left) { const cell = own.shift(); reach[at] = { cell: cell, left: cell.rowSpan }; }
        reach[at].left -= 1;
        cells.push(reach[at].cell);
      }
      return cells;
    });
  }

  function flattened(rows, crossing) {  // once rows move, each has its own cells
    rows.forEach((row, at) => {
      row.replaceChildren(...crossing[at].map(cell => cell.parentElement === row ? cell : cell.cloneNode(true)));
    });
    rows.forEach(row => { [...row.cells].forEach(cell => { cell.removeAttribute("rowspan"); }); });
  }

  const tables = [];
  document.querySelectorAll("main :not(.settings) > .scroll > table").forEach((element, number) => {
    const box = element.parentElement;
    const heads = element.tHead && element.tHead.rows.length === 1 ? [...element.tHead.rows[0].cells] : [];
    const rows = [...element.tBodies].flatMap(body => [...body.rows]).filter(row => !row.querySelector("[scope=rowgroup]"));
    box.id = "table-" + (number + 1);
    if (!heads.length || rows.length < SORTED || rows.some(row => row.querySelector("[colspan]"))) { return; }
    const crossing = crossed(rows);
    const table = {
      box: box, element: element, heads: heads, rows: rows, label: box.getAttribute("aria-label"),
      cells: crossing.map(cells => cells.map(shown)),
      groups: new Map(rows.map(row => [row, row.parentElement])),
      flatten: () => { flattened(rows, crossing); table.flatten = () => {}; }
    };
    sortable(table);
    if (rows.length >= TAKEN) { takeable(table); }
    if (rows.length > SEARCHED) { searchable(table); }
    tables.push(table);
  });

  window.addEventListener("hashchange", () => {  // a row that an address names is there, whatever was searched
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const table = named && tables.find(each => each.rows.includes(named));
    if (table && named.hidden) {
      table.all();
      named.scrollIntoView();
    }
  });
})();
