/* Bars: one population of one area against its band, as it is and as it would be. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make, number } = window.Looking;

  Editor.BandBar = class BandBar {
    /** `label` names the population; without a band there is no bar, only the figure. */
    constructor(label, kind, banded) {
      this.bar = make("span", `side-bar side-bar-${kind}`);
      this.ghost = make("span", "side-ghost");
      this.band = make("span", "side-band");
      this.figure = make("span", "side-figure");
      this.status = Editor.statusMark("");
      this.track = make("span", "side-track", this.band, this.bar, this.ghost);
      this.track.setAttribute("aria-hidden", "true");
      this.element = make("div", banded ? "side-line" : "side-line side-unbanded", make("span", "side-what", label),
        banded ? this.track : "", this.figure, banded ? this.status : "");
    }

    /**
     * Show a sum as it would be, with a mark where it was.
     * before, after: sums; status: of the sum after; band: {lowest, highest}; longest: people at the right end.
     */
    show({ before, after, status, band, longest }) {
      const share = (people) => `${Math.min(100, (100 * people) / longest).toFixed(2)}%`;
      const moved = before.known !== after.known || before.count !== after.count;
      const { count, known } = after;
      Editor.setText(this.figure, count !== null ? number(count) : known ? `${number(known)}+` : "unknown");
      this.figure.title = count === null ? `Unknown; ${Editor.words.figure(after)}` : moved ? `Before: ${Editor.words.figure(before)}` : "";
      this.figure.classList.toggle("side-moved", moved);
      Editor.setStatus(this.status, status);
      if (!band) return;
      this.band.style.left = share(band.lowest);
      this.band.style.right = band.highest === null ? "0" : `calc(100% - ${share(band.highest)})`;
      this.band.classList.toggle("side-open", band.highest === null);
      this.bar.style.width = share(known);
      this.bar.classList.toggle("side-part", count === null);
      this.ghost.hidden = !moved;
      this.ghost.style.left = share(before.known);
    }
  };
})();
