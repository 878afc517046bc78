/* Changes: a table of the areas that gain or lose, each population on a line of its own. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;

  const LABELS = { resident: "Residents", lists: "On lists", living: "Living inside" };

  /** The registered population that an area does not go by, in words: it has no band and no status. */
  function besideWords(name, { count }, dates) {
    const [one, many, rest] = {
      living: ["registered patient", "registered patients", `living there, ${dates.livingLabel}`],
      lists: ["patient", "patients", `on lists, ${dates.registeredLabel}`],
    }[name];
    const moved = count === null ? "Unknown change of" : Editor.words.signed(count);
    return `${moved} ${Math.abs(count) === 1 ? one : many} ${rest}`;
  }

  /** How an area's pieces change, in words; empty where they do not. */
  function piecesWords(before, after) {
    if (before === after || before === undefined) return "";
    if (after === 0) return "Has no small areas left";
    if (after < before) return after === 1 ? `Comes together in one piece (${before} before)` : `${after} pieces instead of ${before}`;
    if (before === 0) return after === 1 ? "" : `Is in ${after} pieces`;
    return before === 1 ? `Falls into ${after} pieces` : `Falls into ${after} pieces instead of ${before}`;
  }

  /** One area's lines; they are filled again at each pick, not built again. */
  class Block {
    /** `beside`: "living" or "lists", the registered population that the area does not go by. */
    constructor(name, colour, beside, kind = "") {
      this.beside = beside;
      const swatch = make("span", "side-swatch");
      swatch.style.background = colour || "transparent";
      const called = make("span", "side-name", name);
      called.title = name;
      const heading = make("th", "", make("span", "side-named", colour ? swatch : "", called), kind ? make("small", "", kind) : "");
      heading.colSpan = 4;
      heading.scope = "rowgroup";
      this.lines = {};
      this.pieces = make("td", "side-pieces");
      this.pieces.colSpan = 4;
      this.piecesRow = make("tr", "", this.pieces);
      this.element = make("tbody", "side-change", make("tr", "", heading));
      for (const name of Object.keys(LABELS)) {
        if (name === beside) continue;
        const label = make("th", "", LABELS[name]);
        label.scope = "row";
        const line = { change: make("td", "side-signed"), span: make("td", "side-span"),
          before: Editor.statusMark(""), after: Editor.statusMark("") };
        line.row = make("tr", "", label, line.change, line.span, make("td", "side-turn", line.before, line.after));
        this.lines[name] = line;
        this.element.append(line.row);
      }
      this.plain = make("td", "side-beside");
      this.plain.colSpan = 4;
      this.plainRow = make("tr", "", this.plain);
      this.element.append(this.plainRow, this.piecesRow);
    }

    fill({ before, after, change }, shown, dates) {
      for (const [name, line] of Object.entries(this.lines)) {
        line.row.hidden = !shown.includes(name);
        if (line.row.hidden) continue;
        const turned = before.status[name] !== after.status[name];
        Editor.setText(line.change, Editor.words.signed(change[name].count));
        Editor.setText(line.span, `${Editor.words.figure(before[name])} →\u00a0${Editor.words.figure(after[name])}`);
        Editor.setStatus(line.before, turned ? before.status[name] : "", true);
        Editor.setStatus(line.after, after.status[name]);
        line.row.classList.toggle("side-turned", turned);
      }
      this.plainRow.hidden = !shown.includes(this.beside);
      if (!this.plainRow.hidden) Editor.setText(this.plain, besideWords(this.beside, change[this.beside], dates));
      const told = piecesWords(before.parts, after.parts);
      Editor.setText(this.pieces, told);
      this.piecesRow.hidden = !told;
      this.pieces.classList.toggle("side-worse", after.parts > before.parts || after.parts === 0);
    }
  }

  Editor.Changes = class Changes {
    constructor(model) {
      this.model = model;
      this.blocks = new Map();
      const columns = ["Population", "Change", "Before and after", "Against the band"].map((text) => {
        const cell = make("th", "", text);
        cell.scope = "col";
        return cell;
      });
      this.table = make("table", "side-changes", make("caption", "side-hidden", "What changes in each area"),
        make("colgroup", "", ...columns.map(() => make("col"))),
        make("thead", "side-hidden-head", make("tr", "", ...columns)));
      this.note = make("p", "side-note");
      this.element = make("div", "side-changes-box", this.table, this.note);
      this.element.tabIndex = 0;
      this.element.setAttribute("role", "region");
      this.element.setAttribute("aria-label", "What changes in each area");
    }

    forget() {
      for (const block of this.blocks.values()) block.element.remove();
      this.blocks.clear();
    }

    /** `seen` is what the preview told. */
    show(seen) {
      const { plan, picks } = this.model;
      const given = (kind) => [...picks[kind].values()].some((to) => to !== Editor.HELD);
      const [units, practices] = [given("units"), given("practices")];
      const shown = [...(units ? ["resident"] : []), ...(practices ? ["lists"] : []), ...(units ? ["living"] : [])];
      const wanted = new Map();
      for (const row of seen.rows) {
        const { code, name, colour, lists } = plan.areas[row.area];
        this.block(wanted, code, () => new Block(name, colour, lists ? "living" : "lists")).fill(row, shown, plan.dates);
      }
      for (const row of seen.above) {
        const kind = `follows, in ${plan.above.name}`;
        this.block(wanted, `above ${row.code}`, () => new Block(row.name, "", "living", kind)).fill(row, ["lists"], plan.dates);
      }
      for (const [key, block] of this.blocks) if (!wanted.has(key)) block.element.remove();
      // An area keeps its place while it stays; only a new one is put in.
      let last = this.table.tHead;
      for (const block of wanted.values()) {
        if (last.nextSibling !== block.element) last.after(block.element);
        last = block.element;
      }
      this.blocks = wanted;
      this.element.hidden = wanted.size === 0;
      Editor.setText(this.note, this.dates(shown, seen.rows.map(({ area }) => plan.areas[area].lists)));
    }

    block(wanted, key, build) {
      const block = this.blocks.get(key) ?? build();
      wanted.set(key, block);
      return block;
    }

    /** `goByLists`: of each area shown, whether it goes by its practices' lists. */
    dates(shown, goByLists) {
      const { dates, areas } = this.model.plan;
      const told = {
        resident: `Residents: ${dates.residentLabel}.`,
        lists: goByLists.includes(true) ? `On lists: patients of practices, ${dates.registeredLabel}.` : "",
        living: goByLists.includes(false) ? `Living inside: registered patients by where they live, ${dates.livingLabel}.` : "",
      };
      const stay = shown.length && !shown.includes("lists") && areas.some(({ lists }) => lists);
      const lines = [...shown.map((name) => told[name]), stay ? "No list moves with small areas: lists move with practices." : ""];
      return lines.filter(Boolean).join(" ");
    }
  };
})();
