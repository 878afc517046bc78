/* Areas: every area of the layer with its two populations, what needs attention first. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make, drawing } = window.Looking;

  const MANY = 30;
  const MARKED = 6000; // milliseconds for which areas that are new are marked
  const SORTS = { attention: "Attention", name: "Name", population: "Population" };
  const PICTURES = {
    zoom: "M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2M10.6 10.6 15 15",
    paint: "M9.5 8.5 14 2M9.5 8.5c-2-1.6-4-.6-4.5 1.5S3.5 13 2 13.5c2.5 1 6.5.5 7.5-2 .5-1.2.5-2.2 0-3Z",
    open: "M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.5 2.5 0 0 1 4.900-.7",
    locked: "M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  };

  function picture(name) {
    const path = drawing("path", { d: PICTURES[name], fill: "none", stroke: "currentColor", "stroke-width": 1.6,
      "stroke-linecap": "round", "stroke-linejoin": "round" });
    return drawing("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, path);
  }

  /** People by which an area misses its band, the further of its two populations; 0 within and where unknown. */
  function miss(figures, band) {
    if (!band) return 0;
    return Math.max(...figures.map(({ count }) => {
      if (count === null) return 0;
      return Math.max(band.lowest - count, band.highest === null ? 0 : count - band.highest, 0);
    }));
  }

  Editor.Areas = class Areas {
    constructor(side) {
      Object.assign(this, { side, model: side.model, preview: side.preview, sort: "attention" });
      this.sorts = make("fieldset", "side-switch", make("legend", "side-hidden", "Sort areas by"));
      for (const [key, text] of Object.entries(SORTS)) this.sorts.append(this.choice(key, text));
      this.filter = make("input", "side-input");
      this.filter.type = "search";
      this.filter.addEventListener("input", () => this.order());
      this.filterBox = Editor.labelled("Find an area", this.filter);
      this.key = make("p", "side-note side-key");
      this.uncovered = make("div", "side-uncovered");
      this.list = make("div", "side-areas");
      this.element = make("div", "", this.sorts, this.filterBox, this.key, this.uncovered, this.list);
      this.cards = [];
      this.moved = new Set();
    }

    choice(key, text) {
      const radio = make("input");
      radio.type = "radio";
      radio.name = "side-sort";
      radio.checked = key === this.sort;
      radio.addEventListener("change", () => {
        this.sort = key;
        this.order();
      });
      return make("label", "", radio, make("span", "", text));
    }

    /** Another plan has come. */
    plan() {
      const { plan } = this.model;
      this.cards = plan.areas.map((area, position) => this.card(area, position));
      this.filterBox.hidden = plan.areas.length <= MANY;
      if (this.filterBox.hidden) this.filter.value = "";
      const { residentLabel, registeredLabel, livingLabel } = plan.dates;
      const lists = plan.areas.some((area) => area.lists)
        ? `On lists: patients of practices, ${registeredLabel}.` : `Living inside: registered patients, ${livingLabel}.`;
      const shade = make("span", "side-band-key");
      this.ghostKey = make("span", "", " Dashed line: before.");
      this.key.replaceChildren(
        ...(plan.band ? [shade, `Band: ${plan.band.words}. `] : ["This layer has no band. "]), `Residents: ${residentLabel}. ${lists}`, this.ghostKey,
      );
      this.tellUncovered(plan.uncovered);
      this.moved = new Set();
      this.longest = 0;
      this.order();
    }

    /** Say which small areas are in no area, with the way to them. */
    tellUncovered(uncovered) {
      this.uncovered.hidden = !uncovered;
      this.uncovered.replaceChildren(...(uncovered ? [make("p", "", uncovered.sentence),
        Editor.button("side-small", "Show on the map", () => this.side.actions.showUnits(uncovered.units))] : []));
    }

    card(area, position) {
      const { plan } = this.model;
      const band = area.inSystem ? plan.band : null;
      const swatch = make("span", "side-swatch");
      swatch.style.background = area.colour;
      const called = make("h4", "", make("span", "side-name", area.name));
      called.title = area.name;
      const lock = Editor.button("side-icon", picture("open"), () => this.model.lock(area.code));
      const paint = Editor.button("side-icon", picture("paint"), () => {
        this.model.use({ target: this.model.target === position ? null : position });
      }, `Paint towards ${area.name}`);
      const zoom = Editor.button("side-icon", picture("zoom"), () => {
        this.reveal(position);
        this.side.actions.showArea(position);
      }, `Show ${area.name} on the map`);
      const split = Editor.button("side-small", "Split…", () => this.side.split.ask(area.code), `Split ${area.name}…`);
      for (const button of [paint, split]) Editor.able(button, !plan.archived, Editor.ARCHIVED);
      const resident = new Editor.BandBar("Residents", "resident", Boolean(band));
      const registered = new Editor.BandBar(area.lists ? "On lists" : "Living inside", "registered", Boolean(band));
      const more = [area.isNew ? "New" : "", area.parentName,
        area.failed ? Editor.words.counted(area.failed, "failed check", "failed checks") : ""].filter(Boolean).join(" · ");
      const element = make("article", "side-area",
        make("div", "side-area-head", swatch, called, split, zoom, lock, paint),
        more ? make("p", "side-more", more) : "", resident.element, registered.element,
        ...area.sentences.map((sentence) => make("p", "side-more side-sentence", sentence)));
      element.dataset.area = area.code;
      return { area, position, band, element, lock, paint, split, resident, registered };
    }

    /** Sort, group and filter the cards. */
    order() {
      const wanted = this.filter.value.trim().toLowerCase();
      const found = this.cards.filter(({ area }) => `${area.name} ${area.code} ${area.parentName ?? ""}`.toLowerCase().includes(wanted));
      const ranked = found.map((card) => ({ card, ...this.rank(card) }));
      const byName = (one, other) => one.card.area.name.localeCompare(other.card.area.name, "en-GB");
      const sorts = {
        attention: (one, other) => one.group - other.group || other.miss - one.miss || byName(one, other),
        name: byName,
        population: (one, other) => other.people - one.people || byName(one, other),
      };
      ranked.sort((one, other) => (one.group === 2) - (other.group === 2) || sorts[this.sort](one, other));
      const titles = ["Needs attention", this.model.plan.band ? "Within the band" : "In the system", "Outside the system, for context"];
      const shown = [];
      let group = null;
      for (const each of ranked) {
        const part = this.sort === "attention" || each.group === 2 ? each.group : null;
        if (part !== group && part !== null) {
          const size = ranked.filter((other) => other.group === part).length;
          shown.push(make("h3", "side-group", `${titles[part]} (${size})`));
        }
        group = part;
        shown.push(each.card.element);
      }
      this.list.replaceChildren(...(shown.length ? shown : [make("p", "side-note", "No area has this in its name.")]));
    }

    rank({ area, band, position }) {
      const figures = this.figures(this.preview.area(position), area);
      const statuses = figures.map((figure) => Editor.status(figure, band));
      const wrong = area.failed > 0 || statuses.some((status) => status && status !== "within");
      return { group: !area.inSystem ? 2 : wrong ? 0 : 1, miss: miss(figures, band), people: figures[0].known };
    }

    figures({ resident, lists, living }, area) {
      return [resident, area.lists ? lists : living];
    }

    /** Show what the picks would change; only cards that differ are touched. */
    show(seen) {
      const after = new Map(seen.rows.map((row) => [row.area, row.after]));
      const longest = this.measure(after);
      const all = longest !== this.longest;
      this.longest = longest;
      for (const card of this.cards) {
        if (all || after.has(card.position) || this.moved.has(card.position)) this.fill(card, after.get(card.position));
      }
      this.moved = new Set(after.keys());
      this.ghostKey.hidden = !this.model.plan.band || after.size === 0;
    }

    /** People at the right end of every bar: the same for all areas. */
    measure(after) {
      const { band } = this.model.plan;
      const known = this.cards.filter((card) => card.band).flatMap(({ position, area }) =>
        [this.preview.area(position), after.get(position) ?? this.preview.area(position)]
          .flatMap((populations) => this.figures(populations, area).map((figure) => figure.known)));
      return Math.max(1, ...known, (band?.highest ?? band?.lowest ?? 0) * 1.15);
    }

    fill(card, after) {
      const now = this.preview.area(card.position);
      const before = this.figures(now, card.area);
      const would = this.figures(after ?? now, card.area);
      [card.resident, card.registered].forEach((bar, i) => {
        const status = Editor.status(would[i], card.band);
        bar.show({ before: before[i], after: would[i], status, band: card.band, longest: this.longest });
      });
      card.split.hidden = !would.some((figure) => Editor.status(figure, card.band) === "above");
    }

    /** Locks, target. */
    tools() {
      for (const { area, position, lock, paint, element } of this.cards) {
        const locked = this.model.locks.has(area.code);
        const words = locked ? `Unlock ${area.name}` : `Lock ${area.name}`;
        if (lock.getAttribute("aria-label") !== words) {
          lock.setAttribute("aria-label", words);
          lock.title = words;
          lock.replaceChildren(picture(locked ? "locked" : "open"));
        }
        lock.classList.toggle("side-on", locked);
        paint.setAttribute("aria-pressed", String(this.model.target === position));
        element.classList.toggle("side-target", this.model.target === position);
      }
    }

    /** Scroll to areas that have just come to be, and mark them for a moment. */
    revealAll(positions) {
      this.reveal(positions[0]);
      const marked = this.cards.filter(({ position }) => positions.includes(position));
      for (const { element } of marked) element.classList.add("side-seen", "side-made");
      const inOrder = [...this.list.children].find((child) => child.classList.contains("side-made"));
      inOrder?.scrollIntoView({ block: "start" });
      clearTimeout(this.marking);
      this.marking = setTimeout(() => marked.forEach(({ element }) => element.classList.remove("side-made")), MARKED);
    }

    /** The planner asks to see an area. */
    reveal(position) {
      const card = this.cards[position];
      if (!card) return;
      if (!card.element.isConnected || !this.list.contains(card.element)) {
        this.filter.value = "";
        this.order();
      }
      card.element.scrollIntoView({ block: "nearest" });
      for (const each of this.cards) each.element.classList.toggle("side-seen", each === card);
    }
  };
})();
