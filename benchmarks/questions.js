// What a person is shown and does on each page: every question that can be seen, each once a form; presses of the mouse; characters.
(() => {
  const QUESTIONS = "stTextInput,stTextArea,stRadio,stSelectbox,stCheckbox,stDateInput"
    .split(",")
    .map((kind) => `[data-testid="${kind}"]`)
    .join(",");
  const seen = new Set();
  const held = new WeakMap();
  const page = () => location.pathname.slice(1);
  const keyOf = (of) => {
    const box = of.closest('[class*="st-key-"]');
    const name = [...(box?.classList ?? [])].find((each) => each.startsWith("st-key-")) ?? "";
    return name.replace(/(-\d+-)+$/, "");
  };
  function look() {
    for (const of of document.querySelectorAll(QUESTIONS)) {
      if (of.closest("details:not([open])") || !of.getClientRects().length) continue;
      if (of.querySelector('input[role="switch"]')) continue;
      const parts = of.closest('[class*="-parts"]');
      if (parts && parts.querySelector(QUESTIONS) !== of) continue;
      const label = of.querySelector('[data-testid="stWidgetLabel"] p')?.textContent ?? "";
      const key = `${page()} ${keyOf(of)} ${label}`;
      if (seen.has(key)) continue;
      seen.add(key);
      window.tell({ page: page(), key, what: label.includes("(optional)") ? "optional" : "required" });
    }
  }
  addEventListener("pointerdown", () => window.tell({ page: page(), what: "click" }), true);
  addEventListener("input", ({ target }) => {
    const before = held.get(target) ?? 0;
    const after = target.value?.length ?? 0;
    held.set(target, after);
    if (after > before && target.type !== "radio") window.tell({ page: page(), what: "typed", many: after - before });
  }, true);
  addEventListener("DOMContentLoaded", () => new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true }));
})();
