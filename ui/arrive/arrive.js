// Streamlit keeps the scroll position over a rerun: a person who pressed Continue at the foot of a page would land at
// the foot of the next, below its heading and its errors. Once for each arrival, the top is shown and gets the focus.

const ARRIVED = Symbol.for("managed-moves.arrived");

export default function ({ parentElement, data }) {
  const outer = parentElement.host ?? parentElement;
  const room = outer.closest('[data-testid="stElementContainer"]');
  if (room) room.style.display = "none";
  if (window[ARRIVED] === data.at) return;
  const isFirst = window[ARRIVED] === undefined;
  window[ARRIVED] = data.at;
  if (isFirst) return;
  requestAnimationFrame(() => {
    const main = document.querySelector('[data-testid="stMain"]');
    main?.scrollTo(0, 0);
    const first = main?.querySelector('.mm-problem, h1');
    if (!first) return;
    first.setAttribute("tabindex", "-1");
    first.focus({ preventScroll: true });
  });
}
