/* Labels: names on the areas of every shown layer, none upon another.
 *
 * The layer that clicks select is named first, and in it the areas whose fill has a pattern: those
 * outside their band and those that are not known. Its small areas may be named beside, with a line.
 */
(function () {
  "use strict";
  const { Looking } = window;
  const UP_AND_DOWN = [0, -0.75, 0.75, -1.5, 1.5].map((down) => [0, down]);
  const AROUND = [
    ...UP_AND_DOWN, [0.6, 0], [-0.6, 0], [0.6, -1], [-0.6, -1], [0.6, 1], [-0.6, 1],
    [0, -2.3], [0, 2.3], [1.1, 0], [-1.1, 0],
  ];
  const FEW = 16; // areas without room for a name that may be named beside themselves: more would clutter the map
  const LONGEST = 190; // pixels of a line from a name to its area

  Looking.Labels = class Labels {
    /** `changed` is told whether names were left out; it may change the key. */
    constructor(map, geometry, changed) {
      Object.assign(this, { map, geometry, changed });
      this.places = new Looking.Places(map, geometry);
      this.group = L.layerGroup().addTo(map);
      this.renderer = L.svg({ pane: "leaders", padding: 0 });
      this.wanted = { keys: [], pick: null, selected: null, fixed: [], shading: null };
      map.on("moveend zoomend resize", () => this.place());
    }

    /** Names of these layers; the selected area's name first; fixed labels as [at, text, colour]. */
    show({ layers: keys, pick, shading }, selected, fixed) {
      const wanted = { keys, pick, selected, fixed, shading };
      const text = `${this.geometry.edition} ${JSON.stringify(wanted)}`;
      if (text === this.text) return;
      this.text = text;
      this.wanted = wanted;
      this.place();
    }

    /** Place all names anew: once before the next picture, however often that is asked for. */
    place() {
      cancelAnimationFrame(this.due);
      this.due = requestAnimationFrame(() => this.placeNow());
    }

    placeNow() {
      if (!this.map._loaded) return;
      this.putAll();
      // A sentence more in the key may cover a name that was just put there.
      if (this.changed(this.left > 0)) this.putAll();
    }

    putAll() {
      this.group.clearLayers();
      this.places.begin();
      this.names = [];
      this.left = 0;
      const { keys, pick, selected, fixed } = this.wanted;
      if (selected) {
        const area = this.geometry.layers[selected.layer].areas.find(({ code }) => code === selected.area);
        if (area) this.put(area.at, area.short, 16, this.geometry.palette.highlight, AROUND);
      }
      for (const [at, text, colour] of fixed) this.put(at, text, 14, colour, AROUND);
      const rank = (key) => (key === pick ? -1 : this.geometry.layers[key].style.rank);
      const sorted = [...keys].sort((one, other) => rank(one) - rank(other));
      // Few large areas of other layers are named before the crowd of small ones.
      const without = sorted.map((key) => [key, this.layer(key)]);
      for (const [key, areas] of [...without.slice(1), ...without.slice(0, 1)]) this.beside(key, areas, key === sorted[0]);
    }

    /** So many areas of the layer that is picked are named with lines. */
    get most() {
      return FEW;
    }

    /** Whether areas of a layer are named where only a piece of them is in view. */
    keepsNames(key) {
      return this.geometry.layers[key].style.rank < 7;
    }

    size(key) {
      // A county seen as a whole needs smaller names.
      return Math.max(10, this.geometry.layers[key].style.nameSize - (this.map.getZoom() < 10.5 ? 2 : 0));
    }

    /** Name the areas of a layer that have room; return those of the system that are left. */
    layer(key) {
      const { style, areas } = this.geometry.layers[key];
      const view = this.map.getBounds();
      const [south, north] = [view.getSouth(), view.getNorth()];
      const tall = this.map.distance([south, view.getWest()], [north, view.getWest()]);
      const metresPerPixel = tall / this.map.getSize().y;
      const size = this.size(key);
      const room = style.rank < 7 ? 0.5 : 0.85;
      const strays = this.keepsNames(key) ? this.strays(key, view) : new Map();
      const striking = this.striking(key);
      const weight = (area) => (area.inSystem ? 2 : 0) + (area.strikes ? 1 : 0);
      const seen = areas
        .map((area, i) => ({ ...area, whole: view.contains(area.at), strikes: striking.has(i), at: view.contains(area.at) ? area.at : strays.get(i) }))
        .filter(({ at, metres }) => metres && at)
        .sort((one, other) => weight(other) - weight(one) || other.metres - one.metres);
      const wide = (area) => 2 * area.metres / metresPerPixel >= Looking.sized(area.short, size).width * room;
      const picked = key === this.wanted.pick;
      if (picked) {
        const narrow = seen.filter((area) => area.inSystem && area.whole && !wide(area));
        this.places.keep(narrow.length <= this.most ? narrow.map(({ at }) => this.map.latLngToContainerPoint(at)) : []);
      }
      return seen.filter((area) => {
        const put = wide(area) && this.put(area.at, area.short, size, style.colour, UP_AND_DOWN, !picked);
        return !put && area.inSystem && area.whole && !this.namedNear(area.at, area.short);
      });
    }

    /** Name areas beside themselves; count those that stay without a name. */
    beside(key, areas, picked) {
      const { colour } = this.geometry.layers[key].style;
      const named = areas.map(({ at, short }) => ({ name: short, point: this.map.latLngToContainerPoint(at) }));
      for (const [i, found] of this.led(named, this.size(key), picked).entries()) {
        if (found) {
          this.lead(found.leader, colour);
          this.draw(found, found.sized.lines, this.size(key), colour, areas[i].short);
        } else this.left += 1;
      }
    }

    /** Places for names with lines: for each of [{name, point}] {x, y, leader, sized}, or null. */
    led(named, size, picked) {
      const may = this.map.getSize().x >= 500 && named.length <= (picked ? FEW : 2);
      if (picked) this.places.keep(may ? named.map(({ point }) => point) : []);
      return named.map(({ name, point }) => {
        const sized = Looking.sized(name, size);
        const found = may ? this.places.beside(point, sized, LONGEST) : null;
        return found && { ...found, sized };
      });
    }

    /** The areas of a layer all of whose units have one fill with a pattern. */
    striking(key) {
      const { shading } = this.wanted;
      if (!shading) return new Set();
      const fill = new Map();
      this.geometry.layers[key].of.forEach((area, unit) => {
        const position = shading.of[unit];
        fill.set(area, fill.has(area) && fill.get(area) !== position ? null : position);
      });
      const patterned = ([, position]) => position !== null && shading.classes[parseInt(position, 36)]?.pattern;
      return new Set([...fill].filter(patterned).map(([area]) => area));
    }

    /** For areas of which only a piece is in view: the unit nearest to the middle of that piece. */
    strays(key, view) {
      const { of } = this.geometry.layers[key];
      const points = this.geometry.layers.unit?.areas ?? [];
      const inView = new Map();
      points.forEach(({ at }, unit) => {
        if (of[unit] < 0 || !view.contains(at)) return;
        if (!inView.has(of[unit])) inView.set(of[unit], []);
        inView.get(of[unit]).push(at);
      });
      return new Map([...inView].map(([area, here]) => {
        const middle = [0, 1].map((axis) => here.reduce((sum, at) => sum + at[axis], 0) / here.length);
        const away = (at) => (at[0] - middle[0]) ** 2 + (at[1] - middle[1]) ** 2;
        return [area, here.reduce((best, at) => (away(at) < away(best) ? at : best))];
      }));
    }

    /** One name is enough for layers that share the area. */
    namedNear(at, name) {
      const centre = this.map.latLngToContainerPoint(at);
      return this.names.some((other) => other.name === name && other.centre.distanceTo(centre) < 90);
    }

    /** Put a name at the first free one of some places near its point, or leave it out. */
    put(at, name, size, colour, steps, strict = false) {
      if (this.namedNear(at, name)) return true;
      const sized = Looking.sized(name, size);
      const centre = this.map.latLngToContainerPoint(at);
      const found = this.places.near(centre, sized, steps, strict);
      if (!found) return false;
      this.names.push({ name, centre });
      this.draw(found, sized.lines, size, colour, name);
      return true;
    }

    /** Write a name's lines at a place; `name`: all of it, where the lines may leave something out. */
    draw({ x, y }, lines, size, colour, name) {
      const text = Looking.make("span", "", ...lines.flatMap((line, i) => (i ? [document.createElement("br"), line] : [line])));
      text.style.color = colour;
      text.style.fontSize = `${size}px`;
      text.dataset.name = name;
      L.marker(this.map.containerPointToLatLng([x, y]), {
        pane: "labels", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "map-label", html: text, iconSize: [0, 0] }),
      }).addTo(this.group);
    }

    /** A thin line from a name to its area, with a dot where the area is. */
    lead(leader, colour) {
      const ends = leader.map(({ x, y }) => this.map.containerPointToLatLng([x, y]));
      const common = { renderer: this.renderer, pane: "leaders", interactive: false, smoothFactor: 0 };
      const { paper } = this.geometry.palette;
      L.polyline(ends, { ...common, color: paper, weight: 3.2, opacity: 0.9 }).addTo(this.group);
      L.polyline(ends, { ...common, color: colour, weight: 1.2 }).addTo(this.group);
      L.circleMarker(ends[0], { ...common, radius: 2.6, color: paper, weight: 1, fillColor: colour, fillOpacity: 1 }).addTo(this.group);
    }
  };
})();
