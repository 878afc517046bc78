/* Map menus: what the map shows, and what may be picked. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const { make } = Looking;

  Editor.MapMenus = class MapMenus {
    constructor(editor) {
      Object.assign(this, { editor, model: editor.model });
      this.fills = make("div");
      this.key = make("div", "editor-key");
      this.lines = make("div");
      this.view = new Editor.Menu("map", "Map", "What the map shows", this.fills, this.key, this.lines);
      this.layer = Editor.selectBox("Only small areas of", (layer) => this.limitTo(layer));
      this.area = Editor.selectBox("Which one", (area) => this.model.use({ mask: { ...this.model.mask, area } }));
      this.locked = make("p", "editor-note");
      this.limit = new Editor.Menu("limit", "Limit", "What may be picked", this.layer.element, this.area.element, this.locked);
      this.shown = "";
      this.chip = make("button", "editor-chip editor-over");
      this.chip.type = "button";
      this.chip.addEventListener("click", () => {
        this.limitTo("");
        editor.mapBox.focus();
      });
      editor.mapBox.append(this.chip);
    }

    show() {
      const { plan } = this.model;
      if (this.shown !== `${plan.version} ${plan.layer}`) {
        this.shown = `${plan.version} ${plan.layer}`;
        this.build();
      }
      this.showMask();
      this.view.button.setAttribute("aria-pressed", String(this.editor.cloth.fill !== "areas"));
    }

    build() {
      const { editor, model } = this;
      const { plan, geometry } = model;
      const { dates, band } = plan;
      const offered = [["areas", "Areas"], ...(band ? [
        ["resident", `Residents (${dates.residentLabel}) against the band`],
        ["registered", plan.areas.some(({ lists }) => lists)
          ? `Patients on lists (${dates.registeredLabel}) against the band`
          : `Registered patients living there (${dates.livingLabel}) against the band`],
      ] : [])];
      if (!band && editor.cloth.fill !== "areas") editor.cloth.by("areas");
      this.fills.replaceChildren(Editor.choices("radio", "Colour by", offered, [editor.cloth.fill], ([fill]) => {
        editor.cloth.by(fill);
        this.showKey();
        this.show();
      }).element);
      this.showKey();
      const others = Object.entries(geometry.layers).filter(([key]) => key !== plan.layer && key !== "unit");
      this.lines.replaceChildren(Editor.choices("checkbox", "Borders and names of", others.map(([key, { name }]) => [key, name]),
        editor.names.context, (keys) => editor.names.show(keys)).element);
      Editor.options(this.layer.select, [["", "any area"], [plan.layer, `one of the ${plan.plural}, as they are now`],
        ...others.map(([key, { name }]) => [key, name])]);
    }

    /** What the colours mean, while areas are filled by where they stand. */
    showKey() {
      const { statuses } = this.editor.cloth;
      const { band } = this.model.plan;
      const rows = Object.entries(statuses).filter(([status]) => status !== "").map(([, { fill, symbol, word }]) =>
        make("div", "map-row", Looking.swatch(fill), `${symbol} ${word}`));
      this.key.hidden = this.editor.cloth.fill === "areas" || !band;
      this.key.replaceChildren(...rows, make("div", "editor-note", band ? `Band: ${band.words}` : ""));
    }

    limitTo(layer) {
      if (!layer) {
        this.model.use({ mask: null });
        return;
      }
      this.model.use({ mask: { layer, area: this.areas(layer)[0]?.code } });
      this.area.select.focus();
    }

    areas(layer) {
      const { plan, geometry } = this.model;
      const { areas } = layer === plan.layer ? plan : geometry.layers[layer];
      return [...areas].sort((one, other) => one.name.localeCompare(other.name, "en-GB"));
    }

    showMask() {
      const { model } = this;
      const { mask, plan } = model;
      this.layer.select.value = mask?.layer ?? "";
      this.area.element.hidden = this.chip.hidden = !mask;
      if (mask) {
        this.chip.replaceChildren(`Only ${model.maskName} `, make("span", "", "×"));
        this.chip.title = "Pick anywhere again";
        this.chip.setAttribute("aria-label", `Only ${model.maskName}: pick anywhere again`);
        const wanted = `${mask.layer} ${plan.version}`;
        if (wanted !== this.offered) Editor.options(this.area.select, this.areas(mask.layer).map(({ code, name }) => [code, name]));
        this.offered = wanted;
        this.area.select.value = mask.area;
      }
      const locked = plan.areas.filter(({ code }) => model.locks.has(code)).map(({ name }) => name);
      this.locked.textContent = locked.length ? `Locked: ${locked.join(", ")}. A search in “What would it take?” leaves ${locked.length > 1 ? "them" : "it"} alone too.` : "No area is locked. Lock areas in the list beside the map.";
      this.limit.button.setAttribute("aria-pressed", String(Boolean(mask) || locked.length > 0));
    }
  };
})();
