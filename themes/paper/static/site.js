// What the theme does with a script: the colour scheme, sorting and filtering tables, copying a table as CSV.
// Without it every page can be read in full. Classic script: it works from file:// and under a strict policy.
(function () {
  "use strict";
  var root = document.documentElement;
  var say = function (zh, en) { return (root.lang || "").indexOf("zh") === 0 ? zh : en; };

  // Colour scheme: the system's, until the reader chooses.
  var remembered = function (value) {
    try {
      if (value === undefined) { return localStorage.getItem("keybook-theme"); }
      localStorage.setItem("keybook-theme", value);
    } catch (error) { /* A reader who forbids storage chooses again on each page. */ }
    return value || null;
  };
  var chosen = remembered();
  if (chosen === "light" || chosen === "dark") { root.setAttribute("data-theme", chosen); }
  var is_dark = function () {
    var set = root.getAttribute("data-theme");
    return set ? set === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  };
  document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
    var label = function () { button.textContent = is_dark() ? say("浅色", "Light") : say("深色", "Dark"); };
    button.hidden = false;
    label();
    button.addEventListener("click", function () {
      var next = is_dark() ? "light" : "dark";
      root.setAttribute("data-theme", next);
      remembered(next);
      label();
    });
  });

  // The address keeps filters and order, so that a view can be sent to somebody.
  var query = function () { return new URLSearchParams(location.search); };
  var keep = function (changes) {
    var params = query();
    Object.keys(changes).forEach(function (key) {
      if (changes[key]) { params.set(key, changes[key]); } else { params.delete(key); }
    });
    var text = params.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  };

  var cell_value = function (row, index, kind) {
    var cell = row.cells[index];
    if (!cell) { return kind === "num" ? null : ""; }
    var value = cell.hasAttribute("data-value") ? cell.getAttribute("data-value") : cell.textContent.trim();
    if (kind !== "num") { return value; }
    return value === "" || isNaN(Number(value)) ? null : Number(value);
  };

  // Unknown values stay last in either direction: unknown is neither high nor low.
  var sort = function (table, index, kind, direction) {
    var body = table.tBodies[0];
    var sign = direction === "descending" ? -1 : 1;
    var rows = Array.prototype.map.call(body.rows, function (row, place) {
      return { row: row, value: cell_value(row, index, kind), place: place };
    });
    rows.sort(function (a, b) {
      var a_blank = a.value === null || a.value === "", b_blank = b.value === null || b.value === "";
      if (a_blank || b_blank) { return a_blank && b_blank ? a.place - b.place : a_blank ? 1 : -1; }
      var order = kind === "num" ? a.value - b.value : a.value.localeCompare(b.value, root.lang);
      return order ? sign * order : a.place - b.place;
    });
    rows.forEach(function (entry) { body.appendChild(entry.row); });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, at) {
      if (at === index) { head.setAttribute("aria-sort", direction); } else { head.removeAttribute("aria-sort"); }
    });
  };

  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    if (!table.tHead || !table.tBodies[0]) { return; }
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, index) {
      var kind = head.getAttribute("data-sort");
      if (!kind) { return; }
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        var first = kind === "num" ? "descending" : "ascending";
        var other = first === "descending" ? "ascending" : "descending";
        var next = now === first ? other : first;
        sort(table, index, kind, next);
        if (table.id) { keep({ sort: (next === "descending" ? "-" : "") + index }); }
      });
    });
    var wanted = table.id && query().get("sort");
    if (wanted) {
      var column = Math.abs(parseInt(wanted, 10));
      var target = table.tHead.rows[0].cells[column];
      if (target && target.getAttribute("data-sort")) {
        sort(table, column, target.getAttribute("data-sort"), wanted.charAt(0) === "-" ? "descending" : "ascending");
      }
    }
  });

  document.querySelectorAll("form.filter[data-filter]").forEach(function (form) {
    var table = document.getElementById(form.getAttribute("data-filter"));
    if (!table || !table.tBodies[0]) { return; }
    var fields = Array.prototype.filter.call(form.elements, function (field) { return field.name; });
    var count = form.querySelector(".count");
    var apply = function () {
      var shown = 0, rows = table.tBodies[0].rows, changes = {};
      fields.forEach(function (field) { changes[field.name] = field.value; });
      Array.prototype.forEach.call(rows, function (row) {
        var fits = fields.every(function (field) {
          if (!field.value) { return true; }
          var has = row.getAttribute("data-" + field.name) || "";
          if (field.name === "q") {
            return field.value.toLowerCase().split(/\s+/).every(function (word) { return has.indexOf(word) >= 0; });
          }
          return has.split("|").indexOf(field.value) >= 0;
        });
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      if (count) { count.textContent = say("显示 " + shown + " / " + rows.length, shown + " of " + rows.length + " shown"); }
      keep(changes);
    };
    var params = query();
    fields.forEach(function (field) { if (params.get(field.name)) { field.value = params.get(field.name); } });
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    apply();
  });

  // A spreadsheet gets what the eye sees; cells that a spreadsheet would run are defused.
  document.querySelectorAll("[data-csv] table.data, table.data[data-csv]").forEach(function (table) {
    if (!navigator.clipboard) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = say("复制为 CSV", "Copy as CSV");
    button.addEventListener("click", function () {
      var lines = Array.prototype.filter.call(table.rows, function (row) { return !row.hidden; }).map(function (row) {
        return Array.prototype.map.call(row.cells, function (cell) {
          var text = cell.textContent.replace(/\s+/g, " ").replace(/ [↕↑↓]$/, "").trim();
          if (/^[=+@]/.test(text) || (/^-/.test(text) && !/^-[\d.,]+%?$/.test(text))) { text = "'" + text; }
          return '"' + text.replace(/"/g, '""') + '"';
        }).join(",");
      });
      navigator.clipboard.writeText("\ufeff" + lines.join("\r\n")).then(function () {
        button.textContent = say("已复制", "Copied");
      }, function () {
        button.textContent = say("浏览器不让复制", "The browser refused");
      });
    });
    var place = table.closest(".scroll") || table;
    place.parentNode.insertBefore(button, place);
  });
})();
