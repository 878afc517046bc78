/* Findings: failed checks, each a place to go and a fix to take. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;

  const keyOf = ({ layer, area_code: area, check, other_layer: other }) => [layer, area, check, other ?? ""].join(" ");

  Editor.Findings = class Findings {
    constructor(side) {
      Object.assign(this, { side, model: side.model, at: null });
      this.stale = make("p", "side-stale", "Checks are of the plan before what you have picked.");
      this.stale.setAttribute("role", "status");
      this.count = make("span", "side-count");
      this.count.setAttribute("role", "status");
      this.walk = make("div", "side-row side-walk",
        Editor.button("", "‹ Previous", () => this.step(-1), "Previous check"), this.count,
        Editor.button("", "Next ›", () => this.step(1), "Next check"));
      this.repair = make("div", "side-repair");
      this.list = make("ol", "side-findings");
      this.accepted = make("div");
      this.element = make("div", "", this.stale, this.repair, this.walk, this.list, this.accepted);
    }

    get open() {
      return this.model.plan.findings.filter(({ accepted }) => !accepted);
    }

    /** Another plan has come: the check that was looked at stays the current one, if it still fails. */
    plan() {
      const { plan } = this.model;
      const { open } = this;
      const place = open.findIndex(({ key }) => keyOf(key) === this.at);
      this.at = open[place] ? this.at : null;
      this.cards = open.map((finding) => this.card(finding));
      this.list.replaceChildren(...this.cards.map(({ element }) => element));
      this.walk.hidden = open.length === 0;
      const accepted = plan.findings.filter((finding) => finding.accepted);
      this.accepted.replaceChildren(...(open.length ? [] : [make("p", "side-note",
        accepted.length ? "Every failed check has been accepted." : `All checks of ${plan.name} pass.`)]));
      if (accepted.length) {
        this.accepted.append(make("h3", "side-group", `Accepted (${accepted.length})`),
          make("ul", "side-findings", ...accepted.map((finding) => this.acceptedCard(finding))));
      }
      this.offerRepair();
      this.mark();
    }

    card(finding) {
      const key = keyOf(finding.key);
      const look = Editor.button("side-small", "Show on the map", () => this.go(key));
      const { fix } = finding;
      const ways = [
        ...(fix ? [Editor.button("side-small", `${fix.words}…`, ({ currentTarget }) =>
          this.ask(card, currentTarget, "fix", fix.words, false))] : []),
        Editor.button("side-small", "Accept with a reason…", ({ currentTarget }) =>
          this.ask(card, currentTarget, "accept", "Accept", true)),
      ];
      for (const way of ways) Editor.able(way, !this.model.plan.archived, Editor.ARCHIVED);
      const form = make("div", "side-form");
      form.hidden = true;
      const element = make("li", "side-finding", this.heading(finding), make("p", "", finding.sentence),
        make("div", "side-row", look, ...ways), form);
      element.tabIndex = -1;
      const card = { key, finding, element, ways, form };
      return card;
    }

    acceptedCard(finding) {
      const { reason, author } = finding.accepted;
      return make("li", "side-finding", this.heading(finding), make("p", "", finding.sentence),
        make("blockquote", "", reason), make("p", "side-more", `Accepted by ${author}`),
        Editor.button("side-small", "Show on the map", () => this.showPlace(finding)));
    }

    heading({ area, title }) {
      const { areas } = this.model.plan;
      return make("h4", "", areas[this.model.position.get(area)]?.name ?? area, " ", make("small", "", title));
    }

    /** Show what a finding is about: its units, or its area where it is about all of it. */
    showPlace({ units, area }) {
      const position = this.model.position.get(area);
      if (units.length) this.side.actions.showUnits(units);
      else if (position !== undefined) this.side.actions.showArea(position);
    }

    /**
     * Open the form that asks who deals with a failed check, and why.
     * `opener`: the button that was pressed; `what`: "fix" or "accept"; `words`: for the button that sends.
     */
    ask(card, opener, what, words, required) {
      const signature = new Editor.Signature(this.model, { required });
      const close = () => {
        card.form.hidden = true;
        card.form.replaceChildren();
        for (const way of card.ways) way.hidden = false;
        opener.focus();
      };
      const send = Editor.button("side-main", words, () => {
        const signed = signature.read();
        if (signed) this.side.send({ do: what, key: card.finding.key, ...signed }, what);
      });
      card.form.replaceChildren(signature.element, make("div", "side-row", send, Editor.button("", "Cancel", close)));
      card.form.hidden = false;
      for (const way of card.ways) way.hidden = true;
      (required ? signature.reason : send).focus();
    }

    offerRepair() {
      const { strays, archived } = this.model.plan;
      this.repair.hidden = !strays;
      this.repair.replaceChildren();
      if (this.repair.hidden) return;
      const signature = new Editor.Signature(this.model);
      const pieces = Editor.words.counted(strays.pieces, "piece", "pieces");
      const form = make("div", "side-form");
      form.hidden = true;
      const show = Editor.button("", `Repair ${pieces}…`, () => {
        this.side.actions.showUnits(strays.units);
        form.hidden = false;
        show.hidden = true;
        confirm.focus();
      });
      Editor.able(show, !archived, Editor.ARCHIVED);
      const confirm = Editor.button("side-main", `Repair ${pieces}`, () => {
        const signed = signature.read();
        if (signed) this.side.send({ do: "repair_strays", locked: [...this.model.locks], ...signed }, "repair");
      });
      const cancel = Editor.button("", "Cancel", () => {
        form.hidden = true;
        show.hidden = false;
        show.focus();
      });
      form.append(make("p", "", "The map shows them. Locked areas stay as they are."), signature.element, make("div", "side-row", confirm, cancel));
      this.repair.append(make("p", "", strays.sentence), show, form);
    }

    /** Go to the next check (1) or the one before (-1), around the ends. */
    step(by) {
      const { open } = this;
      if (!open.length) return;
      this.side.open("findings");
      const place = open.findIndex(({ key }) => keyOf(key) === this.at);
      const next = place < 0 ? (by > 0 ? 0 : open.length - 1) : (place + by + open.length) % open.length;
      this.go(keyOf(open[next].key));
    }

    go(key) {
      this.at = key;
      this.mark();
      const card = this.cards.find((each) => each.key === key);
      card.element.scrollIntoView({ block: "nearest" });
      this.showPlace(card.finding);
      this.side.actions.say(`${this.count.textContent}: ${card.finding.title}. ${card.finding.sentence}`);
    }

    mark() {
      const place = this.cards.findIndex(({ key }) => key === this.at);
      this.cards.forEach(({ element }, i) => {
        if (i === place) element.setAttribute("aria-current", "true");
        else element.removeAttribute("aria-current");
      });
      const all = this.cards.length;
      Editor.setText(this.count, place < 0 ? Editor.words.counted(all, "failed check", "failed checks") : `${place + 1} of ${all}`);
    }

    show() {
      this.stale.hidden = this.model.empty;
    }
  };
})();
