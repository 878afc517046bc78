/* Cloth: the units as they are and as they would be. Only units that look otherwise are drawn again. */
(function () {
  "use strict";
  const { Editor, Looking } = window;

  Editor.Cloth = class Cloth extends Looking.Fills {
    /** `statuses`: the fill of each band status, from geo/maps/styles.py. */
    constructor(map, geometry, model, preview, statuses) {
      super(map, geometry, { interactive: false });
      Object.assign(this, { model, preview, statuses });
      this.fill = "areas"; // or a population: "resident" or "registered"
      this.looks = geometry.units.map(() => "");
    }

    /** Fill by area, or by where each area's population would stand against the band. */
    by(fill) {
      this.fill = fill;
      this.refresh();
    }

    /** Bring all units up to date. */
    refresh() {
      if (this.fill !== "areas") this.measure();
      this.restyle(this.geometry.units.keys());
    }

    /** Some units have been picked or dropped; where areas are filled by band, others may turn with them. */
    picked(units) {
      const turned = this.fill !== "areas" && this.measure();
      this.restyle(turned ? this.geometry.units.keys() : units);
    }

    restyle(units) {
      for (const unit of units) {
        const look = this.look(unit);
        const key = `${look.fillColor} ${look.pattern} ${look.ink} ${look.patternOpacity}`;
        if (key === this.looks[unit]) continue;
        this.looks[unit] = key;
        this.shapes[unit].setStyle(look);
      }
    }

    /** Where each area would stand; return whether any stands elsewhere than before. */
    measure() {
      const { plan } = this.model;
      const name = (area) => (this.fill === "resident" ? "resident" : area.lists ? "lists" : "living");
      const stands = plan.areas.map((area, i) => Editor.status(this.preview.area(i)[name(area)], area.inSystem ? plan.band : null));
      if (!this.model.empty) {
        for (const { area, after } of this.preview.of().rows) stands[area] = after.status[name(plan.areas[area])];
      }
      const changed = stands.join() !== this.stands?.join();
      this.stands = stands;
      return changed;
    }

    look(unit) {
      const { model, geometry } = this;
      const { paper, highlight, highlightFill, mark } = geometry.palette;
      const to = model.picks.units.get(unit);
      if (to === Editor.HELD) return { fillColor: Looking.pale(highlightFill, paper, 0.6), pattern: "hatch", ink: highlight, patternOpacity: 1 };
      const ground = this.ground(model.wouldBe(unit));
      if (to !== undefined) return { fillColor: ground.colour, pattern: "back", ink: mark, patternOpacity: 1 };
      if (!geometry.units[unit].inSystem) return this.contextFill(ground.pattern || ground.colour !== paper ? ground : null);
      if (this.resting(unit)) {
        return { fillColor: Looking.pale(ground.colour, paper, 0.35), pattern: ground.pattern, ink: ground.ink, patternOpacity: 0.35 };
      }
      return { fillColor: ground.colour, pattern: ground.pattern, ink: ground.ink, patternOpacity: 1 };
    }

    /** Whether a unit cannot be picked for now: its area is locked, or the mask leaves it out. */
    resting(unit) {
      const { model } = this;
      return model.outsideMask(unit) || model.locks.has(model.areaOf(unit)?.code);
    }

    ground(area) {
      const nothing = { colour: this.geometry.palette.paper, pattern: "", ink: "" };
      if (area < 0) return nothing;
      if (this.fill === "areas") return { ...nothing, colour: this.model.plan.areas[area].colour };
      return this.statuses[this.stands[area]]?.fill ?? nothing;
    }
  };
})();
