/* Light and dark, sorting, filtering, saving. Every page works without it, and it works on when the preview changes a page. */
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

  function toggle(button) {
    function say() { button.setAttribute('aria-pressed', String(isDark())); }
    button.hidden = false;
    say();
    button.addEventListener('click', function () {
      var theme = isDark() ? 'light' : 'dark';
      root.setAttribute('data-theme', theme);
      remember(theme);
      say();
    });
  }

  /* What to do again when the page changed under the script. */
  var again = [];

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

  /* Brings rows into an order; those that are in it stay where they are. */
  function arrange(body, rows) {
    var at = body.rows[0] || null;
    rows.forEach(function (row) {
      /* What stands before the row is moved when it is its turn. */
      if (at && row !== at && row === at.nextElementSibling) { at = row; }
      if (row === at) { at = row.nextElementSibling; } else { body.insertBefore(row, at); }
    });
  }

  function sortable(table) {
    var collator = new Intl.Collator(root.lang || undefined, { numeric: true });
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);

    function sort(head, direction) {
      var column = heads.indexOf(head);
      var isNumber = head.getAttribute('data-sort') === 'number';
      var sign = direction === 'descending' ? -1 : 1;
      var body = table.tBodies[0];
      var keyed = Array.from(body.rows).map(function (row, idx) {
        var text = cellText(row, column);
        var key = isNumber ? numberOf(text) : text;
        return { row: row, key: key, idx: idx, isUnknown: key === null || key === '' || key === '\u2013' };
      });
      function compare(a, b) {
        if (a.isUnknown !== b.isUnknown) { return a.isUnknown ? 1 : -1; }
        if (a.isUnknown) { return a.idx - b.idx; }
        var order = isNumber ? a.key - b.key : collator.compare(a.key, b.key);
        return order * sign || a.idx - b.idx;
      }
      /* After a save nearly all are in their places: that is seen in one look. */
      if (!keyed.every(function (item, i) { return i === 0 || compare(keyed[i - 1], item) < 0; })) {
        arrange(body, keyed.sort(compare).map(function (item) { return item.row; }));
      }
      heads.forEach(function (other) { if (other !== head) { other.removeAttribute('aria-sort'); } });
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

    function asWanted() {
      var wanted = query().get('sort');
      heads.forEach(function (head) {
        if (wanted && head.getAttribute('data-key') === wanted) {
          sort(head, query().get('dir') === 'desc' ? 'descending' : 'ascending');
        }
      });
    }
    asWanted();
    again.push(asWanted);
  }

  function filters(form) {
    var table = document.getElementById(form.getAttribute('data-filters'));
    if (!table) { return; }
    var rows = [];
    var texts = [];
    function read() {
      rows = Array.from(document.getElementById(form.getAttribute('data-filters')).tBodies[0].rows);
      texts = rows.map(function (row) {
        return (row.cells[0].textContent + ' ' + (row.getAttribute('data-alias') || '')).toLowerCase();
      });
      apply();
    }
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
    read();
    again.push(read);
  }

  function button(label, act) {
    var made = document.createElement('button');
    made.type = 'button';
    made.className = 'copy';
    made.textContent = label;
    made.addEventListener('click', act);
    return made;
  }
  function download(name, blob) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  /* A spreadsheet gets what the eye sees, with a mark that makes Excel read Chinese; a cell that it would run is defused. */
  function csvOf(table) {
    var rows = Array.prototype.filter.call(table.rows, function (row) { return !row.hidden; });
    var lines = rows.map(function (row) {
      return Array.prototype.map.call(row.cells, function (cell) {
        var text = cell.textContent.replace(/\s+/g, ' ').trim();
        if (/^[=+@\t]/.test(text) || (/^-/.test(text) && !/^-[\d.,]+%?$/.test(text))) { text = "'" + text; }
        return '"' + text.replace(/"/g, '""') + '"';
      }).join(',');
    });
    return '\ufeff' + lines.join('\r\n') + '\r\n';
  }
  function copyable(table) {
    var label = table.getAttribute('data-csv');
    var place = table.closest('.table-wrap') || table;
    var name = (table.caption ? table.caption.textContent.trim() : document.title).replace(/[\\/:*?"<>|]+/g, '-') + '.csv';
    var save = button(document.body.getAttribute('data-download') || 'CSV', function () {
      download(name, new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
    });
    place.parentNode.insertBefore(save, place.nextSibling);
    if (!navigator.clipboard) { return; }
    var copy = button(label, function () {
      navigator.clipboard.writeText(csvOf(table)).then(function () {
        copy.textContent = table.getAttribute('data-copied') || label;
        setTimeout(function () { copy.textContent = label; }, 2000);
      }, function () { copy.disabled = true; });
    });
    place.parentNode.insertBefore(copy, place.nextSibling);
  }

  /* A file gets the colours that are seen as attributes, so that it stands by itself; a picture is drawn shape by shape,
     since a strict policy lets no image of ours be loaded. */
  var FONT = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
  function colours(element) {
    var style = getComputedStyle(element);
    return { fill: style.fill, stroke: style.stroke };
  }
  function alone(svg) {
    var copy = svg.cloneNode(true);
    var drawn = svg.querySelectorAll('path, rect, circle, text');
    copy.querySelectorAll('path, rect, circle, text').forEach(function (element, i) {
      var seen = colours(drawn[i]);
      if (!/^url/.test(element.getAttribute('fill') || '')) { element.setAttribute('fill', seen.fill); }
      if (seen.stroke !== 'none') { element.setAttribute('stroke', seen.stroke); }
    });
    var ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    ground.setAttribute('width', '100%');
    ground.setAttribute('height', '100%');
    ground.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
    copy.insertBefore(ground, copy.querySelector('desc') ? copy.querySelector('desc').nextSibling : copy.firstChild);
    copy.setAttribute('font-family', FONT.replace(/"/g, "'"));
    copy.querySelectorAll('a').forEach(function (link) {
      if (!/^https?:/.test(link.getAttribute('href'))) { link.removeAttribute('href'); }
    });
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy) + '\n';
  }
  function hatch(context, stroke) {
    var tile = document.createElement('canvas');
    tile.width = tile.height = 7;
    var pen = tile.getContext('2d');
    pen.strokeStyle = stroke;
    pen.lineWidth = 1.4;
    pen.beginPath();
    [[-1, 1, 1, -1], [0, 7, 7, 0], [6, 8, 8, 6]].forEach(function (line) { pen.moveTo(line[0], line[1]); pen.lineTo(line[2], line[3]); });
    pen.stroke();
    return context.createPattern(tile, 'repeat');
  }
  function number(element, name) { return parseFloat(element.getAttribute(name)) || 0; }
  function shapeOf(element) {
    var path = new Path2D(element.tagName === 'path' ? element.getAttribute('d') : undefined);
    if (element.tagName === 'rect') { path.rect(number(element, 'x'), number(element, 'y'), number(element, 'width'), number(element, 'height')); }
    if (element.tagName === 'circle') { path.arc(number(element, 'cx'), number(element, 'cy'), number(element, 'r'), 0, 2 * Math.PI); }
    return path;
  }
  function written(context, element, size) {
    var x = number(element, 'x');
    var y = number(element, 'y');
    var text = element.textContent;
    context.font = (element.getAttribute('font-weight') || '400') + ' ' + (number(element, 'font-size') || size) + 'px ' + FONT;
    context.textAlign = { middle: 'center', end: 'right' }[element.getAttribute('text-anchor')] || 'left';
    var seen = colours(element);
    context.fillStyle = seen.fill;
    function put(words, at) {
      if (seen.stroke !== 'none') {
        context.strokeStyle = seen.stroke;
        context.lineWidth = number(element, 'stroke-width');
        context.lineJoin = 'round';
        context.strokeText(words, at[0], at[1]);
      }
      context.fillText(words, at[0], at[1]);
    }
    context.save();
    if (element.getAttribute('writing-mode')) {
      var step = number(element, 'font-size') || size;
      context.textAlign = 'center';
      Array.from(text).forEach(function (letter, i) { put(letter, [x, y + step * (i + 0.85)]); });
    } else {
      var turn = /rotate\(([-\d.]+) ([-\d.]+) ([-\d.]+)\)/.exec(element.getAttribute('transform') || '');
      if (turn) {
        context.translate(+turn[2], +turn[3]);
        context.rotate(+turn[1] * Math.PI / 180);
        context.translate(-turn[2], -turn[3]);
      }
      put(text, [x, y]);
    }
    context.restore();
  }
  function picture(svg, done) {
    var box = svg.viewBox.baseVal;
    var canvas = document.createElement('canvas');
    var title = svg.querySelector('title') ? svg.querySelector('title').textContent : '';
    var edge = 16;
    var head = title ? 32 : 0;
    canvas.width = Math.round((box.width + 2 * edge) * 3);
    canvas.height = Math.round((box.height + 2 * edge + head) * 3);
    var context = canvas.getContext('2d');
    context.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(3, 3);
    context.translate(edge, edge);
    context.font = '600 17px ' + FONT;
    context.fillStyle = getComputedStyle(document.body).color;
    context.fillText(title, 0, 16, box.width);
    context.translate(0, head);
    svg.querySelectorAll('path, rect, circle, text').forEach(function (element) {
      if (element.closest('defs')) { return; }
      if (element.tagName === 'text') { written(context, element, number(svg, 'font-size') || 14); return; }
      var shape = shapeOf(element);
      var seen = colours(element);
      var fill = seen.fill;
      var stroke = seen.stroke;
      if (fill && fill !== 'none') {
        context.globalAlpha = element.hasAttribute('fill-opacity') ? number(element, 'fill-opacity') : 1;
        context.fillStyle = /^url/.test(fill) ? hatch(context, '#8A857C') : fill;
        context.fill(shape, element.getAttribute('fill-rule') || 'nonzero');
        context.globalAlpha = 1;
      }
      if (stroke && stroke !== 'none') {
        context.strokeStyle = stroke;
        context.lineWidth = number(element, 'stroke-width') || 1;
        context.setLineDash((element.getAttribute('stroke-dasharray') || '').split(/[ ,]+/).filter(Boolean).map(Number));
        context.stroke(shape);
        context.setLineDash([]);
      }
    });
    canvas.toBlob(done, 'image/png');
  }
  function savable(figure) {
    var svg = figure.querySelector('svg.k-chart');
    if (!svg) { return; }
    var name = figure.id.replace(/^fig-/, '') || 'chart';
    var row = document.createElement('p');
    row.className = 'save';
    var said = document.body.getAttribute('data-save') || '';
    row.append(
      button(said + ' SVG', function () { download(name + '.svg', new Blob([alone(svg)], { type: 'image/svg+xml' })); }),
      button(said + ' PNG', function () { picture(svg, function (blob) { if (blob) { download(name + '.png', blob); } }); })
    );
    figure.append(row);
  }

  /* What if a weight were another: Σ w·x ÷ Σ w over what is known, ranked anew. The state stands in the URL. */
  function whatIf(form) {
    var table = document.getElementById(form.getAttribute('data-what-if'));
    var body = table.tBodies[0];
    var rows = [];
    var known = [];
    var now = [];
    var before = {};
    var sliders = Array.from(form.querySelectorAll('input[type=range]'));
    var said = form.querySelector('output');
    var levels = (form.getAttribute('data-levels') || '').split('|').filter(Boolean).map(parseFloat);

    function result(numbers, weights) {
      var sum = 0;
      var of = 0;
      numbers.forEach(function (x, i) { if (x !== null) { sum += weights[i] * x; of += weights[i]; } });
      return of > 0 ? sum / of : null;
    }
    function ranking(weights) {
      var all = rows.map(function (row, i) { return { row: row, i: i, value: result(known[i], weights) }; });
      all.sort(function (a, b) {
        var far = (b.value === null ? -1 : b.value) - (a.value === null ? -1 : a.value);
        return Math.abs(far) > 1e-9 ? far : a.i - b.i;
      });
      all.forEach(function (one, i) {
        var before = all[i - 1];
        one.place = before && Math.abs(before.value - one.value) <= 1e-9 ? before.place : i + 1;
        one.level = levels.filter(function (at) { return one.value !== null && one.value >= at - 1e-9; }).length;
      });
      return all;
    }
    function read() {
      rows = Array.from(body.rows).sort(function (a, b) { return a.cells[0].textContent - b.cells[0].textContent; });
      known = rows.map(function (row) {
        return row.getAttribute('data-x').split(',').map(function (x) { return x === '' ? null : +x; });
      });
      now = sliders.map(function (slider) { return +slider.defaultValue; });
      ranking(now).forEach(function (one) { before[one.i] = one; });
      apply();
    }

    function apply() {
      var weights = sliders.map(function (slider) { return +slider.value; });
      var isNow = weights.every(function (weight, i) { return weight === now[i]; });
      var moved = 0;
      var crossed = 0;
      table.classList.toggle('is-tried', !isNow);
      sliders.forEach(function (slider, i) { slider.nextElementSibling.textContent = String(Math.round(weights[i] * 100) / 100); });
      var ranked = ranking(weights);
      ranked.forEach(function (one) {
        var was = before[one.i];
        var cells = one.row.cells;
        moved += one.place !== was.place;
        crossed += one.level !== was.level;
        one.row.classList.toggle('is-moved', one.place !== was.place);
        cells[3].textContent = isNow ? '' : one.place + (one.place < was.place ? ' ↑' : one.place > was.place ? ' ↓' : '');
        cells[4].textContent = isNow ? '' : one.value === null ? '–' : one.value.toFixed(1);
      });
      arrange(body, ranked.map(function (one) { return one.row; }));
      said.textContent = isNow ? '' : form.getAttribute('data-said').replace('{moved}', moved).replace('{crossed}', crossed);
      keep({ w: isNow ? '' : weights.map(function (weight) { return Math.round(weight * 100) / 100; }).join('_') });
    }
    var wanted = (query().get('w') || '').split('_');
    if (wanted.length === sliders.length) { sliders.forEach(function (slider, i) { slider.value = wanted[i]; }); }
    form.hidden = false;
    form.addEventListener('input', apply);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { setTimeout(apply, 0); });
    read();
    again.push(read);
  }

  function printable(made) {
    made.hidden = false;
    made.addEventListener('click', function () { window.print(); });
  }

  /* Each thing is made once; what the preview changes is read again. */
  var made = new WeakSet();
  function each(selector, make) {
    document.querySelectorAll(selector).forEach(function (element) {
      if (!made.has(element)) { made.add(element); make(element); }
    });
  }
  function all() {
    each('[data-theme-toggle]', toggle);
    each('[data-print]', printable);
    each('form[data-what-if]', whatIf);
    each('table[data-sortable]', sortable);
    each('form[data-filters]', filters);
    each('table[data-csv]', copyable);
    each('figure.chart', savable);
  }
  document.addEventListener('DOMContentLoaded', all);
  document.addEventListener('keybook:changed', function () {
    again.forEach(function (read) { read(); });
    all();
  });
})();
