/* Kept picks: what is picked outlives another version of the plan, a reload, and another page.
 *
 * Positions of areas and practices change with a plan, so picks are kept by codes, as
 * {units: {code: target}, practices: {code: target}}; a target is an area's code, null for no area,
 * or "" for what is only held. They lie in the tab's own store, under their plan and its layer.
 */
(function () {
  "use strict";
  const { Editor } = window;
  const PAUSE = 300; // milliseconds without another pick until they are stored

  /** What is picked, by codes. */
  Editor.codesOf = function codesOf(model) {
    const coded = (picks, things) => Object.fromEntries([...picks].map(([each, to]) =>
      [things[each].code, to === Editor.HELD ? "" : to === Editor.NOWHERE ? null : model.plan.areas[to].code]));
    return {
      units: coded(model.picks.units, model.geometry.units),
      practices: coded(model.picks.practices, model.practices),
    };
  };

  /** Picks for the plan that a model has now: without what is there already, or has no such target. */
  Editor.picksOf = function picksOf(model, coded) {
    const picks = (codes, things, now) => {
      const found = new Map();
      things.forEach(({ code }, each) => {
        if (!Object.hasOwn(codes, code)) return;
        const to = codes[code] === "" ? Editor.HELD : codes[code] === null ? Editor.NOWHERE : model.position.get(codes[code]);
        if (to !== undefined && to !== now[each]) found.set(each, to);
      });
      return found;
    };
    if (model.plan.archived) return { units: new Map(), practices: new Map() };
    return {
      units: picks(coded.units, model.geometry.units, model.of),
      practices: model.plan.practicesMove ? picks(coded.practices, model.practices, model.practiceOf) : new Map(),
    };
  };

  /** Whether a message shows the same plan as another one; an unsaved plan gets its key when it is first kept. */
  function samePlan(before, message) {
    const [was, is] = [before, message].map(({ version }) => version.split("@"));
    return before.layer === message.layer && (was[0] === is[0] || (was.length === 1 && is.length === 2));
  }

  const count = ({ units, practices }) => [units, practices].reduce((sum, codes) => sum + Object.keys(codes).length, 0);

  /** "5 small areas and 1 practice". */
  function things({ units, practices }) {
    const { counted } = Editor.words;
    const [areas, lists] = [units, practices].map((codes) => Object.keys(codes).length);
    return [areas && counted(areas, "small area", "small areas"), lists && counted(lists, "practice", "practices")]
      .filter(Boolean).join(" and ");
  }

  Editor.KeptPicks = class KeptPicks {
    /** `pack` tells one set of small areas from another. */
    constructor(model, pack) {
      Object.assign(this, { model, pack, sent: null });
      this.listening = new AbortController();
      model.addEventListener("picks", () => this.later(), { signal: this.listening.signal });
      window.addEventListener("pagehide", () => this.store(), { signal: this.listening.signal });
    }

    /** What is picked now is sent to Python, as the command `n`. */
    applying(n) {
      this.sent = { n, coded: Editor.codesOf(this.model) };
    }

    /** Give the model a message; return what became of the picks, in words, or nothing. */
    load(message) {
      const { model } = this;
      const before = model.plan;
      if (before && before.version === message.version && before.layer === message.layer) {
        model.load(message);
        return "";
      }
      const same = before && samePlan(before, message);
      const left = before && !same ? Editor.codesOf(model) : null;
      if (before) this.store();
      const coded = same ? this.unsent(message.notice) : this.stored(message);
      if (same) this.forget(before);
      model.load(message, coded);
      this.store();
      const told = coded ? this.words(coded, same ? "still" : "again") : [];
      if (left && count(left)) told.unshift(`${things(left)} that you had picked ${count(left) === 1 ? "waits" : "wait"} in the plan that you left.`);
      return told.join(" ");
    }

    /** What is picked beyond what Python has just done. */
    unsent(notice) {
      const coded = Editor.codesOf(this.model);
      if (notice?.kind !== "done" || notice.to !== this.sent?.n) return coded;
      for (const kind of ["units", "practices"]) {
        for (const [code, to] of Object.entries(this.sent.coded[kind])) if (coded[kind][code] === to) delete coded[kind][code];
      }
      return coded;
    }

    words(coded, how) {
      const now = Editor.codesOf(this.model);
      const [kept, lost] = [count(now), count(coded) - count(now)];
      const told = [];
      if (kept) told.push(`${things(now)} that you had picked ${kept === 1 ? "is" : "are"} ${how === "again" ? "picked again" : "still picked"}.`);
      if (lost) told.push(`${Editor.words.counted(lost, "pick no longer applies and was", "picks no longer apply and were")} dropped.`);
      return told;
    }

    name({ version, layer }) {
      return `picks ${this.pack} ${version.split("@")[0]} ${layer}`;
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.store(), PAUSE);
    }

    store() {
      clearTimeout(this.timer);
      const { model } = this;
      if (!model.plan) return;
      try {
        if (model.empty) sessionStorage.removeItem(this.name(model.plan));
        else sessionStorage.setItem(this.name(model.plan), JSON.stringify(Editor.codesOf(model)));
      } catch { /* no store, or a full one: picks last as long as the page */ }
    }

    stored(message) {
      try {
        const { units, practices } = JSON.parse(sessionStorage.getItem(this.name(message)));
        return units && practices ? { units, practices } : null;
      } catch {
        return null; // nothing is stored, or there is no store
      }
    }

    /** Picks go on with the plan under its new name. */
    forget(plan) {
      try {
        sessionStorage.removeItem(this.name(plan));
      } catch { /* as above */ }
    }

    stop() {
      this.store();
      this.listening.abort();
    }
  };
})();
