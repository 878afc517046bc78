/* Summary: what the map tells at once, before Python has heard of it. */
(function () {
  "use strict";
  const { Looking } = window;
  const { make, number } = Looking;

  Looking.Summary = class Summary {
    /** `changed` is called when the box has opened or closed. */
    constructor(map, geometry, changed) {
      Object.assign(this, { map, geometry, changed });
      const control = L.control({ position: "topright" });
      this.box = make("div", "map-box");
      this.box.setAttribute("role", "status");
      this.box.setAttribute("aria-live", "polite");
      this.box.hidden = true;
      L.DomEvent.disableClickPropagation(this.box);
      control.onAdd = () => this.box;
      control.addTo(map);
      this.tip = make("div", "map-tip");
      this.tip.hidden = true;
      this.tip.setAttribute("aria-hidden", "true");
      map.getContainer().append(this.tip);
    }

    unitLine(unit, state) {
      const residents = this.geometry.residents[state.residentDate]?.[unit];
      const registered = this.geometry.registered;
      return `${number(residents)} residents (${state.residentLabel}); ` +
        `${number(registered.patients[unit])} registered patients live here (${registered.label})`;
    }

    /** Lines beside the pointer; from the line `second` on they are about something smaller. */
    hover(point, lines, second = 0) {
      this.tip.replaceChildren(...lines.map((line, i) => {
        const minor = second && i >= second ? "map-tip-unit" : "";
        return line ? make(i ? "div" : "strong", i === second ? `${minor} map-tip-first`.trim() : minor, line) : "";
      }));
      this.tip.hidden = false;
      const size = this.map.getSize();
      const { offsetWidth: width, offsetHeight: height } = this.tip;
      const x = point.x + 16 + width > size.x ? Math.max(0, point.x - 12 - width) : point.x + 16;
      const y = point.y + 18 + height > size.y ? Math.max(0, point.y - 12 - height) : point.y + 18;
      this.tip.style.transform = `translate(${x}px, ${y}px)`;
    }

    leave() {
      this.tip.hidden = true;
    }

    /** The picked area with its figures first, then the small area below the pointer. */
    hoverUnit(point, unit, state) {
      const picked = state.pick && state.pick !== "unit";
      const area = picked ? [this.areaName(state.pick, unit), ...this.areaLines(unit, state)] : [];
      const { shading } = state;
      const told = shading?.told ? [shading.classes[parseInt(shading.of[unit], 36)].label] : [];
      this.hover(point, [...area, this.geometry.units[unit].name, ...told, this.unitLine(unit, state)], area.length);
    }

    areaLines(unit, { pick, facts }) {
      const index = this.geometry.layers[pick].of[unit];
      if (index < 0 || facts?.layer !== pick) return [];
      return [[facts.residentLabel, facts.resident], [facts.registeredLabel, facts.registered]].map(([label, of]) => {
        const [count, standing] = of[index];
        return `${label}: ${count === null ? standing || "unknown" : `${number(count)} ${standing}`}`.trim();
      });
    }

    areaName(layer, unit) {
      return this.geometry.areaOf(layer, unit)?.name ?? `In no ${this.geometry.layers[layer].singular}`;
    }

    /** Tell about an area of the picked layer; `unit` is where it was clicked, or null. */
    tell(state, layerKey, code, unit) {
      const layer = this.geometry.layers[layerKey];
      const index = layer.areas.findIndex((area) => area.code === code);
      if (index < 0) {
        this.open(`In no ${layer.singular}`, [], unit === null ? "" : this.unitText(unit, state));
        return;
      }
      const area = layer.areas[index];
      const context = area.inSystem ? "" : "; outside the system, for context";
      const kind = `${layer.singular}, ${layer.vintage}${context}`;
      const facts = state.facts?.layer === layerKey ? state.facts : null;
      const rows = facts ? [
        [facts.residentLabel, ...facts.resident[index]],
        [facts.registeredLabel, ...facts.registered[index]],
      ] : this.unitRows(layerKey, index, state);
      this.open(area.name, [kind[0].toUpperCase() + kind.slice(1), rows, facts?.band ? `Band: ${facts.band}` : ""],
        unit === null || layerKey === "unit" ? "" : this.unitText(unit, state));
    }

    unitText(unit, state) {
      return `${this.geometry.units[unit].name}: ${this.unitLine(unit, state)}`;
    }

    unitRows(layerKey, index, state) {
      if (layerKey !== "unit") return [];
      const registered = this.geometry.registered;
      return [
        [`Residents, ${state.residentLabel}`, this.geometry.residents[state.residentDate]?.[index] ?? null, ""],
        [`Registered, living here, ${registered.label}`, registered.patients[index], ""],
      ];
    }

    open(heading, [kind = "", rows = [], band = ""], foot) {
      const close = make("button", "map-close", "×");
      close.type = "button";
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => this.close());
      const table = make("dl", "", ...rows.map(([what, count, standing]) => make("div", "",
        make("dt", "", what),
        make("dd", "", make("b", "", count === null && standing ? standing : number(count)),
          count !== null && standing ? ` ${standing}` : ""))));
      this.box.replaceChildren(close, make("h2", "", heading), kind ? make("p", "", kind) : "", table,
        band ? make("p", "", band) : "", foot ? make("p", "map-foot-line", foot) : "");
      this.box.hidden = false;
      this.leave();
      this.changed();
    }

    practice(lines) {
      const [heading, list, network] = lines;
      this.open(heading, ["General practice", [], list], network || "In no network");
    }

    close() {
      this.box.hidden = true;
      this.box.replaceChildren();
      this.changed();
    }
  };
})();
