/* Split: proposals that divide an area which is above its band, to look at, name and use. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;

  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const MOST_PARTS = 6;
  const COUNTS = ["no area", "one", "two", "three", "four", "five", "six"];

  Editor.Split = class Split {
    constructor(side) {
      Object.assign(this, { side, model: side.model, area: null, chosen: 0, drawn: null });
      this.heading = make("h3", "side-title");
      this.heading.tabIndex = -1;
      this.parts = Editor.options(make("select", "side-input"), [
        ["", "As few as possible"],
        ...[2, 3, 4, 5, MOST_PARTS].map((count) => [String(count), String(count)]),
      ]);
      this.again = Editor.button("", "Look again", () => this.propose());
      this.close = Editor.button("", "Close", () => this.forget());
      this.state = make("p", "side-note");
      this.state.setAttribute("role", "status");
      this.options = make("div", "side-options");
      this.signature = new Editor.Signature(this.model);
      this.use = Editor.button("side-main", "Use this split", () => this.send());
      this.foot = make("div", "side-foot", this.signature.element, make("div", "side-row", this.use));
      this.element = make("div", "side-split", make("div", "side-area-head", this.heading, this.close),
        make("div", "side-row", Editor.labelled("Parts", this.parts), this.again),
        this.state, this.options, this.foot);
      this.element.hidden = true;
    }

    /** Ask Python for proposals. */
    ask(code) {
      this.area = code;
      this.parts.value = "";
      this.drawn = null;
      this.options.replaceChildren();
      this.foot.hidden = true;
      this.propose();
      this.side.showSplit(true);
      this.heading.focus();
    }

    propose() {
      const parts = this.parts.value ? Number(this.parts.value) : null;
      this.side.send({ do: "propose_split", area: this.area, parts }, "propose");
      this.ready();
    }

    /** Another plan has come, with proposals or without. */
    plan() {
      const { proposals } = this.model.plan;
      this.signature.show();
      if (proposals) {
        this.area = proposals.area;
        const told = JSON.stringify(proposals);
        if (told !== this.drawn) this.draw(proposals);
        this.drawn = told;
        this.side.showSplit(true);
      } else if (this.drawn || (this.area && this.side.waiting?.what !== "propose")) this.leave();
      this.ready();
    }

    leave() {
      const shown = !this.element.hidden;
      const position = this.model.position.get(this.area);
      Object.assign(this, { area: null, drawn: null });
      this.model.tell("proposal", null);
      this.side.showSplit(false);
      if (!shown) return;
      this.side.areas.reveal(position);
      this.side.focusTab();
    }

    /** Tell and show what a split has made of an area: its parts in the list and on the map. */
    reveal() {
      const { side, model, made } = this;
      const { areas } = model.plan;
      const parts = areas.map((_, position) => position)
        .filter((position) => areas[position].code === made.code || !made.before.has(areas[position].code))
        .sort((one, other) => areas[one].name.localeCompare(areas[other].name, "en-GB", { numeric: true }));
      const lines = parts.map((position) => `${areas[position].name}: ${this.standing(position)}`);
      const title = `${made.name} is now ${COUNTS[parts.length] ?? parts.length}:`;
      side.tell("done", [title, ...lines], true);
      side.open("areas");
      side.areas.revealAll(parts);
      side.actions.showUnits([...model.of.keys()].filter((unit) => parts.includes(model.of[unit])));
      side.actions.say([title, lines.join("; ")].join(" "));
    }

    /** Both populations of an area with their statuses, in words. */
    standing(position) {
      const area = this.model.plan.areas[position];
      const { figure, status } = Editor.words;
      const band = area.inSystem ? this.model.plan.band : null;
      const sums = this.side.areas.figures(this.side.preview.area(position), area);
      return ["residents", area.lists ? "on lists" : "living inside"].map((label, i) => {
        const stands = Editor.status(sums[i], band);
        return `${label} ${figure(sums[i])}${stands ? ` ${status(stands)}` : ""}`;
      }).join(", ");
    }

    forget() {
      this.side.stopWaiting();
      this.side.actions.send({ do: "forget_split" });
      this.leave();
    }

    draw({ options, faults }) {
      this.chosen = 0;
      this.fields = options.map(({ parts }) => parts.map(({ name }) => {
        const field = make("input", "side-input");
        field.value = this.proposedName(name);
        field.maxLength = 120;
        return field;
      }));
      this.options.replaceChildren(
        ...faults.map((fault) => make("p", "side-fault", fault)),
        ...options.map((option, place) => this.option(option, place)),
      );
      this.foot.hidden = !options.length;
      if (options.length) this.choose(0);
      else this.model.tell("proposal", null);
    }

    /** A part that would keep the name of the whole is numbered like the others: its figures are not those of the whole. */
    proposedName(name) {
      const taken = new Set(this.model.plan.areas.map((area) => area.name));
      const numbered = `${name} 1`;
      return taken.has(name) && !taken.has(numbered) ? numbered : name;
    }

    option(option, place) {
      const parts = this.coloured(option);
      const radio = make("input");
      radio.type = "radio";
      radio.name = "side-proposal";
      radio.addEventListener("change", () => this.choose(place));
      const names = option.parts.map(({ name }) => name).join(", ");
      const element = make("section", "side-option",
        make("label", "side-option-head", radio, make("strong", "", option.title)),
        make("div", "side-option-body", Editor.sketch(this.model.geometry, parts, `Sketch of the parts: ${names}`),
          this.figures(option, parts)),
        make("div", "side-option-more",
          ...parts.map(({ letter }, i) => Editor.labelled(`Name of part ${letter}`, this.fields[place][i])),
          make("ul", "side-sentences", ...option.sentences.map((sentence) => make("li", "", sentence)))));
      return element;
    }

    coloured({ parts }) {
      const { areas } = this.model.plan;
      const whole = areas[this.model.position.get(this.area)];
      // The part that keeps the name keeps the colour; the others have any that differ.
      const others = [...new Set(areas.map(({ colour }) => colour))].filter((colour) => colour !== whole.colour);
      return parts.map(({ name, units }, i) => ({
        name, units, letter: LETTERS[i] ?? "", colour: name === whole.name ? whole.colour : others[i % others.length],
      }));
    }

    /** A table of the parts with both populations. */
    figures(option, parts) {
      const { residentLabel } = this.model.plan.dates;
      const cell = (sum, standing) => make("td", "", Editor.words.figure(sum), " ", Editor.statusMark(standing ?? ""));
      const head = [["Part", ""], ["Residents, ", residentLabel], this.registeredWords()].map(([text, date]) => {
        const made = make("th", "", text, date ? make("span", "side-whole", date) : "");
        made.scope = "col";
        return made;
      });
      const rows = option.parts.map(({ resident, lists, status }, i) => {
        const swatch = make("span", "side-swatch side-letter", parts[i].letter);
        swatch.style.background = parts[i].colour;
        const name = make("th", "", swatch);
        name.scope = "row";
        return make("tr", "", name, cell(resident, status.resident), cell(lists, status.lists));
      });
      return make("table", "side-parts", make("thead", "", make("tr", "", ...head)), make("tbody", "", ...rows));
    }

    registeredWords() {
      const { areas, dates } = this.model.plan;
      const { lists } = areas[this.model.position.get(this.area)];
      return lists ? ["On lists, ", dates.registeredLabel] : ["Living inside, ", dates.livingLabel];
    }

    choose(place) {
      this.chosen = place;
      const { options } = this.model.plan.proposals;
      [...this.options.querySelectorAll(".side-option")].forEach((element, i) => {
        element.classList.toggle("side-chosen", i === place);
        element.querySelector("input[type=radio]").checked = i === place;
      });
      this.model.tell("proposal", { parts: this.coloured(options[place]) });
    }

    ready() {
      const { waiting } = this.side;
      const area = this.model.plan.areas[this.model.position.get(this.area)];
      Editor.setText(this.heading, area ? `Split ${area.name}` : "Split");
      Editor.setText(this.state, waiting?.what === "propose" ? "Looking for splits…" : "");
      Editor.setText(this.use, waiting?.what === "split" ? "Saving…" : "Use this split");
      const { archived } = this.model.plan;
      for (const button of [this.again, this.use]) Editor.able(button, !waiting && !archived, archived ? Editor.ARCHIVED : "");
    }

    send() {
      const names = this.fields[this.chosen].map((field) => field.value.trim());
      const empty = this.fields[this.chosen][names.indexOf("")];
      if (empty) {
        Editor.setText(this.state, "Give every part a name.");
        empty.focus();
        return;
      }
      const signed = this.signature.read();
      if (!signed) return;
      const { position, plan: { areas } } = this.model;
      this.made = { code: this.area, name: areas[position.get(this.area)].name, before: new Set(areas.map(({ code }) => code)) };
      this.side.send({ do: "split", area: this.area, option: this.chosen, names, ...signed }, "split");
    }
  };
})();
