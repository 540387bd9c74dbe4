// Streamlit's own way to commit a box without leaving it is a key: Ctrl+Enter in a text area, Enter in a text input.
// The same key is sent to the box that was typed into. The text, the focus and the caret are not touched.

const AREA = '[data-testid="stTextArea"] textarea';
const INPUT = '[data-testid="stTextInput"] input';
const INSTALLED = Symbol.for("managed-moves.keep-typing");

function isAnswered() {
  return document.querySelector("[data-test-script-state]")?.dataset.testScriptState === "notRunning";
}

function commit(box) {
  if (!box.isConnected) return;
  box.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", ctrlKey: box.matches(AREA), bubbles: true, cancelable: true })
  );
}

// One listener for the life of the tab: a component is drawn anew at every rerun, and typing goes on meanwhile.
function install() {
  const state = { data: null, address: null, path: "", early };
  const waiting = new Map(); // text areas not yet committed: when first typed into, and the timer
  const recent = new Map(); // boxes by when they were last typed into
  let following = null; // the link that waits
  let released = null; // the link that has waited

  function typed(event) {
    const box = event.target;
    // Half a composed character is not text yet; the event that ends the composition comes here too.
    if (!state.data || event.isComposing || !box.matches?.(`${AREA}, ${INPUT}`)) return;
    const now = performance.now();
    recent.set(box, now);
    if (!box.matches(AREA)) return;
    const { since, timer } = waiting.get(box) ?? { since: now };
    clearTimeout(timer);
    const pause = Math.min(state.data.afterPause, Math.max(0, since + state.data.atLeastEvery - now));
    waiting.set(box, { since, timer: setTimeout(() => stopWaiting(box), pause) });
  }

  // Boxes are drawn a moment before this is: whoever is quick has typed by then.
  function early() {
    const box = document.activeElement;
    if (box?.value) typed({ target: box });
  }

  // Streamlit commits a box a moment after it is left. A tap on a link is quicker: the page asked for is then drawn
  // over by the run for the text. Pressing down on anything else commits first.
  function pressed(event) {
    const box = document.activeElement;
    if (!state.data || box === event.target || !recent.has(box)) return;
    clearTimeout(waiting.get(box)?.timer);
    waiting.delete(box);
    commit(box);
  }

  // A page asked for ends the run of the page before it, and what that run was to keep is gone. So a link waits until
  // the server has answered: no longer than a person would wait, for a server may be away.
  function followed(event) {
    const link = event.target.closest?.("a[href]");
    if (!state.data || !link || link === released || event.button || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    if (link.target === "_blank" || link.hasAttribute("download")) return; // the page stays, and its run
    if (isAnswered() && !isJustTyped()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const until = performance.now() + state.data.linkWaits;
    following = link; // of two links pressed meanwhile, the later
    const look = () => {
      if (following !== link || !link.isConnected) return;
      if (!isAnswered() && performance.now() < until) return void setTimeout(look, 25);
      following = null;
      released = link;
      link.click();
      released = null;
    };
    setTimeout(look, 100); // what was typed is on its way by then
  }

  function isJustTyped() {
    const now = performance.now();
    return [...recent.values()].some((when) => now - when < state.data.lately);
  }

  function stopWaiting(box) {
    clearTimeout(waiting.get(box)?.timer);
    if (waiting.delete(box)) commit(box);
  }

  // A page that goes takes its socket with it, and the server stops the run that was to keep the text. A request with
  // keepalive outlives the page. Sent for what was typed lately, for a run may be on its way and not yet done.
  function send(box) {
    const keyed = box.closest('[class*="st-key-"]');
    const question = [...(keyed?.classList ?? [])].map((name) => state.data.questions[name]).find(Boolean);
    if (!question) return;
    const body = JSON.stringify({ question, text: box.value });
    // A browser refuses a request that outlives its page when it is over 64 KB: a longer one must do without.
    const keepalive = new Blob([body]).size < 60_000;
    fetch(state.data.address, { method: "POST", keepalive, headers: { "content-type": "application/json" }, body });
  }

  function leaving() {
    if (!state.data) return;
    for (const box of recent.keys()) if (box.matches(INPUT) && box === document.activeElement) commit(box);
    [...waiting.keys()].forEach(stopWaiting);
    sendAll();
  }

  // Back and Forward within the app cannot wait. A commit now would have the old page's run draw over the new page, or
  // wipe it: a box that is composing a character commits nothing, not even what it was about to. (Where the same page is
  // turned to, its boxes stay, and go on as ever.)
  function turning() {
    for (const { timer } of waiting.values()) clearTimeout(timer);
    waiting.clear();
    const going = location.pathname === state.path ? [] : recent.keys();
    for (const box of going) box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    if (state.data) sendAll();
    state.address = null; // the page that comes may be quick to type on, too
  }

  function sendAll() {
    const now = performance.now();
    for (const [box, when] of recent) if (now - when < state.data.lately) send(box);
    recent.clear();
  }

  document.addEventListener("input", typed, true);
  document.addEventListener("compositionend", typed, true);
  document.addEventListener("pointerdown", pressed, true);
  document.addEventListener("click", followed, true);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leaving());
  window.addEventListener("pagehide", leaving);
  window.addEventListener("popstate", turning, true);
  return state;
}

export default function ({ parentElement, data }) {
  const outer = parentElement.host ?? parentElement;
  // Drawn nowhere, it must not leave the gap between two elements either.
  const room = outer.closest('[data-testid="stElementContainer"]');
  if (room) room.style.display = "none";
  const state = (window[INSTALLED] ??= install());
  state.data = data;
  if (state.address !== data.address) {
    [state.address, state.path] = [data.address, location.pathname];
    state.early();
  }
  return () => {
    if (state.data === data) state.data = null;
  };
}
