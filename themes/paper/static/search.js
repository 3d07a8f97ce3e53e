/* Search without a server: a query loads the few shares of the index its words fall into, as scripts, so that it works from files too. */
(function () {
  'use strict';
  var SHOWN = 20;
  var door = document.querySelector('[data-find]');
  if (!door) { return; }
  var folder = door.href.replace(/index\.html([?#].*)?$/, '');
  var root = folder.replace(/search\/$/, '');
  var loaded = {};
  var waiting = {};

  window.keybookSearch = function (kind, number, data) {
    var key = kind + '-' + number;
    if (waiting[key]) { waiting[key](data); }
  };
  function load(kind, number) {
    var key = kind + '-' + number;
    if (!loaded[key]) {
      loaded[key] = new Promise(function (resolve, reject) {
        var script = document.createElement('script');
        waiting[key] = function (data) { delete waiting[key]; script.remove(); resolve(data); };
        script.src = folder + (kind === 'meta' ? 'meta.js' : key + '.js');
        script.onerror = function () { delete loaded[key]; script.remove(); reject(new Error(script.src)); };
        document.head.appendChild(script);
      });
    }
    return loaded[key];
  }

  /* The same words as the index: pairs of Han characters, Latin words by their beginnings. */
  var HAN = /[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]|[\ud840-\ud8bf][\udc00-\udfff]/;
  function folded(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (sign) {
      return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
    }).replace(/\u3000/g, ' ').toLowerCase();
  }
  function pieces(text) {
    var found = [];
    var word = '';
    var before = '';
    function end() {
      if (Array.from(word).length > 1) { found.push({ word: cut(word), isWhole: false }); }
      word = '';
    }
    Array.from(folded(text)).forEach(function (letter) {
      if (HAN.test(letter)) {
        end();
        if (before) { found.push({ word: before + letter, isWhole: true }); }
        before = letter;
        return;
      }
      before = '';
      if (/[\p{L}\p{N}]/u.test(letter)) { word += letter; } else { end(); }
    });
    end();
    return found;
  }
  /* Sixteen bytes of a word count. */
  function cut(word) {
    var coder = new TextEncoder();
    var kept = '';
    Array.from(word).every(function (letter) {
      if (coder.encode(kept + letter).length > 16) { return false; }
      kept += letter;
      return true;
    });
    return kept;
  }
  function share(word, shares) {
    var hash = 2166136261;
    Array.from(word).slice(0, 2).forEach(function (letter) {
      hash = Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0;
    });
    return ((hash ^ (hash >>> 15)) >>> 0) % shares;
  }
  /* Distances in base 26, the last digit in upper case; a number is twice the page, and one more where the title has the word. */
  function unpack(text, into) {
    var last = 0;
    var digits = 0;
    for (var i = 0; i < text.length; i += 1) {
      var code = text.charCodeAt(i);
      if (code >= 97) {
        digits = (digits + code - 97) * 26;
      } else {
        last += digits + code - 65;
        digits = 0;
        var page = last >> 1;
        into.set(page, Math.max(into.get(page) || 0, last & 1));
      }
    }
    return into;
  }
  function pagesOf(piece, words) {
    var pages = new Map();
    if (piece.isWhole) { return unpack(words[piece.word] || '', pages); }
    Object.keys(words).forEach(function (word) {
      var bare = word.charAt(0) === '*' ? word.slice(1) : word;
      if (bare.indexOf(piece.word) === 0) { unpack(words[word], pages); }
    });
    return pages;
  }
  function find(text) {
    var wanted = pieces(text);
    if (!wanted.length) { return Promise.resolve(null); }
    return load('meta', 0).then(function (meta) {
      return Promise.all(wanted.map(function (piece) {
        return load('i', share(piece.word, meta.shares)).then(function (words) { return pagesOf(piece, words); });
      })).then(function (found) {
        found.sort(function (a, b) { return a.size - b.size; });
        var hits = [];
        found[0].forEach(function (inTitle, page) {
          var score = inTitle;
          for (var i = 1; i < found.length; i += 1) {
            if (!found[i].has(page)) { return; }
            score += found[i].get(page);
          }
          hits.push([page, score]);
        });
        hits.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
        var shown = hits.slice(0, SHOWN);
        return Promise.all(shown.map(function (hit) {
          return load('p', Math.floor(hit[0] / meta.per)).then(function (rows) { return rows[hit[0] % meta.per]; });
        })).then(function (rows) {
          var whole = folded(text).trim();
          var ranked = rows.map(function (row, i) {
            var at = folded(row[0]).indexOf(whole);
            return { row: row, rank: at === 0 ? 0 : at > 0 ? 1 : 2, i: i };
          });
          ranked.sort(function (a, b) { return a.rank - b.rank || a.i - b.i; });
          return { total: hits.length, rows: ranked.map(function (one) { return one.row; }) };
        });
      });
    });
  }

  function marked(element, text, query) {
    var at = folded(text).indexOf(folded(query).trim());
    var length = folded(query).trim().length;
    if (at < 0 || !length) { element.textContent = text; return; }
    element.append(text.slice(0, at));
    var mark = document.createElement('mark');
    mark.textContent = text.slice(at, at + length);
    element.append(mark, text.slice(at + length));
  }
  function row(page, query) {
    var item = document.createElement('li');
    var link = document.createElement('a');
    link.href = root + page[1];
    marked(link, page[0], query);
    var kind = document.createElement('span');
    kind.className = 'quiet';
    kind.textContent = page[2] + (page[3] ? ' · ' + page[3] : '');
    item.append(link, ' ', kind);
    return item;
  }

  /* A field, what it found, and the keys that move between them. */
  function finder(place) {
    var field = document.createElement('input');
    field.type = 'search';
    field.name = 'q';
    field.autocomplete = 'off';
    field.setAttribute('aria-label', door.getAttribute('data-label'));
    field.placeholder = door.getAttribute('data-hint');
    var said = document.createElement('p');
    said.className = 'note';
    said.setAttribute('role', 'status');
    var list = document.createElement('ol');
    list.className = 'found';
    place.append(field, said, list);
    var turn = 0;
    function show() {
      turn += 1;
      var mine = turn;
      var query = field.value;
      find(query).then(function (result) {
        if (mine !== turn) { return; }
        list.textContent = '';
        if (!result) { said.textContent = query.trim() ? door.getAttribute('data-short') : ''; return; }
        said.textContent = result.total
          ? door.getAttribute('data-found').replace('{n}', result.total)
          : door.getAttribute('data-nothing');
        result.rows.forEach(function (page) { list.append(row(page, query)); });
      }, function () {
        if (mine === turn) { list.textContent = ''; said.textContent = door.getAttribute('data-failed'); }
      });
    }
    field.addEventListener('input', show);
    place.addEventListener('keydown', function (event) {
      var links = Array.from(list.querySelectorAll('a'));
      var at = links.indexOf(document.activeElement);
      if (event.key === 'ArrowDown' && links.length) {
        event.preventDefault();
        links[Math.min(at + 1, links.length - 1)].focus();
      } else if (event.key === 'ArrowUp' && at >= 0) {
        event.preventDefault();
        (at ? links[at - 1] : field).focus();
      } else if (event.key === 'Enter' && document.activeElement === field && links.length) {
        event.preventDefault();
        links[0].click();
      }
    });
    return { field: field, show: show };
  }

  var dialog = null;
  function open() {
    var here = document.querySelector('[data-find-here] input');
    if (here) { here.focus(); here.select(); return; }
    if (!dialog) {
      dialog = document.createElement('dialog');
      dialog.className = 'finder';
      dialog.setAttribute('aria-label', door.getAttribute('data-label'));
      document.body.append(dialog);
      finder(dialog);
      dialog.addEventListener('click', function (event) { if (event.target === dialog) { dialog.close(); } });
    }
    if (!dialog.open) { dialog.showModal(); }
    dialog.querySelector('input').focus();
    dialog.querySelector('input').select();
  }

  document.addEventListener('DOMContentLoaded', function () {
    var here = document.querySelector('[data-find-here]');
    if (here) {
      var made = finder(here);
      var wanted = new URLSearchParams(location.search).get('q');
      if (wanted) { made.field.value = wanted; made.show(); }
      made.field.addEventListener('input', function () {
        try {
          history.replaceState(null, '', made.field.value ? '?q=' + encodeURIComponent(made.field.value) : location.pathname);
        } catch (e) { /* some browsers forbid it for files */ }
      });
      made.field.focus();
    }
    door.addEventListener('click', function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
      event.preventDefault();
      open();
    });
    document.addEventListener('keydown', function (event) {
      var target = event.target;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (target && (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable)) { return; }
      event.preventDefault();
      open();
    });
  });
})();
