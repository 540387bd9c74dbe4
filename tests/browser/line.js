// What goes to and fro between a page and its server, heard in the page itself: what was asked, and whether all of it is
// answered. Put into every page of a test before its first script.
//
// The server says only that a run begins and that one has ended, not what it was asked for. So whatever is asked is followed
// by two marks, a setting that nothing uses switched on and off again: the server takes messages in turn and tells of each
// switch, so that when it has told of both, it has taken what was asked before them.
(() => {
  const { BACK, FORWARD, STATE, WIDGETS, WIDGET, STATUS, EARLY, MARKS, GONE } = __NUMBERS__;
  const line = { id: Math.random(), asked: 0, pressed: 0, moved: 0, taken: 0, isOwed: true, isRunning: false, isAnswered };
  let wish = null; // the last thing asked: of the whole page? with nothing else on its way? has a run begun since?
  let run = null; // how much was taken when the run began
  let switched = false;
  let heardAt = performance.now();
  window.lineOfThisTest = line;

  function fieldsOf(bytes) {
    const found = new Map();
    let at = 0;
    const number = () => {
      let sum = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++];
        sum += (byte & 127) * scale;
        if (byte < 128) return sum;
      }
    };
    while (at < bytes.length) {
      const tag = number();
      const size = { 1: 8, 2: 0, 5: 4 }[tag & 7];
      const length = (tag & 7) === 2 ? number() : size;
      const value = length === undefined ? number() : bytes.subarray(at, (at += length));
      found.set(tag >> 3, [...(found.get(tag >> 3) ?? []), value]);
    }
    return found;
  }

  function first(message, name) {
    return message.get(name)?.[0];
  }

  function asked(bytes) {
    const rerun = first(fieldsOf(bytes), BACK.rerun_script);
    if (!rerun) return false;
    const state = fieldsOf(rerun);
    const isWhole = !first(state, STATE.fragment_id)?.length;
    const widgets = state.has(STATE.widget_states) ? fieldsOf(first(state, STATE.widget_states)) : new Map();
    if ((widgets.get(WIDGETS.widgets) ?? []).some((each) => first(fieldsOf(each), WIDGET.trigger_value))) line.pressed++;
    if (["click", "popstate"].includes(window.event?.type)) line.moved++; // another page, or the same one of another case
    wish = { isWhole, isAlone: !line.isOwed && !line.isRunning, isBegun: false };
    line.asked++;
    line.isOwed = true;
    return true;
  }

  function heard(bytes) {
    const message = fieldsOf(bytes);
    heardAt = performance.now();
    if (message.has(FORWARD.session_status_changed)) {
      const isOn = !!first(fieldsOf(first(message, FORWARD.session_status_changed)), STATUS.run_on_save);
      if (switched && !isOn) line.taken++;
      switched = isOn;
    } else if (message.has(FORWARD.new_session)) {
      run = { taken: line.taken };
      if (wish) wish.isBegun = true; // by the run that was asked for, or by the one before
      line.isRunning = true;
    } else if (message.has(FORWARD.script_finished) && first(message, FORWARD.script_finished) !== EARLY) {
      line.isRunning = false;
      if (isAnswer()) line.isOwed = false;
    }
  }

  // What is asked when nothing else is on its way has the next run that ends, which may be over before the marks are taken: a
  // page that is refused is quick. What is asked of the whole page ends the run before it, so the run that ends once it was
  // taken is its own. What is asked of a few questions waits for the run before it: its own began after it was taken.
  function isAnswer() {
    return wish && (wish.isAlone || (line.taken === line.asked && (wish.isWhole || run?.taken === line.asked)));
  }

  // Nobody answers what is asked of a few questions that are not on the page any more; and of a whole page that was asked for
  // while another was on its way, the run may have ended before the marks were taken, as if it were the other's.
  function isAnswered() {
    const isQuiet = line.taken === line.asked && performance.now() - heardAt > GONE;
    return !line.isRunning && (!line.isOwed || (isQuiet && wish && (!wish.isWhole || wish.isBegun)));
  }

  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      const begin = () => Object.assign(line, { asked: 0, taken: 0, isOwed: true, isRunning: false });
      begin();
      this.addEventListener("message", ({ data }) => heard(new Uint8Array(data)));
      this.addEventListener("close", begin);
    }

    send(data) {
      super.send(data);
      if (asked(new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength)))
        for (const mark of MARKS) super.send(new Uint8Array(mark));
    }
  };
})();
