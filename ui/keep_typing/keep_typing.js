// Streamlit's own way to commit a box without leaving it is a key: Ctrl+Enter in a text area, Enter in a text input.
// The same key is sent to the box that was typed into. The text, the focus and the caret are not touched.
//
// A page that goes takes its socket with it, and the server stops the run that was to keep the answer; a page asked for
// meanwhile does the same. So whatever was answered and no run is known to have kept is then sent straight to the draft.

const AREA = '[data-testid="stTextArea"] textarea';
const INPUT = '[data-testid="stTextInput"] input';
const RUN = "data-test-script-state";
const LATELY = 60_000; // milliseconds in which what was typed is put back, unless something was pressed since
const INSTALLED = Symbol.for("managed-moves.keep-typing");

// How the answer to a question is read from its boxes, by how it is asked; undefined while it is being sought.
const READ = {
  text: (of) => of.querySelector("textarea, input")?.value,
  parts: (of) => {
    const parts = [...of.querySelectorAll("input")].map((box) => box.value);
    return parts.some(Boolean) ? parts.join("/") : "";
  },
  one: (of, choices) => choices[[...of.querySelectorAll('input[type="radio"]')].findIndex((each) => each.checked)]?.[0] ?? null,
  list: (of, choices) => {
    const box = of.querySelector("input");
    if (!box?.value) return box === document.activeElement ? undefined : null;
    return choices.find(([, words]) => words === box.value)?.[0];
  },
  many: (of, choices) => {
    const boxes = [...of.querySelectorAll('input[type="checkbox"]')];
    return choices.filter((_, at) => boxes[at]?.checked).map(([choice]) => choice);
  },
};

function isRunning() {
  return document.querySelector(`[${RUN}]`)?.getAttribute(RUN) !== "notRunning";
}

function commit(box) {
  if (!box.isConnected) return;
  box.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", ctrlKey: box.matches(AREA), bubbles: true, cancelable: true })
  );
}

