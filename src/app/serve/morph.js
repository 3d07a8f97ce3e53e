// Makes the open page what the server sent now: only what differs between two of its answers moves, so that scroll, open details,
// filters, focus and sliders stay. Made before any other script changes the page.
function keybookMorph() {
  "use strict";

  // The page as the server sent it last, kept apart from the page as scripts and readers made it, where each element has its live one.
  const sent = document.implementation.createHTMLDocument("").importNode(document.body, true);
  const liveOf = new WeakMap();
  const isSent = new WeakSet();
  pair(sent, document.body);

  // Rows of a long table are many: what is in one is paired when the row changes.
  function pair(copy, live) {
    liveOf.set(copy, live);
    isSent.add(live);
    if (copy.nodeName !== "TR") inside(copy, live);
  }

  function inside(copy, live) {
    let own = live.firstChild;
    for (let one = copy.firstChild; one && own; one = one.nextSibling) {
      pair(one, own);
      own = own.nextSibling;
    }
  }

  // False if a script changed the row so that its parts cannot be told any more.
  function open(row, live) {
    const parts = [...row.childNodes];
    if (parts.every((part) => liveOf.has(part))) return true;
    const isAlike = (one, own) =>
      own &&
      one.nodeName === own.nodeName &&
      [...one.childNodes].every((part, idx) => isAlike(part, own.childNodes[idx]));
    if (!isAlike(row, live)) return false;
    inside(row, live);
    return true;
  }

  // The rows of the last answer and their texts: a row whose text is the same again is not parsed again.
  let rows = [];
  let rowOf = new Map();

  function take(text) {
    const pieces = text.split(/(?=<tr[\s>])/);
    const page = new DOMParser().parseFromString(rows.length > 0 ? shortened(pieces) : text, "text/html");
    document.title = page.title;
    change(sent, page.body);
    rows = [...sent.querySelectorAll("tr")];
    // A text that looks like a row and is none: then no row can be told by its text.
    if (rows.length !== pieces.length - 1) rows = [];
    rowOf = new Map(rows.map((_, idx) => [pieces[idx + 1], idx]));
  }

  // The text with a mark in place of rows that were there before.
  function shortened(pieces) {
    let text = "";
    let run = null;
    const end = () => {
      if (run) text += `<tr data-keybook-same="${run[0]} ${run[1]}"></tr>`;
      run = null;
    };
    pieces.forEach((piece) => {
      const idx = isRow(piece) ? rowOf.get(piece) : undefined;
      if (idx === undefined) {
        end();
        text += piece;
      } else if (run && run[1] === idx) {
        run[1] += 1;
      } else {
        end();
        run = [idx, idx + 1];
      }
    });
    end();
    return text;
  }

  function isRow(piece) {
    const end = piece.indexOf("</tr>");
    return piece.startsWith("<tr") && end > 0 && piece.slice(end + 5).trim() === "";
  }

  // What a mark stands for, with the white space after each row.
  function meant(node) {
    const same = node.nodeName === "TR" && node.getAttribute("data-keybook-same");
    if (!same) return [node];
    const [from, to] = same.split(" ").map(Number);
    return rows.slice(from, to).flatMap((row) => {
      const next = row.nextSibling;
      return next && next.nodeType === Node.TEXT_NODE ? [row, next] : [row];
    });
  }

  // Makes `before`, which differs from `after`, and its live element what `after` says. Gives what stands for it now among what was sent.
  function change(before, after) {
    const live = liveOf.get(before);
    if (after.nodeName === "SCRIPT" && live) {
      liveOf.set(after, live);
      before.replaceWith(after);
      return after;
    }
    const isKind = before.nodeType === after.nodeType && before.nodeName === after.nodeName;
    if (!live || !isKind || !isPlain(before) || (before.nodeName === "TR" && !open(before, live))) {
      const made = fresh(after);
      if (live && live.parentNode) live.replaceWith(made);
      before.replaceWith(after);
      return after;
    }
    if (before.nodeType !== Node.ELEMENT_NODE) {
      before.nodeValue = live.nodeValue = after.nodeValue;
      return before;
    }
    attributes(before, after, live);
    children(before, after, live);
    return before;
  }

  // A drawing is exchanged whole: in it everything hangs together.
  function isPlain(node) {
    return !(node instanceof SVGElement) && node.nodeName !== "STYLE";
  }

  function fresh(after) {
    const made = document.importNode(after, true);
    pair(after, made);
    flash(made);
    return made;
  }

  // Attributes that the server did not change belong to the reader: an open details stays open.
  function attributes(before, after, live) {
    for (const { name, value } of [...after.attributes]) {
      if (before.getAttribute(name) === value) continue;
      before.setAttribute(name, value);
      live.setAttribute(name, value);
    }
    for (const { name } of [...before.attributes]) {
      if (after.hasAttribute(name)) continue;
      before.removeAttribute(name);
      live.removeAttribute(name);
    }
  }

  function children(before, after, live) {
    const all = [...before.childNodes];
    const wanted = [...after.childNodes].flatMap(meant);
    // What is the same at both ends stays where it is; of a long list that is nearly all.
    const most = Math.min(all.length, wanted.length);
    let first = 0;
    while (first < most && isSame(all[first], wanted[first])) first += 1;
    let last = 0;
    while (last < most - first && isSame(all.at(-1 - last), wanted.at(-1 - last))) last += 1;
    const old = all.slice(first, all.length - last);
    const pairs = matched(before, after, old, wanted.slice(first, wanted.length - last));

    const used = new Set(pairs.map(([match]) => match));
    for (const node of old) {
      if (used.has(node)) continue;
      const gone = liveOf.get(node);
      if (gone) gone.remove();
      node.remove();
    }
    // A table that its reader sorted stays so.
    const isSorted = live.nodeName === "TBODY" && live.parentNode && live.parentNode.querySelector("th[aria-sort]");
    const due = new Set(pairs.map(([match]) => liveOf.get(match)));
    let previous = first > 0 ? liveOf.get(all[first - 1]) : null;
    let place = first > 0 ? all[first - 1] : null;
    for (const [match, node] of pairs) {
      let copy = node;
      if (match && liveOf.has(match)) {
        copy = pairs.length > 1 && isSame(match, node) ? match : change(match, node);
      } else {
        fresh(node);
        if (match) match.remove();
      }
      const next = place ? place.nextSibling : before.firstChild;
      if (copy !== next) before.insertBefore(copy, next);
      place = copy;
      const placed = liveOf.get(copy);
      due.delete(placed);
      if (!(isSorted && match && placed.parentNode === live)) put(placed, previous, live, due);
      previous = placed;
    }
  }

  function isSame(one, other) {
    return one === other || one.isEqualNode(other);
  }

  // Each node that is wanted with the old one that it comes from, or none.
  function matched(before, after, old, wanted) {
    const byKey = new Map();
    for (const node of old) {
      const key = keyOf(node);
      if (key && !byKey.has(key)) byKey.set(key, node);
    }
    const used = new Set();
    const own = new Set(wanted.filter((node) => node.parentNode === before));
    let at = 0;
    return wanted.map((node) => {
      if (own.delete(node)) {
        used.add(node);
        return [node, node];
      }
      // A row of another place, or one that is there twice.
      if (node.parentNode !== after) node = node.cloneNode(true);
      const key = keyOf(node);
      let match = key ? byKey.get(key) : null;
      if (match && (used.has(match) || own.has(match))) match = null;
      if (!match && !key) {
        while (at < old.length && (used.has(old[at]) || own.has(old[at]) || keyOf(old[at]))) at += 1;
        if (old[at] && old[at].nodeName === node.nodeName) match = old[at];
      }
      if (match) used.add(match);
      return [match || null, node];
    });
  }

  function keyOf(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    if (node.id) return `#${node.id}`;
    const link = node.nodeName === "TR" || node.nodeName === "LI" ? node.querySelector("a[href]") : null;
    return link ? `${node.nodeName} ${link.getAttribute("href")}` : null;
  }

  // Puts a live element behind another. What scripts added may stay between them, and a little of what is due later: were it moved
  // back for one row that goes down, a long list would move as a whole.
  function put(placed, previous, live, due) {
    const next = previous ? previous.nextSibling : live.firstChild;
    if (placed === next) return;
    let nDue = 0;
    let node = placed.parentNode === live ? placed.previousSibling : undefined;
    while (node && node !== previous && (!isSent.has(node) || (due.has(node) && nDue < 4))) {
      if (due.has(node)) nDue += 1;
      node = node.previousSibling;
    }
    if (node !== previous) live.insertBefore(placed, next);
  }

  // What is new is shown for a moment, unless the reader wants no motion.
  function flash(made) {
    const element = made.nodeType === Node.ELEMENT_NODE ? made : made.parentElement;
    if (!element || !element.animate || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    element.animate([{ opacity: 0.4 }, { opacity: 1 }], { duration: 150 });
  }

  return take;
}
