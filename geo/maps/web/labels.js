/* Labels: names on the areas of every shown layer, none upon another. */
(function () {
  "use strict";
  const { Looking } = window;
  const FONT = "Arial, Helvetica, sans-serif";
  const measure = document.createElement("canvas").getContext("2d");

  /** A long name on two lines of about the same length. */
  function split(name) {
    if (name.length < 15 || !name.includes(" ")) return [name];
    let best = null;
    for (let i = name.indexOf(" "); i > 0; i = name.indexOf(" ", i + 1)) {
      const longer = Math.max(i, name.length - i - 1);
      if (!best || longer < best.longer) best = { i, longer };
    }
    return [name.slice(0, best.i), name.slice(best.i + 1)];
  }

  function sized(lines, size) {
    measure.font = `bold ${size}px ${FONT}`;
    const width = Math.max(...lines.map((line) => measure.measureText(line).width));
    return { width: width + 4, height: lines.length * size * 1.12 + 2 };
  }

  const apart = (one, other) =>
    one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom;

  Looking.Labels = class Labels {
    constructor(map, geometry) {
      this.map = map;
      this.geometry = geometry;
      this.group = L.layerGroup().addTo(map);
      this.wanted = { keys: [], pick: null, selected: null, fixed: [] };
      map.on("moveend zoomend resize", () => this.place());
    }

    /** Names of these layers; the selected area's name always; fixed labels as [at, text, colour]. */
    show(keys, pick, selected, fixed) {
      const wanted = { keys, pick, selected, fixed };
      if (JSON.stringify(wanted) === JSON.stringify(this.wanted)) return;
      this.wanted = wanted;
      this.place();
    }

    place() {
      if (!this.map._loaded) return;
      this.group.clearLayers();
      this.taken = this.controls();
      this.names = [];
      const { keys, pick, selected, fixed } = this.wanted;
      for (const [at, text, colour] of fixed) this.put(at, text, 14, colour, true, [0]);
      if (selected) {
        const area = this.geometry.layers[selected.layer].areas.find(({ code }) => code === selected.area);
        if (area) this.put(area.at, area.short, 16, this.geometry.palette.highlight, true, [0, -1, 1]);
      }
      const rank = (key) => (key === pick ? -1 : this.geometry.layers[key].style.rank);
      for (const key of [...keys].sort((one, other) => rank(one) - rank(other))) this.layer(key);
    }

    /** What lies on the map already: buttons, key, summary. */
    controls() {
      const frame = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".leaflet-control, .map-foot")]
        .map((box) => box.getBoundingClientRect())
        .filter((box) => box.width)
        .map((box) => ({
          left: box.left - frame.left, right: box.right - frame.left,
          top: box.top - frame.top, bottom: box.bottom - frame.top,
        }));
    }

    layer(key) {
      const { style, areas } = this.geometry.layers[key];
      const view = this.map.getBounds();
      const [south, north] = [view.getSouth(), view.getNorth()];
      const tall = this.map.distance([south, view.getWest()], [north, view.getWest()]);
      const metresPerPixel = tall / this.map.getSize().y;
      // A county seen as a whole needs smaller names; a large area may have a larger one.
      const size = Math.max(10, style.nameSize - (this.map.getZoom() < 10.5 ? 2 : 0));
      const room = style.rank < 7 ? 0.5 : 0.85;
      const strays = style.rank < 7 ? this.strays(key, view) : new Map();
      const seen = areas
        .map((area, i) => ({ ...area, at: view.contains(area.at) ? area.at : strays.get(i) }))
        .filter(({ at, metres }) => metres && at);
      for (const area of seen.sort((one, other) => other.metres - one.metres)) {
        const radius = area.metres / metresPerPixel;
        if (2 * radius < sized(split(area.short), size).width * room) continue;
        this.put(area.at, area.short, size, style.colour, false, [0, -0.75, 0.75, -1.5, 1.5]);
      }
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

    /** Put a name at the first free one of some heights, counted in its own; or leave it out. */
    put(at, name, size, colour, always, heights) {
      const lines = split(name);
      const { width, height } = sized(lines, size);
      const centre = this.map.latLngToContainerPoint(at);
      const frame = this.map.getSize();
      // A name near the edge of the map moves inwards rather than being cut off.
      const within = (value, half, most) => Math.min(Math.max(value, half + 2), most - half - 2);
      centre.x = within(centre.x, width / 2, frame.x);
      const near = (other) => other.name === name && other.centre.distanceTo(centre) < 90;
      if (!always && this.names.some(near)) return; // one name for layers that share the area
      for (const up of heights) {
        const y = within(centre.y + up * height, height / 2, frame.y);
        const box = { left: centre.x - width / 2, right: centre.x + width / 2, top: y - height / 2, bottom: y + height / 2 };
        const free = this.taken.every((other) => apart(box, other));
        if (!free && !(always && up === heights[heights.length - 1])) continue;
        this.taken.push(box);
        this.names.push({ name, centre });
        this.draw([centre.x, y], lines, size, colour);
        return;
      }
    }

    draw(point, lines, size, colour) {
      const text = Looking.make("span", "", ...lines.flatMap((line, i) => (i ? [document.createElement("br"), line] : [line])));
      text.style.color = colour;
      text.style.fontSize = `${size}px`;
      L.marker(this.map.containerPointToLatLng(point), {
        pane: "labels", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "map-label", html: text, iconSize: [0, 0] }),
      }).addTo(this.group);
    }
  };
})();