// One listener for the life of the tab: a component is drawn anew at every rerun, and typing goes on meanwhile.
function install() {
  const state = { data: null, address: null, path: "", drawn };
  const waiting = new Map(); // text areas not yet committed: when first typed into, and the timer
  const recent = new Map(); // boxes by when they were last typed into
  const said = new Map(); // what stands in the boxes of a question, by its class
  const unkept = new Map(); // what was answered here, by class: the question, the answer, when
  const latest = new Map(); // what was last typed, by class and place in the question: the box, the text, when
  const runs = { began: 0, ended: 0 }; // when the last run began, and when the last one that has ended began
  let following = null; // the link that waits
  let released = null; // the link that has waited

  function typed(event) {
    const box = event.target;
    // Half a composed character is not text yet; the event that ends the composition comes here too.
    if (!state.data || event.isComposing || !box.matches?.(`${AREA}, ${INPUT}`)) return;
    const now = performance.now();
    recent.set(box, now);
    const name = nameOf(box);
    if (name && !said.has(name)) said.set(name, null);
    if (name) latest.set(`${name} ${boxesOf(name).indexOf(box)}`, { name, box, text: box.value, at: now });
    look();
    if (!box.matches(AREA)) return;
    const { since, timer } = waiting.get(box) ?? { since: now };
    clearTimeout(timer);
    const pause = Math.min(state.data.afterPause, Math.max(0, since + state.data.atLeastEvery - now));
    waiting.set(box, { since, timer: setTimeout(() => stopWaiting(box), pause) });
  }

  function boxesOf(name) {
    return [...(document.getElementsByClassName(name)[0]?.querySelectorAll("textarea, input") ?? [])];
  }

  // A run that is broken off and begun again may have a box drawn anew while it is typed into: what nobody has committed yet
  // would be gone. What was typed is put into the box that stands there now.
  function putBack() {
    for (const [key, { name, box, text, at }] of latest) {
      if (performance.now() - at > LATELY) {
        latest.delete(key);
        continue;
      }
      if (box.isConnected) continue;
      const now = boxesOf(name)[Number(key.slice(name.length + 1))];
      if (!now) continue;
      latest.set(key, { name, box: now, text, at }); // it may be drawn anew once more
      if (now.value === text) continue;
      const kind = now.matches("textarea") ? HTMLTextAreaElement : HTMLInputElement;
      Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(now, text);
      now.dispatchEvent(new Event("input", { bubbles: true }));
      commit(now);
    }
  }

  function nameOf(box) {
    for (let of = box; of; of = of.parentElement)
      for (const name of of.classList) if (name in state.data.questions) return name;
  }

  // Notes what is answered otherwise than when looked at last.
  function look() {
    for (const [name, { question, kind, list }] of Object.entries(state.data?.questions ?? {})) {
      const of = document.getElementsByClassName(name)[0];
      const answer = of && READ[kind](of, state.data.lists[list] ?? []);
      if (answer === undefined) continue;
      const before = said.get(name);
      said.set(name, JSON.stringify(answer));
      if (before !== undefined && before !== said.get(name)) unkept.set(name, { question, answer, at: performance.now() });
    }
  }

  // What is drawn is what is kept, but for the box that has the focus: boxes are drawn a moment before this is, and
  // whoever is quick has typed by then.
  function drawn() {
    const isNew = state.address !== state.data.address;
    if (isNew) [state.address, state.path] = [state.data.address, location.pathname];
    for (const known of [said, unkept])
      for (const name of known.keys()) if (isNew || !(name in state.data.questions)) known.delete(name);
    const box = document.activeElement;
    if (isNew) latest.clear();
    if (isNew && box?.value) typed({ target: box });
    putBack();
    look();
  }

  // Streamlit commits a box a moment after it is left. A tap on a link or a button is quicker, and a voice or a script
  // presses it without the box being left at all: pressing anything else commits first.
  function pressed(event) {
    putBack();
    for (const [key, { box }] of latest) if (box.isConnected) latest.delete(key); // committed by now, or by this press
    const box = document.activeElement;
    if (!state.data || box === event.target || !recent.has(box)) return;
    clearTimeout(waiting.get(box)?.timer);
    waiting.delete(box);
    commit(box);
  }

  function chosen() {
    setTimeout(look); // once Streamlit has shown what was chosen
  }

  // A page asked for ends the run of the page before it, and what that run was to keep is gone. So a link waits until
  // what was answered is kept: no longer than a person would wait, for a server may be away.
  function followed(event) {
    const link = event.target.closest?.("a[href]");
    if (!state.data || !link || link === released || event.button || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    if (link.target === "_blank" || link.hasAttribute("download")) return; // the page stays, and its run
    look();
    if (!isRunning() && !lately().length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const until = performance.now() + state.data.linkWaits;
    let isSent = false;
    sendAll().then(() => (isSent = true));
    following = link; // of two links pressed meanwhile, the later
    const wait = () => {
      if (following !== link || !link.isConnected) return;
      if ((isRunning() || !isSent) && performance.now() < until) return void setTimeout(wait, 25);
      following = null;
      released = link;
      link.click();
      released = null;
    };
    setTimeout(wait, 100); // what was typed is on its way by then
  }

  // What was answered, but for what a run has kept: one that began when the browser had surely sent it, and has ended.
  function lately() {
    const now = performance.now();
    for (const [name, { at }] of unkept) {
      const sure = now - at > state.data.lately ? at : at + state.data.sentWithin;
      if (runs.ended > sure) unkept.delete(name);
    }
    return [...unkept.values()];
  }

  function stopWaiting(box) {
    clearTimeout(waiting.get(box)?.timer);
    if (waiting.delete(box)) commit(box);
  }

  // A request with keepalive outlives the page. A browser refuses one that is over 64 KB: a longer one must do without.
  function send(few) {
    const body = JSON.stringify({ answers: Object.fromEntries(few.map(({ question, answer }) => [question, answer])) });
    const keepalive = new Blob([body]).size < 60_000;
    if (!keepalive && few.length > 1) return Promise.all(few.map((each) => send([each])));
    const ask = { method: "POST", keepalive, headers: { "content-type": "application/json" }, body };
    for (const each of few) each.isSent = true;
    const again = () => few.forEach((each) => (each.isSent = false));
    return fetch(state.data.address, ask).then((done) => done.ok || again(), again);
  }

  function sendAll() {
    look();
    const few = lately().filter((each) => !each.isSent);
    return few.length && state.data.address ? send(few) : Promise.resolve();
  }

  function leaving() {
    if (!state.data) return;
    for (const box of recent.keys()) if (box.matches(INPUT) && box === document.activeElement) commit(box);
    [...waiting.keys()].forEach(stopWaiting);
    sendAll();
    recent.clear();
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
    recent.clear();
    state.address = null; // the page that comes may be quick to type on, too
  }

  function watch() {
    if (isRunning()) runs.began = performance.now();
    else runs.ended = runs.began;
  }

  // However late a slow machine draws what has come: whenever something is drawn, and nobody has typed otherwise since.
  new MutationObserver(putBack).observe(document, { subtree: true, childList: true });
  new MutationObserver(watch).observe(document, { subtree: true, attributeFilter: [RUN] });
  document.addEventListener("input", typed, true);
  document.addEventListener("compositionend", typed, true);
  document.addEventListener("pointerdown", pressed, true);
  document.addEventListener("click", pressed, true);
  document.addEventListener("click", chosen, true);
  document.addEventListener("keyup", chosen, true);
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
  state.drawn();
  return () => {
    if (state.data === data) state.data = null;
  };
}
