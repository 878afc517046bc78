/* The editor's model: a plan as the browser knows it, and what the planner has picked up so far.
 *
 * A plan comes from Python as a message (geo/maps/editor_message.py says what is in it). Picks are
 * kept here until they are applied or discarded: each picked unit or practice has a target, the
 * position of an area, NOWHERE (out of every area) or HELD (picked up, no target chosen yet).
 * Whoever shows something listens to the model's events:
 *
 *   "plan"     another plan has come
 *   "picks"    something was picked, given or dropped (detail: which units, or none where many may have been)
 *   "strokes"  a stroke has come to its end and can be taken back
 *   "tools"    mode, hand, target, reach, locks or mask have changed
 *   "locks"    the planner has locked or unlocked an area
 *   "proposal" parts of an area are looked at (detail: {parts: [{units, letter, colour}]}), or none
 *   "area"     the planner asks to see an area in the list (detail: its position)
 */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});

  const NOWHERE = (Editor.NOWHERE = -1);
  const HELD = (Editor.HELD = -2);

  /** Positions of areas, two digits to the base 36 for each, "--" for none. */
  Editor.positions = function positions(text) {
    const found = new Int32Array(text.length / 2);
    for (let i = 0; i < found.length; i++) {
      const digits = text.slice(2 * i, 2 * i + 2);
      found[i] = digits === "--" ? NOWHERE : parseInt(digits, 36);
    }
    return found;
  };

  Editor.Model = class Model extends EventTarget {
    constructor(geometry) {
      super();
      this.geometry = geometry;
      this.neighbours = geometry.units.map(() => []);
      for (const { left, right } of geometry.arcs) {
        if (right < 0 || left < 0) continue;
        this.neighbours[left].push(right);
        this.neighbours[right].push(left);
      }
      this.mode = "units"; // or "practices"
      this.hand = "click"; // the tool, see tools.js
      this.target = null; // position of the area that is painted towards, or null: pick up
      this.reach = "unit"; // what one touch picks: "unit", "ward" or "msoa"
      this.locks = new Set(); // codes of areas
      this.mask = null; // {layer, area (its code)}: only units of that area may be picked
      this.clear();
    }

    /**
     * Take over a plan. When it is another one than before, its strokes are over, and what is picked
     * is then `coded` (see kept_picks.js), as far as it still means something.
     */
    load(message, coded = null) {
      const before = this.plan;
      const target = this.target === null || !before ? null : before.areas[this.target].code;
      this.plan = message;
      this.of = Editor.positions(message.of);
      this.practices = [
        ...this.geometry.practices.map((practice) => ({
          ...practice, list: practice.lists[message.dates.registered] ?? [null, "missing"],
        })),
        ...message.placeless.map(([code, name, patients, state]) => ({
          code, name, at: null, list: [patients, state],
        })),
      ];
      this.practiceOf = Editor.positions(message.practiceOf);
      this.residents = this.geometry.residents[message.dates.resident];
      this.living = this.geometry.registered.patients;
      this.position = new Map(message.areas.map(({ code }, area) => [code, area]));
      this.target = this.position.get(target) ?? null;
      for (const code of this.locks) if (!this.position.has(code)) this.locks.delete(code);
      if (this.mask?.layer === before?.layer && !this.position.has(this.mask?.area)) this.mask = null;
      if (!message.practicesMove && this.mode === "practices") this.mode = "units";
      if (message.archived) this.hand = "hand";
      else if (before?.archived) this.hand = "click";
      if (before?.version !== message.version || before?.layer !== message.layer) {
        this.clear();
        if (coded) this.picks = Editor.picksOf(this, coded);
      }
      this.tell("plan");
      this.tell("tools");
      this.tell("picks");
    }

    tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    clear() {
      this.picks = { units: new Map(), practices: new Map() };
      this.strokes = [];
      this.unstroked = [];
      this.stroke = null;
    }

    /** Change the way of working: any of mode, target, reach, mask. */
    use(changes) {
      Object.assign(this, changes);
      this.tell("tools");
    }

    lock(code, locked = !this.locks.has(code)) {
      if (locked) this.locks.add(code);
      else this.locks.delete(code);
      this.tell("tools");
      this.tell("locks");
    }

    areaOf(unit) {
      return this.plan.areas[this.of[unit]] ?? null;
    }

    /** Where a unit would be if the picks were applied; HELD ones stay where they are. */
    wouldBe(unit) {
      const target = this.picks.units.get(unit);
      return target === undefined || target === HELD ? this.of[unit] : target;
    }

    /** Whether the mask leaves a unit out; in the layer that is edited, the plan says where it is. */
    outsideMask(unit) {
      if (!this.mask) return false;
      const { layer, area } = this.mask;
      const found = layer === this.plan.layer ? this.areaOf(unit) : this.geometry.areaOf(layer, unit);
      return found?.code !== area;
    }

    get maskName() {
      const { layer, area } = this.mask;
      const { areas } = layer === this.plan.layer ? this.plan : this.geometry.layers[layer];
      return areas.find(({ code }) => code === area)?.name ?? "the chosen area";
    }

    /** Why a unit may not be picked now, in words; empty where it may. */
    barred(unit) {
      const area = this.areaOf(unit);
      if (this.plan.archived) return Editor.ARCHIVED;
      if (area && this.locks.has(area.code)) return `${area.name} is locked`;
      if (this.outsideMask(unit)) return `Only small areas of ${this.maskName} may be picked`;
      if (this.target !== null && this.target >= 0 && this.locks.has(this.plan.areas[this.target].code)) {
        return `${this.plan.areas[this.target].name} is locked`;
      }
      return "";
    }

    /** Why a practice may not be picked now, in words; empty where it may. */
    barredPractice(each) {
      const [from, to] = [this.practiceOf[each], this.target ?? NOWHERE].map((area) => this.plan.areas[area]);
      if (this.plan.archived) return Editor.ARCHIVED;
      if (from && this.locks.has(from.code)) return `${from.name} is locked`;
      if (to && this.locks.has(to.code)) return `${to.name} is locked`;
      return "";
    }

    /** The units that one touch of a unit picks: itself, or those of its ward or middle-layer area. */
    reached(unit) {
      const group = this.geometry.layers[this.reach];
      if (this.reach === "unit" || !group || group.of[unit] < 0) return [unit];
      this.members ??= {};
      if (!this.members[this.reach]) {
        const members = (this.members[this.reach] = group.areas.map(() => []));
        group.of.forEach((area, each) => { if (area >= 0) members[area].push(each); });
      }
      return this.members[this.reach][group.of[unit]];
    }

    /** Everything picked between begin and end is one stroke: one step to take back. */
    begin() {
      this.stroke = this.snapshot();
    }

    end() {
      if (this.stroke && !same(this.stroke, this.picks)) {
        this.strokes.push(this.stroke);
        this.unstroked = [];
        this.tell("strokes");
      }
      this.stroke = null;
    }

    /** Go back to where the stroke began, as if it had not been. */
    breakOff() {
      if (!this.stroke) return;
      this.picks = this.stroke;
      this.stroke = null;
      this.tell("picks");
    }

    snapshot() {
      return { units: new Map(this.picks.units), practices: new Map(this.picks.practices) };
    }

    /** Pick units for the target, or drop them where `drop` is true; return which have changed. */
    pick(units, drop = false) {
      const to = this.target === null ? HELD : this.target;
      const changed = [];
      for (const unit of units) {
        const was = this.picks.units.get(unit);
        if (drop || to === this.of[unit]) {
          if (was === undefined) continue;
          this.picks.units.delete(unit);
        } else {
          if (was === to || this.barred(unit)) continue;
          this.picks.units.set(unit, to);
        }
        changed.push(unit);
      }
      if (changed.length) this.tell("picks", changed);
      return changed;
    }

    /** Pick practices (positions) for the target, or drop them. */
    pickPractices(practices, drop = false) {
      const to = this.target === null ? HELD : this.target;
      let changed = false;
      for (const practice of practices) {
        const was = this.picks.practices.get(practice);
        if (drop || to === this.practiceOf[practice]) changed = this.picks.practices.delete(practice) || changed;
        else if (was !== to && !this.barredPractice(practice)) {
          this.picks.practices.set(practice, to);
          changed = true;
        }
      }
      if (changed) this.tell("picks", []);
      return changed;
    }

    /** Give all that is held to an area. */
    give(target) {
      this.begin();
      for (const [units, now] of [[this.picks.units, this.of], [this.picks.practices, this.practiceOf]]) {
        for (const [key, to] of [...units]) {
          if (to !== HELD) continue;
          if (now[key] === target) units.delete(key);
          else units.set(key, target);
        }
      }
      this.end();
      this.tell("picks");
    }

    get held() {
      return [this.picks.units, this.picks.practices]
        .reduce((sum, picks) => sum + [...picks.values()].filter((to) => to === HELD).length, 0);
    }

    get empty() {
      return this.picks.units.size + this.picks.practices.size === 0;
    }

    discard() {
      if (this.empty) return;
      this.begin();
      this.picks = { units: new Map(), practices: new Map() };
      this.end();
      this.tell("picks");
    }

    /** Take back, or make again, the last stroke; false where there is none. */
    takeBack(again = false) {
      const [from, onto] = again ? [this.unstroked, this.strokes] : [this.strokes, this.unstroked];
      if (!from.length) return false;
      onto.push(this.snapshot());
      this.picks = from.pop();
      this.tell("picks");
      return true;
    }

    /** The picks as changes for Python, one for each target; what is only held is left out. */
    changes() {
      const made = [];
      const gather = (kind, picks, code, name) => {
        const byTarget = new Map();
        for (const [key, to] of picks) {
          if (to === HELD) continue;
          if (!byTarget.has(to)) byTarget.set(to, []);
          byTarget.get(to).push(code(key));
        }
        for (const [to, codes] of byTarget) {
          const target = to === NOWHERE ? null : this.plan.areas[to].code;
          made.push({ kind, layer: this.plan.layer, [name]: codes.sort(), to: target });
        }
      };
      gather("move_units", this.picks.units, (unit) => this.geometry.units[unit].code, "units");
      gather("move_practices", this.picks.practices, (each) => this.practices[each].code, "practices");
      return made;
    }
  };

  function same(one, other) {
    return ["units", "practices"].every((kind) => one[kind].size === other[kind].size &&
      [...one[kind]].every(([key, to]) => other[kind].get(key) === to));
  }
})();
