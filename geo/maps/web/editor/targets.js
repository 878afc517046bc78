/* Targets: the areas that something can be given to, those that touch it first. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;

  /** Positions of the areas that touch the units held, the one with most borders in common first. */
  Editor.touching = function touching(model) {
    const borders = new Map();
    const origins = new Set();
    for (const [unit, to] of model.picks.units) {
      if (to !== Editor.HELD) continue;
      origins.add(model.of[unit]);
      for (const next of model.neighbours[unit]) {
        const area = model.wouldBe(next);
        if (area >= 0 && model.picks.units.get(next) !== Editor.HELD) borders.set(area, (borders.get(area) ?? 0) + 1);
      }
    }
    // What is held from one area only is dropped, not given back.
    if (origins.size === 1) borders.delete([...origins][0]);
    return [...borders].sort(([, one], [, other]) => other - one).map(([area]) => area);
  };

  /** Fill a select with areas: those in `first` in a group of their own, then the others by name. */
  Editor.fillTargets = function fillTargets(select, model, { first = [], before = [] } = {}) {
    const { plan } = model;
    const option = (area) => {
      const { code, name } = plan.areas[area];
      const locked = model.locks.has(code);
      return Editor.option(String(area), locked ? `${name} (locked)` : name, locked);
    };
    const group = (label, areas) => {
      if (!areas.length) return [];
      const made = make("optgroup", "", ...areas.map(option));
      made.label = label;
      return [made];
    };
    const rest = plan.areas.map((_, area) => area).filter((area) => !first.includes(area))
      .sort((one, other) => plan.areas[one].name.localeCompare(plan.areas[other].name, "en-GB"));
    const [inside, outside] = [true, false].map((flag) => rest.filter((area) => plan.areas[area].inSystem === flag));
    select.replaceChildren(
      ...before.map(([value, text]) => Editor.option(value, text)),
      ...group("Touching", first),
      ...group(first.length ? `Other ${plan.plural}` : Editor.words.start(plan.plural), inside),
      ...group("Outside the system", outside),
      Editor.option(String(Editor.NOWHERE), `In no ${plan.singular}`),
    );
  };
})();
