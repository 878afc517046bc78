/* Table filters: which small areas or practices the table lists. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;

  /** Layers that small areas can be looked for in, where the pack has them. */
  const PLACES = ["district", "ward"];
  const ANY = "any";
  const BY_NAME = new Intl.Collator("en-GB", { numeric: true });

  Editor.TableFilters = class TableFilters {
    constructor(model, changed) {
      this.model = model;
      const field = (tag, event) => {
        const made = make(tag, "side-input");
        made.addEventListener(event, changed);
        return made;
      };
      this.text = field("input", "input");
      this.text.type = "search";
      this.area = field("select", "change");
      this.places = new Map(PLACES.filter((key) => model.geometry.layers[key]).map((key) => [key, field("select", "change")]));
      this.textBox = Editor.labelled("Code, name or place", this.text);
      this.areaBox = Editor.labelled("Now in", this.area);
      this.placeBoxes = [...this.places].map(([key, select]) =>
        Editor.labelled(Editor.words.start(model.geometry.layers[key].singular), select));
      // A ward is looked for among those of the chosen district.
      this.places.get(PLACES[0])?.addEventListener("change", () => this.narrow());
      this.element = make("div", "side-filters", this.textBox, this.areaBox, ...this.placeBoxes);
      for (const key of this.places.keys()) this.fillPlaces(key, () => true);
    }

    /** Another plan has come, or the table lists something else. */
    plan(kind) {
      const { plan } = this.model;
      const chosen = this.area.value || ANY;
      Editor.fillTargets(this.area, this.model, { before: [[ANY, "Any"]] });
      for (const option of this.area.options) option.disabled = false; // what is locked can be looked at
      this.area.value = chosen;
      if (this.area.selectedIndex < 0) this.area.value = ANY;
      Editor.setText(this.textBox.firstChild, kind === "units" ? "Code, name or place" : "Code or name");
      for (const box of this.placeBoxes) box.hidden = kind !== "units";
      this.texts = kind === "units"
        ? this.model.geometry.units.map(({ code, name }, unit) => `${code} ${name} ${this.placeNames(unit)}`.toLowerCase())
        : this.model.practices.map(({ code, name }, each) =>
          `${code} ${name} ${plan.areas[this.model.practiceOf[each]]?.name ?? ""}`.toLowerCase());
    }

    placeNames(unit) {
      const { geometry } = this.model;
      return ["msoa", "ward", "district"].filter((key) => geometry.layers[key])
        .map((key) => geometry.areaOf(key, unit)?.name ?? "").join(" ");
    }

    fillPlaces(key, wanted) {
      const { areas } = this.model.geometry.layers[key];
      const select = this.places.get(key);
      const chosen = select.value || ANY;
      const listed = areas.map((area, place) => [String(place), area.name]).filter(([place]) => wanted(Number(place)))
        .sort(([, one], [, other]) => one.localeCompare(other, "en-GB"));
      Editor.options(select, [[ANY, "Any"], ...listed], chosen);
      if (select.selectedIndex < 0) select.value = ANY;
    }

    narrow() {
      const [outer, inner] = PLACES;
      if (!this.places.has(inner)) return;
      const chosen = this.places.get(outer).value;
      const { layers } = this.model.geometry;
      const inside = new Set(layers[inner].of.filter((_, unit) => chosen === ANY || layers[outer].of[unit] === Number(chosen)));
      this.fillPlaces(inner, (place) => inside.has(place));
    }

    /** Positions of the units or practices that match, by name. */
    matching(kind) {
      const wanted = this.text.value.trim().toLowerCase().split(/\s+/);
      const of = kind === "units" ? this.model.of : this.model.practiceOf;
      const places = kind === "units" ? [...this.places].filter(([, { value }]) => value !== ANY)
        .map(([key, { value }]) => [this.model.geometry.layers[key].of, Number(value)]) : [];
      const all = kind === "units" ? this.model.geometry.units : this.model.practices;
      return all.map((_, each) => each).filter((each) =>
        wanted.every((word) => this.texts[each].includes(word)) &&
        (this.area.value === ANY || of[each] === Number(this.area.value)) &&
        places.every(([group, place]) => group[each] === place))
        .sort((one, other) => BY_NAME.compare(all[one].name, all[other].name));
    }
  };
})();
