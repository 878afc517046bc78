/* Key: everything that is drawn, in words; it can be folded away. */
(function () {
  "use strict";
  const { Looking } = window;
  const { make, drawing } = Looking;

  Looking.Key = class Key {
    constructor(map, geometry, practices, borders) {
      Object.assign(this, { map, geometry, practices, borders });
      const control = L.control({ position: "bottomright" });
      this.box = make("details", "map-key", make("summary", "", "Key"));
      this.body = make("div", "map-key-body");
      this.body.tabIndex = 0; // it may scroll, so keys must reach it
      this.body.setAttribute("role", "group");
      this.body.setAttribute("aria-label", "Key");
      this.more = make("div", "map-note", "More names appear as you zoom in.");
      this.more.hidden = true;
      this.box.append(this.body);
      this.box.open = map.getSize().x > 620;
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      control.onAdd = () => this.box;
      control.addTo(map);
      map.on("resize", () => this.fit());
      map.on("zoomend", () => { if (this.state) this.show(this.state); });
    }

    show(state) {
      this.state = state;
      const rows = [...this.fill(state.shading), ...this.lines(state), ...this.marks(state), ...this.context(state)];
      this.body.replaceChildren(...rows, this.more);
      this.box.hidden = rows.length === 0;
      this.fit();
    }

    /** As high as there is room below the summary; beyond that it scrolls. */
    fit() {
      const head = this.box.firstChild.offsetHeight;
      if (!head) return;
      const box = this.map.getContainer().querySelector(".map-box:not([hidden])");
      const top = (box?.getBoundingClientRect().bottom ?? 0) + 10;
      const room = this.box.getBoundingClientRect().bottom - top - head - 4;
      this.body.style.maxHeight = `${Math.max(110, room)}px`;
    }

    /** Say whether names were left out; tell whether that changed the key. */
    hint(left) {
      if (this.more.hidden === !left) return false;
      this.more.hidden = !left;
      return this.box.open && !this.box.hidden;
    }

    row(picture, label, className = "") {
      return make("div", `map-row ${className}`, picture, make("span", "", label));
    }

    line({ colour, width, dash }) {
      return drawing("svg", { width: 34, height: 12, "aria-hidden": "true" }, drawing("line", {
        x1: 0, x2: 34, y1: 6, y2: 6, stroke: colour, "stroke-width": width, "stroke-dasharray": dash.join(" "),
      }));
    }

    lines({ layers, pick }) {
      const rank = (key) => this.geometry.layers[key].style.rank;
      const rows = [...layers].sort((one, other) => rank(one) - rank(other)).map((key) => {
        const { name, vintage, style } = this.geometry.layers[key];
        const row = this.row(this.line(style), `${name}, ${vintage}`);
        const sample = make("b", "map-sample", "Abc"); // the names on the map, in the same colour
        sample.style.color = style.colour;
        sample.setAttribute("aria-hidden", "true");
        row.lastChild.before(sample);
        if (key === pick && layers.length > 1) row.lastChild.append(make("em", "", " (a click selects)"));
        return row;
      });
      if (this.borders.striped) rows.push(make("div", "map-note", "Striped where several run together. Zoom in to see them side by side."));
      return rows;
    }

    fill(shading) {
      if (!shading) return [];
      const title = make("div", "map-title", shading.title);
      const note = shading.note ? [make("div", "map-note", shading.note)] : [];
      if (shading.plain) return [title, ...note];
      if (!shading.steps) {
        return [title, ...shading.classes.map((each) => this.row(Looking.swatch(each), each.label)), ...note];
      }
      const steps = shading.classes.filter((each) => !each.pattern);
      const rest = shading.classes.filter((each) => each.pattern);
      const strip = make("div", "map-strip", ...steps.map((each) => {
        const step = make("span", "");
        step.style.background = each.colour;
        step.title = each.label;
        return step;
      }));
      const ends = make("div", "map-ends", make("span", "", steps[0].label), make("span", "", steps[steps.length - 1].label));
      return [title, strip, ends, ...rest.map((each) => this.row(Looking.swatch(each), each.label)), ...note];
    }

    marks({ selected, shading, marked, markedLabel, place, practices }) {
      const { highlight, highlightFill, mark, paper, practice } = this.geometry.palette;
      const rows = [];
      if (selected) {
        const box = drawing("svg", { width: 34, height: 16, "aria-hidden": "true" }, drawing("rect", {
          x: 6, y: 2, width: 22, height: 12, stroke: highlight, "stroke-width": 3.5, fill: shading ? paper : highlightFill, "fill-opacity": shading ? 0 : 0.3,
        }));
        rows.push(this.row(box, "Selected area"));
      }
      if (marked.length) rows.push(this.row(Looking.swatch({ colour: paper, pattern: "back", ink: mark }), markedLabel || "Marked small areas"));
      if (practices) {
        const sizes = [5000, 10000, 20000];
        const most = this.practices.radius(20000);
        const circles = sizes.map((patients, i) => drawing("circle", {
          cx: most + 1 + i * 2.05 * most, cy: most + 1, r: this.practices.radius(patients), fill: practice, "fill-opacity": 0.75,
        }));
        const wide = 2 + 6.15 * most;
        const tall = 2 + 2 * most;
        const which = practices.moves ? "Practices that change area, by" : "Practices by";
        rows.push(make("div", "map-title", `${which} patients on the list, ${practices.label}`));
        rows.push(this.row(drawing("svg", { width: wide, height: tall, "aria-hidden": "true" }, ...circles), "5,000, 10,000 and 20,000"));
        const ring = drawing("svg", { width: 34, height: 20, "aria-hidden": "true" }, drawing("circle", {
          cx: 17, cy: 10, r: 7.5, fill: paper, stroke: practice, "stroke-width": 2, "stroke-dasharray": "3 3",
        }));
        rows.push(this.row(ring, "List not known"));
      }
      if (place) rows.push(this.row(make("span", "map-dot"), place.name));
      return rows;
    }

    context({ shading }) {
      if (this.geometry.units.every(({ inSystem }) => inSystem)) return [];
      const { paper, context, contextInk, contextOpacity } = this.geometry.palette;
      const sample = shading?.classes.find((each) => !each.pattern);
      const colour = sample && !shading.plain && !shading.told ? Looking.pale(sample.colour, paper, contextOpacity) : context;
      const words = shading ? "Outside the system: paler" : "Outside the system";
      return [this.row(Looking.swatch({ colour, pattern: "ruled", ink: contextInk }), words)];
    }
  };
})();
