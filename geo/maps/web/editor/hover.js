/* Hover: what is under the pointer or the crosshair, in words and outlined. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const { make, number } = Looking;
  const BESIDE = 16; // pixels between the pointer and its words

  Editor.Hover = class Hover {
    constructor(box, map, model, grasp) {
      Object.assign(this, { box, map, model, grasp });
      this.tip = make("div", "map-tip");
      this.tip.hidden = true;
      box.append(this.tip);
      this.renderer = L.canvas({ pane: "pointer", padding: 0 });
      this.outlined = null;
    }

    /** Tell what is at a point of the map's box; null: nothing. */
    at(point) {
      this.last = point;
      const one = point ? this.grasp.at(point) : null;
      this.outline(this.grasp.practices ? null : one);
      this.tip.hidden = one === null;
      if (one === null) {
        this.told = null;
        return;
      }
      const lines = this.facts(one);
      const barred = this.grasp.barred(one);
      const told = [...lines, barred].join("\n");
      if (told !== this.told) {
        this.told = told;
        const [name, ...rest] = lines;
        this.tip.replaceChildren(make("b", "", name), ...rest.map((line) => make("div", "", line)),
          barred ? make("div", "editor-barred", `Cannot be picked: ${barred}.`) : "");
      }
      this.put(point);
    }

    /** Tell anew what is at the same point: it has been picked, or the plan is another. */
    again() {
      if (this.last) this.at(this.last);
    }

    put(point) {
      const { x, y } = this.map.getSize();
      const [width, height] = [this.tip.offsetWidth, this.tip.offsetHeight];
      const left = point.x + BESIDE + width < x ? point.x + BESIDE : Math.max(0, point.x - BESIDE - width);
      const top = point.y + BESIDE + height < y ? point.y + BESIDE : Math.max(0, point.y - BESIDE - height);
      this.tip.style.transform = `translate(${left}px, ${top}px)`;
    }

    /** Lines about a unit or a practice, its name first. */
    facts(one) {
      return this.grasp.practices ? this.practice(one) : this.unit(one);
    }

    unit(unit) {
      const { model } = this;
      const { code, name } = model.geometry.units[unit];
      const { dates } = model.plan;
      return [
        `${name} (${code})`,
        this.belonging(model.of[unit], model.picks.units.get(unit)),
        `Residents, ${dates.residentLabel}: ${number(model.residents?.[unit] ?? null)}`,
        `Registered patients living here, ${dates.livingLabel}: ${number(model.living[unit] ?? null)}`,
      ];
    }

    practice(each) {
      const { model } = this;
      const { code, name, list: [patients] } = model.practices[each];
      return [
        `${name} (${code})`,
        this.belonging(model.practiceOf[each], model.picks.practices.get(each)),
        `Patients on its list, ${model.plan.dates.registeredLabel}: ${number(patients)}`,
      ];
    }

    belonging(from, to) {
      const { areas, singular } = this.model.plan;
      const called = (area) => (area >= 0 ? areas[area].name : `in no ${singular}`);
      if (to === undefined) return from >= 0 ? called(from) : `In no ${singular}`;
      return to === Editor.HELD ? `${called(from)}; picked up` : `${called(from)} → ${called(to)}`;
    }

    outline(unit) {
      if (unit === this.outlined) return;
      this.outlined = unit;
      this.shape?.remove();
      // An empty canvas would be laid over the map in every picture.
      this.map.getPane("pointer").hidden = unit === null;
      const { arcsOf, palette } = this.model.geometry;
      this.shape = unit === null ? null : L.polyline(arcsOf[unit].map(({ points }) => points), {
        renderer: this.renderer, pane: "pointer", interactive: false, smoothFactor: 0, color: palette.highlight, weight: 2.4,
      }).addTo(this.map);
    }
  };
})();
