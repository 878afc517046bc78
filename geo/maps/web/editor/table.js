/* Table: every edit without a mouse and without the map. Rows are picked with check boxes. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make, number } = window.Looking;

  const ROWS = 200; // listed at once
  const LATER = "later";
  const KINDS = { units: ["small area", "small areas"], practices: ["practice", "practices"] };

  Editor.Table = class Table {
    constructor(side) {
      Object.assign(this, { side, model: side.model, kind: "units" });
      this.filters = new Editor.TableFilters(side.model, () => this.list());
      this.kinds = make("fieldset", "side-switch", make("legend", "side-hidden", "List"));
      this.radios = Object.fromEntries(Object.entries(KINDS).map(([kind, [, plural]]) => {
        const radio = make("input");
        radio.type = "radio";
        radio.name = "side-kind";
        radio.checked = kind === this.kind;
        radio.addEventListener("change", () => this.turn(kind));
        this.kinds.append(make("label", "", radio, make("span", "", Editor.words.start(plural))));
        return [kind, radio];
      }));
      this.target = make("select", "side-input");
      this.target.addEventListener("change", () => {
        this.model.use({ target: this.target.value === LATER ? null : Number(this.target.value) });
      });
      this.all = Editor.button("", "", () => this.pick(this.matches, this.unpicked === 0));
      this.told = make("p", "side-note");
      this.told.setAttribute("role", "status");
      this.head = make("tr");
      this.body = make("tbody");
      this.caption = make("caption", "side-hidden");
      this.rows = [];
      this.more = Editor.button("side-small", "", () => this.listMore());
      this.element = make("div", "", this.kinds, this.filters.element,
        make("div", "side-wide", Editor.labelled("Move them to", this.target), make("div", "side-row", this.all, this.told)),
        make("table", "side-table", this.caption, make("thead", "", this.head), this.body), this.more);
    }

    /** Another plan has come. */
    plan() {
      const { practicesMove, version, layer } = this.model.plan;
      this.kinds.hidden = !practicesMove;
      if (!practicesMove) this.kind = "units";
      this.filters.plan(this.kind);
      const drawn = `${version} ${layer}`;
      if (drawn !== this.drawn) this.targets = "";
      this.drawn = drawn;
      this.list();
    }

    turn(kind) {
      this.kind = kind;
      this.model.use({ mode: kind });
      this.filters.plan(kind);
      this.list();
    }

    get picks() {
      return this.model.picks[this.kind];
    }

    /** List what matches the filters. */
    list() {
      const { dates, singular } = this.model.plan;
      const [, many] = KINDS[this.kind];
      this.matches = this.filters.matching(this.kind);
      const heads = this.kind === "units"
        ? ["Small area", `Residents, ${dates.residentLabel}`, `Registered, living here, ${dates.livingLabel}`]
        : ["Practice", `On its list, ${dates.registeredLabel}`];
      this.head.replaceChildren(...["Pick", ...heads].map((text, i) => {
        const cell = make("th", i > 1 ? "side-number" : "", i ? text : make("span", "side-hidden", text));
        cell.scope = "col";
        return cell;
      }));
      Editor.setText(this.caption, `${Editor.words.start(many)}, with the ${singular} that each is in`);
      this.rows = [];
      this.body.replaceChildren();
      this.lengthen();
    }

    /** List the next rows, and go to the first of them. */
    listMore() {
      const next = this.rows.length;
      this.lengthen();
      this.rows[next].box.focus();
    }

    lengthen() {
      const [one, many] = KINDS[this.kind];
      const { length } = this.matches;
      const added = this.matches.slice(this.rows.length, this.rows.length + ROWS).map((each) => this.row(each));
      this.rows.push(...added);
      this.body.append(...added.map(({ element }) => element));
      const left = length - this.rows.length;
      Editor.setText(this.told, left ? `The first ${number(this.rows.length)} of ${Editor.words.counted(length, one, many)} are listed.`
        : length ? "" : `No ${one} matches.`);
      this.more.hidden = left === 0;
      Editor.setText(this.more, `Show ${Math.min(ROWS, left)} more`);
      this.show();
    }

    row(each) {
      const units = this.kind === "units";
      const { code, name, list } = units ? this.model.geometry.units[each] : this.model.practices[each];
      const box = make("input");
      box.type = "checkbox";
      box.addEventListener("change", () => this.pick([each], !box.checked));
      const where = make("span", "side-where");
      const label = make("label", "", name, " ", make("small", "", code), where);
      box.id = `side-row-${this.kind}-${each}`;
      label.htmlFor = box.id;
      const figures = units ? [number(this.model.residents[each]), number(this.model.living[each])] : [listWords(list)];
      const head = make("th", "", label);
      head.scope = "row";
      const element = make("tr", "", make("td", "", box), head, ...figures.map((figure) => make("td", "side-number", figure)));
      return { each, element, box, where };
    }

    /** Pick or drop rows: one stroke, one step to take back. */
    pick(rows, drop) {
      const { model } = this;
      model.begin();
      if (this.kind === "units") model.pick(rows, drop);
      else model.pickPractices(rows, drop);
      model.end();
      const why = (each) => (this.kind === "units" ? model.barred(each) : model.barredPractice(each));
      const barred = drop ? "" : rows.filter((each) => !this.picks.has(each)).map(why).find(Boolean);
      if (barred) Editor.setText(this.told, `Not all could be picked: ${barred}.`);
      this.show();
      // The panel of what is picked may have taken the room of the row.
      const active = this.element.getRootNode().activeElement;
      if (this.body.contains(active)) active.scrollIntoView({ block: "nearest" });
    }

    /** Bring check boxes and places up to date with the picks. */
    show() {
      const { plan } = this.model;
      const of = this.kind === "units" ? this.model.of : this.model.practiceOf;
      const nameOf = (area) => plan.areas[area]?.short ?? `In no ${plan.singular}`;
      for (const { each, element, box, where } of this.rows) {
        const to = this.picks.get(each);
        box.checked = to !== undefined;
        box.disabled = plan.archived;
        element.classList.toggle("side-chosen", box.checked);
        const now = nameOf(of[each]);
        Editor.setText(where, to === undefined ? now : to === Editor.HELD ? `${now}, picked up` : `${now} → ${nameOf(to)}`);
      }
      this.unpicked = this.matches.reduce((sum, each) => sum + !this.picks.has(each), 0);
      const size = this.matches.length;
      const whole = size === 1 ? "the one that matches" : `all ${number(size)} that match`;
      Editor.setText(this.all, `${this.unpicked || !size ? "Pick" : "Drop"} ${whole}`);
      Editor.able(this.all, size > 0 && !plan.archived, plan.archived ? Editor.ARCHIVED : "");
    }

    /** Target, locks, or what is picked have changed. */
    tools() {
      const { plan, locks, target, mode } = this.model;
      const targets = `${plan.version} ${plan.layer} ${[...locks]}`;
      if (targets !== this.targets) Editor.fillTargets(this.target, this.model, { before: [[LATER, "Pick up first, choose later"]] });
      this.targets = targets;
      this.target.value = target === null ? LATER : String(target);
      if (mode !== this.kind) {
        this.kind = mode;
        this.filters.plan(mode);
        this.list();
      }
      this.radios[this.kind].checked = true;
    }
  };

  /** A practice's list: its patients, or why there is no figure. */
  function listWords([patients, state]) {
    return patients === null ? (state === "missing" ? "unknown" : "no list") : number(patients);
  }
})();
