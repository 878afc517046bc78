/* Picked: what has been picked, what it would change, and the buttons that apply or discard it. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;

  const CHOOSE = "Choose first who gets them";

  Editor.Picked = class Picked {
    constructor(side) {
      this.side = side;
      this.model = side.model;
      this.summary = make("ul", "side-summary");
      this.lines = ["units", "practices", "leaving"].map(() => make("li"));
      this.summary.append(...this.lines);
      this.target = make("select", "side-input");
      this.target.addEventListener("change", () => this.ready());
      this.giveButton = Editor.button("", "Give", () => side.actions.giveTo(Number(this.target.value)), "Give what is picked to this area");
      this.give = make("div", "side-give", Editor.labelled("Give to…", this.target), this.giveButton);
      this.changes = new Editor.Changes(side.model);
      this.signature = new Editor.Signature(side.model);
      this.signature.element.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.apply();
      });
      this.applyButton = Editor.button("side-main", "Apply", () => this.apply());
      const escape = make("kbd", "", "Esc");
      escape.setAttribute("aria-hidden", "true");
      this.discardButton = Editor.button("", "Discard", () => side.actions.discard());
      this.discardButton.append(" ", escape);
      this.discardButton.setAttribute("aria-keyshortcuts", "Escape");
      this.hint = make("span", "side-note");
      this.details = Editor.button("side-details", "", () => this.expand(!this.expanded));
      this.element = make("section", "side-picked", make("h3", "side-hidden", "Picked"), this.summary, this.give, this.changes.element,
        this.signature.element, make("div", "side-row side-act", this.applyButton, this.discardButton, this.details, this.hint));
      this.element.setAttribute("aria-label", "Picked");
      this.element.hidden = true;
      this.offered = "";
      this.expand(false);
    }

    /** On a narrow screen only the summary and the buttons are seen until details are asked for. */
    expand(yes) {
      this.expanded = yes;
      this.element.classList.toggle("side-expanded", yes);
      this.details.setAttribute("aria-expanded", String(yes));
      Editor.setText(this.details, yes ? "Less" : "Details");
    }

    /** Another plan has come. */
    plan() {
      this.changes.forget();
      this.signature.show();
      this.offered = "";
      this.target.value = ""; // positions of areas may have changed
    }

    show(seen) {
      const { model } = this;
      const hadFocus = this.element.contains(this.element.getRootNode().activeElement);
      this.element.hidden = model.empty;
      if (model.empty) {
        this.signature.clear();
        this.target.value = "";
        this.expand(false);
        if (hadFocus) this.side.focusTab();
        return;
      }
      this.tell(seen.moved);
      this.offer();
      this.changes.show(seen);
      this.ready();
    }

    tell(moved) {
      const { dates, singular } = this.model.plan;
      const { counted, people } = Editor.words;
      const leaving = [...this.model.picks.units.values()].filter((to) => to === Editor.NOWHERE).length;
      const told = [
        moved.units && `${counted(moved.units, "small area", "small areas")}, ` +
          `${people(moved.residents, "resident", "residents")} (${dates.residentLabel})`,
        moved.practices && `${counted(moved.practices, "practice", "practices")}, ` +
          `${people(moved.patients, "patient", "patients")} on lists (${dates.registeredLabel})`,
        leaving && `${counted(leaving, "small area", "small areas")} would be in no ${singular}`,
      ];
      this.lines.forEach((line, i) => {
        Editor.setText(line, told[i] || "");
        line.hidden = !told[i];
      });
    }

    /** Offer areas for what is held. */
    offer() {
      const { model } = this;
      const held = model.held;
      this.give.hidden = held === 0;
      if (!held) return;
      const first = Editor.touching(model);
      const offered = `${model.plan.version} ${model.plan.layer} ${first} ${[...model.locks]}`;
      if (offered === this.offered) return;
      this.offered = offered;
      const chosen = this.target.value;
      Editor.fillTargets(this.target, model, { first, before: [["", "Choose…"]] });
      const still = [...this.target.options].some(({ value, disabled }) => value === chosen && !disabled);
      this.target.value = still ? chosen : "";
    }

    /** Whether the buttons can act. */
    ready() {
      const { side, model } = this;
      const { archived } = model.plan;
      const why = archived ? Editor.ARCHIVED : model.held ? CHOOSE : "";
      Editor.able(this.applyButton, !why && !side.waiting, why);
      Editor.able(this.giveButton, this.target.value !== "" && !archived, why);
      Editor.able(this.discardButton, !side.waiting);
      Editor.setText(this.applyButton, side.waiting?.what === "apply" ? "Saving…" : "Apply");
      Editor.setText(this.hint, why && `${why}.`);
    }

    apply() {
      const { held, empty } = this.model;
      if (held) {
        this.side.actions.say(`${CHOOSE}.`);
        this.target.focus();
      }
      if (empty || this.applyButton.getAttribute("aria-disabled") === "true") return;
      const signed = this.signature.read();
      if (!signed) {
        this.expand(true);
        this.signature.author.focus();
      } else this.side.wait("apply", this.side.actions.apply(signed.reason, signed.author));
    }
  };
})();
