"use strict";
(function () {
  const basket = window.basket;
  const find = function (selector) { return document.querySelector(selector); };
  const chosen = find(".chosen");
  const pairs = find(".pairs");
  let shown = [];

  // -- which figures

  function named() {  // an address may also name a part of the page, to which the keyboard was led
    const part = location.hash.slice(1);
    return document.getElementById(part) ? shown : basket.parsed(part);
  }

  function same(one, other) { return one.join() === other.join(); }

  function turn(names) {  // to an address with these figures
    history.replaceState(null, "", location.href.split("#")[0] + (names.length ? "#" + basket.written(names) : ""));
  }

  function change(names) {  // whose basket is shown is changed; one that was sent is not the reader's
    if (same(named(), basket.held())) { basket.hold(names); }
    turn(names);
  }

  // -- showing

  function made(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  function lead(known, name, text) {
    const link = made("a", text);
    link.href = known.figures[name].page;
    return link;
  }

  function headed(table, headings) {
    const row = document.createElement("tr");
    headings.forEach(function (heading) {
      const cell = made("th", heading);
      cell.scope = "col";
      row.appendChild(cell);
    });
    table.tHead.replaceChildren(row);
  }

  function line(cells) {
    const row = document.createElement("tr");
    cells.forEach(function (text, place) {
      const cell = made(place ? "td" : "th", text);
      if (!place) { cell.scope = "row"; }
      row.appendChild(cell);
    });
    return row;
  }

  function figure(known, name) {
    const row = line(known.figures[name].cells);
    const last = row.lastChild;
    const button = made("button", chosen.dataset.out);
    button.type = "button";
    button.dataset.out = name;
    button.className = "tools";
    button.setAttribute("aria-label", chosen.dataset.out + ": " + name);
    last.className = "f";
    last.replaceChildren(lead(known, name, name), document.createElement("br"), button);
    return row;
  }

  function compare(known, names) {
    const there = known.pairs.filter(function (pair) { return names.includes(pair[0]) && names.includes(pair[1]); });
    const judged = new Set(there.map(function (pair) { return pair.slice(0, 2).sort().join(); }));
    const others = names.flatMap(function (one, place) {
      return names.slice(place + 1).map(function (other) { return [one, other]; });
    }).filter(function (pair) { return !judged.has(pair.slice().sort().join()); });
    judge(known.compared, there.map(function (pair) { return pair[2]; }));
    leave(known, others);
    find(".alone").hidden = names.length > 1;
    find(".several").hidden = names.length < 2;
  }

  function judge(headings, rows) {  // a column that has nothing to say of any pair is left out
    const filled = function (_text, place) { return rows.some(function (cells) { return cells[place]; }); };
    headed(pairs, headings.filter(filled));
    const body = rows.map(function (cells) { return line(cells.filter(filled)); });
    pairs.tBodies[0].replaceChildren.apply(pairs.tBodies[0], body);
    pairs.parentElement.hidden = !rows.length;
  }

  function leave(known, pairs) {  // what nobody judged
    const place = find(".unjudged");
    place.hidden = !pairs.length;
    tell(place.querySelector("summary"), pairs.length);
    place.querySelector("ul").replaceChildren.apply(place.querySelector("ul"), pairs.map(function (pair) {
      const item = document.createElement("li");
      pair.forEach(function (name, number) {
        const cells = known.figures[name].cells;
        item.append(number ? " · " : "", lead(known, name, cells[0] + ": " + cells[1]));
      });
      return item;
    }));
  }

  function tell(place, value) {  // a message about a number, or about names
    place.textContent = place.dataset.said.replace(/\{\w+\}/, value);
  }

  function show(known) {
    const own = basket.held();
    if (!named().length && own.length) { turn(own); }
    const wanted = named();
    const names = wanted.filter(function (name) { return Object.hasOwn(known.figures, name); });
    const lost = wanted.filter(function (name) { return !names.includes(name); });
    find(".count").textContent = find(".count").dataset[names.length ? "some" : "none"].replace("{number}", names.length);
    tell(find(".sent > p"), own.length);
    find(".sent").hidden = !names.length || same(wanted, own);
    tell(find(".lost"), lost.join(", "));
    find(".lost").hidden = !lost.length;
    find(".filled").hidden = !names.length;
    chosen.tBodies[0].replaceChildren.apply(chosen.tBodies[0], names.map(function (name) { return figure(known, name); }));
    compare(known, names);
    find(".citation").textContent = location.href;
    document.querySelectorAll(".masthead a[hreflang]").forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").split("#")[0] + location.hash);
    });
    shown = wanted;
  }

  // -- what can be done

  function start(known) {
    const doing = {
      bib: function (names) {
        const text = names.map(function (name) { return known.figures[name].bibtex + "\n\n"; }).join("");
        window.analysis.save("basket.bib", "application/x-bibtex;charset=utf-8", text);
      },
      csv: function (names) {
        const lines = names.map(function (name) { return known.figures[name].csv; });
        window.analysis.save("basket.csv", "text/csv;charset=utf-8", known.head + lines.join(""));
      },
      empty: function () {
        change([]);
        show(known);
      },
      keep: function (names) {
        basket.hold(Array.from(new Set(basket.held().concat(names))));
        turn(basket.held());
        show(known);
      }
    };

    headed(chosen, known.headings);
    show(known);
    window.addEventListener("hashchange", function () {
      turn(named());
      show(known);
    });
    window.addEventListener("storage", function (event) {  // changed on another page: follow it where it is what is shown
      if (!same(shown, basket.parsed(event.oldValue || ""))) { return; }
      turn(basket.held());
      show(known);
    });
    document.addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (!button || !(button.dataset.do || button.dataset.out)) { return; }
      const names = Array.from(chosen.querySelectorAll("[data-out]")).map(function (other) { return other.dataset.out; });
      if (button.dataset.do) { doing[button.dataset.do](names); } else { take(names, button.dataset.out); }
    });

    function take(names, name) {  // out; the focus goes to the one that comes in its place
      const place = names.indexOf(name);
      change(names.filter(function (other) { return other !== name; }));
      show(known);
      const next = chosen.querySelectorAll("[data-out]");
      (next[Math.min(place, next.length - 1)] || find("main")).focus();
    }
  }

  unpack(find("#known").textContent).then(JSON.parse).then(start);
})();
