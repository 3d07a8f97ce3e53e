/* Light and dark, sorting, filtering. Every page works without it. */
(function () {
  'use strict';
  var root = document.documentElement;

  function remembered() {
    try { return localStorage.getItem('keybook-theme'); } catch (e) { return null; }
  }
  function remember(theme) {
    try { localStorage.setItem('keybook-theme', theme); } catch (e) { /* private window: the choice lasts for this page */ }
  }
  var chosen = remembered();
  if (chosen === 'light' || chosen === 'dark') { root.setAttribute('data-theme', chosen); }

  function isDark() {
    var theme = root.getAttribute('data-theme');
    if (theme) { return theme === 'dark'; }
    return window.matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function toggles() {
    document.querySelectorAll('[data-theme-toggle]').forEach(function (button) {
      function say() { button.setAttribute('aria-pressed', String(isDark())); }
      button.hidden = false;
      say();
      button.addEventListener('click', function () {
        var theme = isDark() ? 'light' : 'dark';
        root.setAttribute('data-theme', theme);
        remember(theme);
        say();
      });
    });
  }

  /* The state of a table stands in the URL, so that it can be sent to somebody. */
  function query() { return new URLSearchParams(location.search); }
  function keep(changes) {
    var params = query();
    Object.keys(changes).forEach(function (key) {
      if (changes[key]) { params.set(key, changes[key]); } else { params.delete(key); }
    });
    var text = params.toString();
    try {
      history.replaceState(null, '', location.pathname + (text ? '?' + text : '') + location.hash);
    } catch (e) { /* some browsers forbid it for files */ }
  }

  function numberOf(text) {
    var value = parseFloat(text.replace(/[,\s%]/g, '').replace('\u2212', '-'));
    return isNaN(value) ? null : value;
  }
  function cellText(row, column) {
    var cell = row.cells[column];
    return cell ? (cell.getAttribute('data-v') || cell.textContent).trim() : '';
  }

  function sortable(table) {
    var collator = new Intl.Collator(root.lang || undefined, { numeric: true });
    var body = table.tBodies[0];
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    var original = Array.prototype.slice.call(body.rows);

    function sort(head, direction) {
      var column = heads.indexOf(head);
      var isNumber = head.getAttribute('data-sort') === 'number';
      var sign = direction === 'descending' ? -1 : 1;
      var keyed = original.map(function (row, idx) {
        var text = cellText(row, column);
        var key = isNumber ? numberOf(text) : text;
        return { row: row, key: key, idx: idx, isUnknown: key === null || key === '' || key === '\u2013' };
      });
      keyed.sort(function (a, b) {
        if (a.isUnknown !== b.isUnknown) { return a.isUnknown ? 1 : -1; }
        if (a.isUnknown) { return a.idx - b.idx; }
        var order = isNumber ? a.key - b.key : collator.compare(a.key, b.key);
        return order * sign || a.idx - b.idx;
      });
      var all = document.createDocumentFragment();
      keyed.forEach(function (item) { all.appendChild(item.row); });
      body.appendChild(all);
      heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', direction);
    }

    heads.forEach(function (head) {
      if (!head.hasAttribute('data-sort')) { return; }
      var button = document.createElement('button');
      button.type = 'button';
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener('click', function () {
        var first = head.classList.contains('num') ? 'descending' : 'ascending';
        var second = first === 'ascending' ? 'descending' : 'ascending';
        var direction = head.getAttribute('aria-sort') === first ? second : first;
        sort(head, direction);
        keep({ sort: head.getAttribute('data-key'), dir: direction === 'descending' ? 'desc' : 'asc' });
      });
    });

    var wanted = query().get('sort');
    heads.forEach(function (head) {
      if (wanted && head.getAttribute('data-key') === wanted) {
        sort(head, query().get('dir') === 'desc' ? 'descending' : 'ascending');
      }
    });
  }

  function filters(form) {
    var table = document.getElementById(form.getAttribute('data-filters'));
    if (!table) { return; }
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var texts = rows.map(function (row) {
      return (row.cells[0].textContent + ' ' + (row.getAttribute('data-alias') || '')).toLowerCase();
    });
    var fields = Array.prototype.slice.call(form.querySelectorAll('input, select'));
    var shown = form.querySelector('[data-shown]');

    function apply() {
      var count = 0;
      var words = '';
      var choices = [];
      fields.forEach(function (field) {
        if (field.name === 'q') { words = field.value.trim().toLowerCase(); } else if (field.value) { choices.push(field); }
      });
      rows.forEach(function (row, idx) {
        var isIn = texts[idx].indexOf(words) >= 0 && choices.every(function (field) {
          return row.getAttribute('data-' + field.name) === field.value;
        });
        row.hidden = !isIn;
        if (isIn) { count += 1; }
      });
      if (shown) { shown.textContent = count + ' ' + shown.getAttribute('data-of') + ' ' + rows.length; }
    }
    function changed() {
      var state = {};
      fields.forEach(function (field) { state[field.name] = field.value; });
      keep(state);
      apply();
    }

    var params = query();
    fields.forEach(function (field) {
      var wanted = params.get(field.name);
      if (wanted !== null) { field.value = wanted; }
    });
    form.hidden = false;
    form.addEventListener('input', changed);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(changed, 0); });
    apply();
  }

  /* A spreadsheet gets what the eye sees; a cell that a spreadsheet would run is defused. */
  function copyable(table) {
    if (!navigator.clipboard) { return; }
    var label = table.getAttribute('data-csv');
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = label;
    button.addEventListener('click', function () {
      var rows = Array.prototype.filter.call(table.rows, function (row) { return !row.hidden; });
      var lines = rows.map(function (row) {
        return Array.prototype.map.call(row.cells, function (cell) {
          var text = cell.textContent.replace(/\s+/g, ' ').trim();
          if (/^[=+@\t]/.test(text) || (/^-/.test(text) && !/^-[\d.,]+%?$/.test(text))) { text = "'" + text; }
          return '"' + text.replace(/"/g, '""') + '"';
        }).join(',');
      });
      navigator.clipboard.writeText('\ufeff' + lines.join('\r\n')).then(function () {
        button.textContent = table.getAttribute('data-copied') || label;
        setTimeout(function () { button.textContent = label; }, 2000);
      }, function () { button.disabled = true; });
    });
    var place = table.closest('.table-wrap') || table;
    place.parentNode.insertBefore(button, place.nextSibling);
  }

  document.addEventListener('DOMContentLoaded', function () {
    toggles();
    document.querySelectorAll('table[data-sortable]').forEach(sortable);
    document.querySelectorAll('form[data-filters]').forEach(filters);
    document.querySelectorAll('table[data-csv]').forEach(copyable);
  });
})();
