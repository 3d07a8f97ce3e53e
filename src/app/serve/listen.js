// Listens to the server in place of the tabs of a browser that has no locks: one that reaches the preview of another machine.
(() => {
  "use strict";
  const channel = new BroadcastChannel("keybook-live");
  let last = null;
  new EventSource("/_keybook/events").addEventListener("state", (event) => {
    last = JSON.parse(event.data);
    channel.postMessage(last);
  });
  channel.addEventListener("message", (event) => {
    if (event.data === "ask" && last) channel.postMessage(last);
  });
})();
