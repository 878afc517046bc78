/* Edge names: names of areas that have no room for them, in two columns, each with a line to its area.
 *
 * The areas in the west are named in a column to their left, the others to their right, in an order
 * in which no two lines cross. Where the columns stand and how the names are written is what costs
 * least: short lines, little land covered, nothing else crossed.
 */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const STEP = 4; // pixels between two heights that are tried
  const NEAR = 22; // pixels between a column and the areas it names, at least
  const COLUMNS = 6; // distances from there to the edge of the map that are tried
  const SHARES = [0.5, 0.3, 0.7, 0, 1]; // of the areas that may be named on the left
  const GAP = 1; // pixels between two names
  const LAND = 90; // what a name costs that lies on land, in pixels of line
  const CROSSED = 160; // likewise a line over another name
  const DOT = 60; // likewise a line over another area's point
  const BACK = 120; // likewise an area that lies under the column
  const SHORTENED = 20; // likewise a name that is not written in full
  const SHARE = 0.26; // of the map's width that a shortened name should take
  const STEM = 3; // letters that are left of a word

  /** A name on one line with its longest words cut short, so far as they must be: no word is left out. */
  function shortened(name, size, most) {
    const words = name.split(" ");
    const fits = () => Looking.sized(words.join(" "), size, Infinity).width <= most;
    while (!fits()) {
      const stems = words.map((word) => word.replace(/\.$/, ""));
      const long = stems.reduce((best, stem, i) => (stem.length > stems[best].length ? i : best), 0);
      if (stems[long].length <= STEM) break;
      words[long] = `${stems[long].slice(0, -1)}.`;
    }
    return words.join(" ");
  }

  Editor.EdgeNames = class EdgeNames {
    /** `places`: what is taken on the map already; it is told of what is put here. */
    constructor(places) {
      this.places = places;
    }

    /**
     * Places for the names of some areas: for each {x, y, leader, sized}, or null where the map is
     * full. `areas`: [{point, name}], those that must be named first.
     */
    put(areas, size) {
      const most = this.places.size.x * SHARE;
      const forms = [
        ({ name }) => Looking.sized(name, size, Infinity),
        ({ name }) => Looking.sized(name, size),
        ({ name }) => Looking.sized(name, size, 0),
        ({ name }) => {
          const text = shortened(name, size, most);
          return { ...Looking.sized(text, size, Infinity), shortened: text !== name };
        },
      ];
      for (let count = areas.length; count > 0; count = Math.floor(count * 0.9)) {
        const named = areas.slice(0, count).map((area, order) => ({ ...area, order }));
        named.sort((one, other) => one.point.x - other.point.x);
        const best = this.best(named, forms);
        if (best) return this.take(best, areas.length);
      }
      return areas.map(() => null);
    }

    take(names, count) {
      const found = Array.from({ length: count }, () => null);
      for (const name of names) {
        found[name.order] = name;
        this.places.take(name);
      }
      return found;
    }

    /** The cheapest of some ways to write the names and to share them between two columns, or null. */
    best(named, forms) {
      let best = null;
      const written = new Set();
      for (const form of forms) {
        const sized = named.map((area) => ({ ...area, sized: form(area) }));
        const text = JSON.stringify(sized.map((area) => area.sized.lines));
        if (written.has(text)) continue;
        written.add(text);
        for (const share of SHARES) {
          const most = best?.cost ?? Infinity;
          const cut = Math.round(share * sized.length);
          const left = this.column(sized.slice(0, cut), -1, most);
          const right = left && this.column(sized.slice(cut), 1, most - left.cost);
          if (right) best = { cost: left.cost + right.cost, left, right };
        }
      }
      return best && [...this.uncrossed(best.left, -1), ...this.uncrossed(best.right, 1)];
    }

    /** The cheapest column on one side (-1: left, 1: right) below a cost, or null; {cost, names, x}. */
    column(areas, side, most) {
      if (!areas.length) return { cost: 0, names: [] };
      const across = areas.map(({ point }) => point.x);
      const wide = Math.max(...areas.map(({ sized }) => sized.width));
      const far = side < 0 ? wide + 2 : this.places.size.x - wide - 2;
      const near = side < 0 ? Math.max(Math.min(...across) - NEAR, far) : Math.min(Math.max(...across) + NEAR, far);
      let best = null;
      for (let i = 0; i < (near === far ? 1 : COLUMNS); i++) {
        best = this.rows(areas, side, near + (far - near) * (i / (COLUMNS - 1)), best?.cost ?? most) ?? best;
      }
      return best;
    }

    /** Heights of names in a column from top to bottom, the cheapest; null where there is no room. */
    rows(areas, side, x, most, inOrder = [...areas].sort((one, other) => one.point.y - other.point.y)) {
      const count = Math.floor(this.places.size.y / STEP);
      let before = new Float64Array(count + 1); // cost of all names so far, where they end above a height
      const chosen = [];
      for (const area of inOrder) {
        const after = new Float64Array(count + 1).fill(Infinity);
        const from = new Int32Array(count + 1).fill(-1);
        const high = Math.ceil((area.sized.height + GAP) / STEP);
        for (let end = high; end <= count; end++) {
          [after[end], from[end]] = [after[end - 1], from[end - 1]];
          const bound = Math.min(after[end], most) - before[end - high];
          if (bound <= Math.abs(area.point.x - x)) continue; // no line is shorter
          const cost = this.cost(this.at(area, side, x, (end - high) * STEP), bound);
          if (cost < bound) [after[end], from[end]] = [before[end - high] + cost, end - high];
        }
        chosen.push(from);
        before = after;
      }
      if (!(before[count] < most)) return null;
      let end = count;
      const names = [];
      for (let i = inOrder.length - 1; i >= 0; i--) {
        end = chosen[i][end];
        names.unshift(this.at(inOrder[i], side, x, end * STEP));
      }
      return { cost: before[count], names, x };
    }

    /** The names of a column, those whose lines cross swapped: each swap makes the lines shorter together. */
    uncrossed(found, side) {
      let now = found;
      for (let turn = 0; turn < 4 * found.names.length; turn++) {
        const { names } = now;
        let pair = null;
        for (let i = 0; i < names.length && !pair; i++) {
          for (let j = i + 1; j < names.length && !pair; j++) if (Looking.cross(names[i].leader, names[j].leader)) pair = [i, j];
        }
        if (!pair) break;
        const order = [...names];
        [order[pair[0]], order[pair[1]]] = [order[pair[1]], order[pair[0]]];
        const again = this.rows(names, side, now.x, Infinity, order);
        if (!again) break;
        now = again;
      }
      return now.names;
    }

    /** A name beside a column's line, its top at a height. */
    at(area, side, x, top) {
      const { width, height } = area.sized;
      const middle = { x: x + side * (width / 2), y: top + height / 2 };
      const box = { left: middle.x - width / 2, right: middle.x + width / 2, top, bottom: top + height };
      return { ...area, ...middle, box, leader: [{ x: area.point.x, y: area.point.y }, { x: x + side * 2, y: middle.y }] };
    }

    /** What a name costs at its place; a number that is no less than `bound` where it costs as much or more. */
    cost({ box, leader, point, sized }, bound) {
      const { places } = this;
      const [from, to] = leader;
      let cost = Math.hypot(to.x - from.x, to.y - from.y) + (sized.shortened ? SHORTENED : 0);
      if (from.x > box.left && from.x < box.right) cost += BACK;
      if (cost >= bound || box.top < 1 || box.bottom > places.size.y - 1 || !places.free(box)) return Infinity;
      cost += LAND * places.covered(box);
      if (cost >= bound) return cost;
      for (const other of places.taken) if (Looking.over(leader, other)) cost += CROSSED;
      for (const dot of places.dots) {
        if (dot.point === point) continue;
        if (!Looking.apart(dot.box, box)) cost += CROSSED;
        else if (Looking.over(leader, dot.box)) cost += DOT;
      }
      return cost;
    }
  };
})();
