// Streamlit's own way to commit a box without leaving it is a key: Ctrl+Enter in a text area, Enter in a text input.
// The same key is sent to the box that has the focus. Nothing else in the page hears it, the text is not touched.

const AREA = '[data-testid="stTextArea"] textarea';
const INPUT = '[data-testid="stTextInput"] input';

function commit(box) {
  if (!box || !box.isConnected) return;
  box.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", ctrlKey: box.matches(AREA), bubbles: true, cancelable: true })
  );
}

export default function ({ parentElement, data }) {
  const outer = parentElement.host ?? parentElement;
  // The component is drawn nowhere, and must not leave the gap between two elements either.
  const room = outer.closest('[data-testid="stElementContainer"]');
  if (room) room.style.display = "none";

  const pending = new Map();

  function keep(box) {
    if (!pending.has(box)) return;
    clearTimeout(pending.get(box).timer);
    pending.delete(box);
    commit(box);
  }

  function typed(event) {
    const box = event.target;
    // Half a composed character is not text yet; the input event that ends the composition comes here again.
    if (!box.matches?.(AREA) || event.isComposing) return;
    const before = pending.get(box);
    clearTimeout(before?.timer);
    const since = before?.since ?? performance.now();
    const left = Math.max(0, since + data.atLeastEvery - performance.now());
    pending.set(box, { since, timer: setTimeout(() => keep(box), Math.min(data.afterPause, left)) });
  }

  function leaving() {
    if (document.visibilityState === "visible" && !leaving.page) return;
    [...pending.keys()].forEach(keep);
    const box = document.activeElement;
    if (box?.matches?.(INPUT)) commit(box);
  }
  function hiding() {
    leaving.page = true;
    leaving();
    leaving.page = false;
  }

  document.addEventListener("input", typed, true);
  document.addEventListener("compositionend", typed, true);
  document.addEventListener("visibilitychange", leaving);
  window.addEventListener("pagehide", hiding);
  return () => {
    document.removeEventListener("input", typed, true);
    document.removeEventListener("compositionend", typed, true);
    document.removeEventListener("visibilitychange", leaving);
    window.removeEventListener("pagehide", hiding);
    [...pending.keys()].forEach(keep);
  };
}
