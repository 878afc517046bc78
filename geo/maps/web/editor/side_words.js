/* Words: figures, changes and band statuses in plain British English, as geo/words.py writes them. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make, number } = window.Looking;

  const SIGNS = { below: "▼", within: "✓", above: "▲", unknown: "?", "": "–" };
  const STATUSES = { below: "Below", within: "Within", above: "Above", unknown: "Unknown", "": "No band" };

  const words = (Editor.words = {
    counted: (count, singular, plural) => `${number(count)} ${count === 1 ? singular : plural}`,

    /** "+3,120" or "−450" with a real minus sign, or "unknown". */
    signed(value) {
      if (value === null) return "unknown";
      return `${value > 0 ? "+" : value < 0 ? "−" : ""}${number(Math.abs(value))}`;
    },

    /** A sum in words: "12,345", or "at least 12,345" where a part of it is unknown. */
    figure: ({ count, known }) => (count !== null ? number(count) : known ? `at\u00a0least\u00a0${number(known)}` : "unknown"),

    /** "4,812 residents", "at least 4,812 residents" or "an unknown number of residents". */
    people(sum, singular, plural) {
      if (sum.count !== null) return words.counted(sum.count, singular, plural);
      return sum.known ? `at least ${words.counted(sum.known, singular, plural)}` : `an unknown number of ${plural}`;
    },

    /** "▲ Above": the sign and the word that a status has everywhere. */
    status: (status) => `${SIGNS[status]} ${STATUSES[status]}`,

    start: (text) => text.slice(0, 1).toUpperCase() + text.slice(1),
  });

  /** A band status with its look. */
  Editor.statusMark = function statusMark(status) {
    const mark = make("span", "side-status");
    Editor.setStatus(mark, status);
    return mark;
  };

  /** `brief`: only the sign is seen; the word is there for those who hear it. */
  Editor.setStatus = function setStatus(mark, status, brief = false) {
    const told = status === "" ? "" : words.status(status);
    mark.dataset.status = status;
    if (mark.textContent === told) return;
    if (brief && told) mark.replaceChildren(SIGNS[status], make("span", "side-hidden", ` ${STATUSES[status]}`));
    else mark.textContent = told;
  };

  /** Write text into an element, and only where it differs. */
  Editor.setText = function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
  };

  /** A button; `label` is its name where it shows a picture or needs more words than it shows. */
  Editor.button = function button(className, content, act, label = "") {
    const made = make("button", `side-button ${className}`.trim(), content);
    made.type = "button";
    if (label) {
      made.setAttribute("aria-label", label);
      made.title = label;
    }
    made.addEventListener("click", (event) => {
      if (made.getAttribute("aria-disabled") !== "true") act(event);
    });
    return made;
  };

  Editor.ARCHIVED = "This plan is archived";

  /** A button that cannot act now keeps the keyboard's focus; `why` tells what is in the way. */
  Editor.able = function able(button, yes, why = "") {
    button.setAttribute("aria-disabled", String(!yes));
    button.title = (!yes && why) || button.getAttribute("aria-label") || "";
  };

  let fields = 0;

  /** A labelled form field: {box, field}. */
  Editor.labelled = function labelled(text, field, className = "") {
    fields += 1;
    field.id = `side-field-${fields}`;
    const label = make("label", "side-label", text);
    label.htmlFor = field.id;
    return make("div", `side-field ${className}`.trim(), label, field);
  };

  /** A select with [value, words] pairs. */
  Editor.options = function options(select, pairs, chosen) {
    select.replaceChildren(...pairs.map(([value, text]) => Editor.option(value, text)));
    if (chosen !== undefined) select.value = chosen;
    return select;
  };

  Editor.option = function option(value, text, disabled = false) {
    const made = make("option", "", text);
    made.value = value;
    made.disabled = disabled;
    return made;
  };
})();
