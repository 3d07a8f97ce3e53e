// Shows each new state of the book in the open page: only what changed in it moves; scroll, open details, filters, focus
// and sliders stay. What is wrong with the book lies over the last good page while it is wrong.
// One tab of a browser listens to the server and tells the others: a browser allows few connections to one host.
(() => {
  "use strict";
  const address = new URL(document.currentScript.src);
  let shown = address.searchParams.get("site");
  let styles = address.searchParams.get("styles");
  const scripts = address.searchParams.get("scripts");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("keybook-live") : null;
  let last = null;

  const morph = keybookMorph();

  const take = (state) => {
    last = state;
    if (state.scripts !== scripts) return location.reload();
    if (state.styles !== styles) restyle(state.styles);
    if (state.follow && state.site !== shown && document.visibilityState === "visible") {
      const there = new URL(state.follow, location.origin);
      if (there.pathname !== location.pathname) return location.assign(there);
    }
    show(state.problems, state.lang);
    if (state.site !== shown) renew(state.site);
  };

  // Pause before a server that is away is asked again, in milliseconds.
  const AWAY = 1000;
  let isBusy = false;
  async function renew(site) {
    if (isBusy) return;
    isBusy = true;
    try {
      const answer = await fetch(location.href.split("#")[0], { cache: "no-store", headers: { "X-Keybook-Live": "1" } });
      const text = await answer.text();
      if (answer.redirected) return location.reload();
      shown = site;
      // A page that breaks now: the last good one stays, under what is wrong.
      if (answer.status !== 500 && !answer.headers.has("x-keybook-old")) follow(text);
    } catch {
      // The server is away. The event stream comes back with it, and with a new state; should it not have gone, this asks again.
      await new Promise((done) => setTimeout(done, AWAY));
    } finally {
      isBusy = false;
    }
    if (last && last.site !== shown) renew(last.site);
  }

  function follow(text) {
    try {
      morph(text);
    } catch {
      // Scripts left nothing to follow in: the page begins anew.
      return location.reload();
    }
    document.dispatchEvent(new Event("keybook:changed"));
  }

  function restyle(version) {
    styles = version;
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const next = link.cloneNode();
      const href = new URL(link.href);
      href.searchParams.set("v", version);
      next.href = href;
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => next.remove());
      link.after(next);
    }
  }

  const listen = () =>
    new Promise(() => {
      const source = new EventSource("/_keybook/events");
      source.addEventListener("state", (event) => {
        const state = JSON.parse(event.data);
        if (channel) channel.postMessage(state);
        take(state);
      });
      if (channel) {
        channel.addEventListener("message", (event) => {
          if (event.data === "ask" && last) channel.postMessage(last);
        });
      }
    });

  if (channel) {
    channel.addEventListener("message", (event) => {
      if (event.data !== "ask") take(event.data);
    });
  }
  if (channel && navigator.locks) {
    channel.postMessage("ask");
    navigator.locks.request("keybook-live", listen);
  } else if (channel && "SharedWorker" in window) {
    new SharedWorker("/_keybook/listen.js").addEventListener("error", listen);
    channel.postMessage("ask");
  } else {
    listen();
  }

  let host = null;
  let told = "[]";

  function show(problems, lang) {
    const now = JSON.stringify(problems);
    if (now === told) return;
    told = now;
    if (host) host.remove();
    host = null;
    if (problems.length === 0) return;
    host = document.createElement("keybook-problems");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const errors = problems.filter((problem) => problem.error).length;
    const chinese = lang === "zh";
    const box = add(root, "details", "");
    box.open = errors > 0;
    box.className = errors > 0 ? "errors" : "warnings";
    box.lang = lang;
    box.setAttribute("role", errors > 0 ? "alert" : "status");
    const warnings = problems.length - errors;
    add(box, "summary", chinese ? `错误 ${errors} · 警告 ${warnings}` : `errors ${errors} · warnings ${warnings}`);
    const list = add(box, "ol", "");
    for (const problem of problems) {
      const item = add(list, "li", "");
      item.className = problem.error ? "error" : "warning";
      if (problem.place) add(item, "code", problem.place);
      add(item, "p", problem.message);
      if (problem.hint) add(item, "p", problem.hint).className = "hint";
    }
    document.body.append(host);
  }

  function add(parent, name, text) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }

  const STYLE = `
    details { position: fixed; z-index: 2147483647; right: 1rem; bottom: 1rem; max-width: min(44rem, calc(100vw - 2rem));
      max-height: 70vh; overflow: auto; font: 14px/1.5 system-ui, sans-serif; color: #ece8e0; background: #161513;
      border: 1px solid #a9a296; border-radius: 2px; }
    details.errors { border: 2px solid #e4675c; }
    summary { padding: .5rem 1rem; cursor: pointer; font-weight: 600; }
    ol { margin: 0; padding: 0 1rem .5rem 2.5rem; }
    li { padding: .4rem 0; border-top: 1px solid #38342e; }
    code { font: 12px/1.5 ui-monospace, monospace; color: #8dbce4; overflow-wrap: anywhere; }
    p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .error > p:first-of-type { color: #ee8277; }
    .hint { color: #a9a296; }
    @media print { details { display: none; } }`;
})();
