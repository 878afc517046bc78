/* Preview: what the picks would change, area by area, computed in the browser.
 *
 * Residents move with units, and so do the registered patients who live in them; lists move with
 * practices. The three are never added together. An unknown part makes a sum unknown; what is known
 * of it is told beside it.
 */
(function () {
  "use strict";
  const { Editor } = window;

  /** A sum: {count: people or null where a part is unknown, known: people in the known part}. */
  function total(known, missing) {
    return { count: missing ? null : known, known };
  }

  /** Where a figure stands against a band: "below", "within", "above", "unknown", or "" without a band. */
  Editor.status = function status({ count }, band) {
    if (!band) return "";
    if (count === null) return "unknown";
    if (count < band.lowest) return "below";
    return band.highest !== null && count > band.highest ? "above" : "within";
  };

  class Sums {
    constructor(size) {
      this.known = new Float64Array(size);
      this.missing = new Int32Array(size);
      this.blank = new Int32Array(size); // unknown parts that came or went
    }

    add(area, people, sign = 1) {
      if (area < 0) return;
      if (people === null || people === undefined) {
        this.missing[area] += sign;
        this.blank[area] += 1;
      } else this.known[area] += sign * people;
    }

    of(area) {
      return total(this.known[area], this.missing[area]);
    }

    /** As a difference: unknown where anything unknown came or went, even if as much as before is missing. */
    difference(area) {
      return total(this.known[area], this.blank[area]);
    }
  }

  Editor.Preview = class Preview {
    constructor(model) {
      this.model = model;
      model.addEventListener("plan", () => this.measure());
      if (model.plan) this.measure();
    }

    /** Sum up the plan as it is, once. */
    measure() {
      const { plan, of, practices, practiceOf } = this.model;
      const size = plan.areas.length;
      this.now = { resident: new Sums(size), living: new Sums(size), lists: new Sums(size) };
      this.unitsIn = plan.areas.map(() => []);
      for (let unit = 0; unit < of.length; unit++) {
        this.now.resident.add(of[unit], this.model.residents[unit]);
        this.now.living.add(of[unit], this.model.living[unit]);
        if (of[unit] >= 0) this.unitsIn[of[unit]].push(unit);
      }
      practices.forEach(({ list }, each) => {
        if (hasList(list)) this.now.lists.add(practiceOf[each], list[0]);
      });
      this.parts = plan.areas.map(() => null);
    }

    /** The populations of an area as it is: {resident, living, lists}. */
    area(area) {
      return { resident: this.now.resident.of(area), living: this.now.living.of(area), lists: this.now.lists.of(area) };
    }

    /**
     * What the picks would change: {moved, rows, above}.
     *
     * moved: {units, residents, practices, patients}, the last of each pair as a sum.
     * rows: for each area that gains or loses {area (its position), before, after, change}, and above:
     * the same for areas of the parent layer whose lists change ({code, name, ...} with lists only).
     * before and after: {resident, living, lists, parts, status: {resident, living, lists}}; change:
     * {resident, living, lists}, sums that may be known where before and after are not.
     */
    of() {
      const { model } = this;
      const { plan } = model;
      const moved = { units: 0, practices: 0, residents: new Sums(1), patients: new Sums(1) };
      const shift = { resident: new Sums(plan.areas.length), living: new Sums(plan.areas.length), lists: new Sums(plan.areas.length) };
      const touched = new Set();
      const lost = new Map();
      const gained = new Map();
      const note = (from, to) => [from, to].filter((area) => area >= 0).forEach((area) => touched.add(area));
      for (const [unit, to] of model.picks.units) {
        const from = model.of[unit];
        moved.units += 1;
        moved.residents.add(0, model.residents[unit]);
        if (to === Editor.HELD) continue;
        note(from, to);
        put(lost, from, unit);
        put(gained, to, unit);
        for (const [sums, people] of [[shift.resident, model.residents[unit]], [shift.living, model.living[unit]]]) {
          sums.add(from, people, -1);
          sums.add(to, people);
        }
      }
      const listsAbove = new Map();
      for (const [each, to] of model.picks.practices) {
        const from = model.practiceOf[each];
        const { list } = model.practices[each];
        moved.practices += 1;
        if (hasList(list)) moved.patients.add(0, list[0]);
        if (to === Editor.HELD) continue;
        note(from, to);
        if (!hasList(list)) continue;
        shift.lists.add(from, list[0], -1);
        shift.lists.add(to, list[0]);
        for (const [area, sign] of [[from, -1], [to, 1]]) {
          const parent = plan.areas[area]?.parent ?? null;
          if (parent === null) continue;
          if (!listsAbove.has(parent)) listsAbove.set(parent, new Sums(1));
          listsAbove.get(parent).add(0, list[0], sign);
        }
      }
      const rows = [...touched].map((area) => ({
        area,
        before: this.side(area, null, this.partsNow(area)),
        after: this.side(area, shift, this.partsAfter(area, lost.get(area), gained.get(area))),
        change: Object.fromEntries(Object.entries(shift).map(([name, sums]) => [name, sums.difference(area)])),
      }));
      rows.sort((one, other) => plan.areas[one.area].name.localeCompare(plan.areas[other.area].name, "en-GB"));
      return {
        moved: { ...moved, residents: moved.residents.of(0), patients: moved.patients.of(0) },
        rows,
        above: this.above(listsAbove),
      };
    }

    side(area, shift, parts) {
      const { plan } = this.model;
      const figures = {};
      const status = {};
      for (const name of ["resident", "living", "lists"]) {
        const known = this.now[name].known[area] + (shift ? shift[name].known[area] : 0);
        const missing = this.now[name].missing[area] + (shift ? shift[name].missing[area] : 0);
        figures[name] = total(known, missing);
        status[name] = Editor.status(figures[name], plan.areas[area].inSystem ? plan.band : null);
      }
      return { ...figures, status, parts };
    }

    above(listsAbove) {
      const { above } = this.model.plan;
      if (!above) return [];
      return [...listsAbove].filter(([, sums]) => sums.known[0] || sums.missing[0]).map(([code, sums]) => {
        const area = above.areas.find((each) => each.code === code);
        const before = total(area.lists.known, area.lists.missing);
        const after = total(area.lists.known + sums.known[0], area.lists.missing + sums.missing[0]);
        const status = (figure) => ({ lists: Editor.status(figure, above.band) });
        return {
          code, name: area.name,
          before: { lists: before, status: status(before) }, after: { lists: after, status: status(after) },
          change: { lists: sums.difference(0) },
        };
      });
    }

    partsNow(area) {
      this.parts[area] ??= this.count(this.unitsIn[area], (unit) => this.model.of[unit] === area);
      return this.parts[area];
    }

    partsAfter(area, lost = [], gained = []) {
      if (!lost.length && !gained.length) return this.partsNow(area);
      const gone = new Set(lost);
      const units = [...this.unitsIn[area].filter((unit) => !gone.has(unit)), ...gained];
      return this.count(units, (unit) => this.model.wouldBe(unit) === area);
    }

    /** How many groups of units that touch along an edge there are. */
    count(units, inside) {
      const seen = new Set();
      let groups = 0;
      for (const first of units) {
        if (seen.has(first)) continue;
        groups += 1;
        const queue = [first];
        seen.add(first);
        while (queue.length) {
          for (const next of this.model.neighbours[queue.pop()]) {
            if (seen.has(next) || !inside(next)) continue;
            seen.add(next);
            queue.push(next);
          }
        }
      }
      return groups;
    }
  };

  function put(groups, key, value) {
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }

  /** Whether a practice has a list on the date, known or not; closed and unopened ones have none. */
  function hasList([patients, state]) {
    return patients !== null || state === "missing";
  }
})();
