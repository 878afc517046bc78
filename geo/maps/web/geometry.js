/* Geometry: borders between units, and what can be made of them for any grouping of units.
 *
 * The file holds arcs: stretches of border with one unit on each side (-1 is the outside). The
 * lines of a layer are the arcs whose two sides are in different areas; the outline of a group of
 * units is made of the arcs that have the group on one side only. Points are [latitude, longitude].
 */
(function () {
  "use strict";
  const Looking = (window.Looking = {});

  /** Create an element; words are always set as text, never as markup. */
  Looking.make = function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };

  Looking.drawing = function drawing(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const NUMBERS = new Intl.NumberFormat("en-GB"); // made once: making one takes longer than writing a number
  Looking.number = (value) => (value === null || value === undefined ? "unknown" : NUMBERS.format(value));

  Looking.readJson = async function readJson(address) {
    // The name holds a hash of the content: any stored copy is right, however old.
    const answer = await fetch(address, { cache: "force-cache" });
    if (!answer.ok) throw new Error(`answer ${answer.status}`);
    return answer.json();
  };

  const corner = (point) => `${point[0]},${point[1]}`;

  Looking.Geometry = class Geometry {
    constructor(content) {
      this.units = content.units.map(([code, name], unit) => ({
        code, name, inSystem: content.inSystem[unit] === "1",
      }));
      this.residents = content.residents;
      this.registered = content.registered;
      this.palette = content.palette;
      this.bounds = content.bounds;
      this.practices = content.practices.map(([code, name, latitude, longitude, network, lists]) => ({
        code, name, at: [latitude, longitude], network, lists,
      }));
      this.published = {};
      for (const [key, layer] of Object.entries(content.layers)) {
        this.published[key] = { ...layer, areas: this.areas(layer.areas) };
      }
      this.layers = this.published;
      this.inSystem = content.inSystem;
      this.edition = 0; // goes up whenever another plan's layers are shown
      this.adopted = "null";
      this.arcs = content.arcs.map((row) => this.decode(row, content.scale));
      this.arcsOf = this.units.map(() => []);
      for (const arc of this.arcs) {
        this.arcsOf[arc.left].push(arc);
        if (arc.right >= 0) this.arcsOf[arc.right].push(arc);
      }
    }

    areas(rows) {
      return rows.map(([code, name, short, latitude, longitude, metres, inSystem]) => ({
        code, name, short, at: [latitude, longitude], metres, inSystem: inSystem === 1,
      }));
    }

    /** Show layers as a plan divides them ({layers, inSystem}), the others as published; null: all. */
    adopt(plan) {
      const wanted = JSON.stringify(plan ?? null);
      if (wanted === this.adopted) return;
      this.adopted = wanted;
      this.edition += 1;
      this.layers = { ...this.published };
      for (const [key, { areas, of }] of Object.entries(plan?.layers ?? {})) {
        // Two digits for each unit; "--" is no area.
        const positions = this.units.map((_, unit) => parseInt(of.slice(2 * unit, 2 * unit + 2), 36));
        this.layers[key] = {
          ...this.published[key], areas: this.areas(areas), of: positions.map((position) => (position >= 0 ? position : -1)),
        };
      }
      this.units.forEach((unit, i) => { unit.inSystem = (plan?.inSystem ?? this.inSystem)[i] === "1"; });
    }

    decode([left, right, firstX, firstY, ...steps], scale) {
      let x = firstX;
      let y = firstY;
      const points = [[y / scale, x / scale]];
      for (let i = 0; i < steps.length; i += 2) {
        x += steps[i];
        y += steps[i + 1];
        points.push([y / scale, x / scale]);
      }
      return { left, right, points };
    }

    areaOf(layer, unit) {
      return this.layers[layer].areas[this.layers[layer].of[unit]] ?? null;
    }

    /** The closed outline of a group of units, for an even-odd fill. */
    outline(units) {
      const inside = new Set(units);
      const edge = [];
      for (const unit of inside) {
        for (const arc of this.arcsOf[unit]) {
          if (inside.has(arc.left) !== inside.has(arc.right)) edge.push(arc);
        }
      }
      return this.join(edge);
    }

    /** Which of the layers run along each border: by a set of bits, bit i for the i-th key. */
    bundles(keys) {
      const found = new Map();
      for (const arc of this.arcs) {
        let bits = 0;
        keys.forEach((key, i) => {
          const { of } = this.layers[key];
          const right = arc.right < 0 ? -1 : of[arc.right];
          // Where a layer has areas on neither side, no line of it runs along the outside.
          if (of[arc.left] !== right) bits |= 1 << i;
        });
        if (!bits) continue;
        if (!found.has(bits)) found.set(bits, []);
        found.get(bits).push(arc);
      }
      return new Map([...found].map(([bits, arcs]) => [bits, this.join(arcs)]));
    }

    /** Join arcs end to end into lines as long as possible: closed rings where they close. */
    join(arcs) {
      const at = new Map();
      const used = new Set();
      const ends = (arc) => [corner(arc.points[0]), corner(arc.points[arc.points.length - 1])];
      for (const arc of arcs) {
        for (const end of ends(arc)) {
          if (!at.has(end)) at.set(end, []);
          at.get(end).push(arc);
        }
      }
      const follow = (first, from) => {
        used.add(first);
        const start = from;
        const line = ends(first)[0] === from ? first.points.slice() : first.points.slice().reverse();
        for (let here = corner(line[line.length - 1]); here !== start;) {
          const next = at.get(here).find((arc) => !used.has(arc));
          if (!next) break;
          used.add(next);
          const points = ends(next)[0] === here ? next.points : next.points.slice().reverse();
          for (let i = 1; i < points.length; i++) line.push(points[i]);
          here = corner(line[line.length - 1]);
        }
        return line;
      };
      const lines = [];
      // Loose ends first, so that an open line is not begun in its middle.
      for (const [end, meeting] of at) {
        if (meeting.length % 2 === 0) continue;
        for (const arc of meeting) if (!used.has(arc)) lines.push(follow(arc, end));
      }
      for (const arc of arcs) if (!used.has(arc)) lines.push(follow(arc, ends(arc)[0]));
      return lines;
    }
  };
})();
