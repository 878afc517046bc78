/* “Am I affected?”: finds a postcode or a practice in the page's own data and says what it means.
 * Names are only ever set as text. Nothing is sent, and nothing is kept. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const OUTWARD = "[A-Z]{1,2}[0-9][A-Z0-9]?";
  const WHOLE = new RegExp(`^(${OUTWARD})([0-9][A-Z]{2})$`);
  const START = new RegExp(`^(${OUTWARD})([0-9][A-Z]?)?$`);
  const LOOK_ALIKE = { O: "0", 0: "O", I: "1", L: "1", 1: "I", S: "5", 5: "S", Z: "2", 2: "Z", B: "8", 8: "B" };
  const OFFERED = 8;
  const NETWORKS = "pcn";
  const DISTRICTS = "district";
  const network = data.layers.find((layer) => layer.key === NETWORKS)?.name;
  const postcodes = new Map(Object.entries(data.postcodes));
  const byId = (id) => document.getElementById(id);

  /** An element whose children are elements or text, which is never read as markup. */
  function element(tag, children = [], look = "") {
    const made = document.createElement(tag);
    if (look) made.className = look;
    made.append(...children);
    return made;
  }

  /** A name, kept apart from the text around it, whichever way it is written. */
  const name = (text) => element("bdi", [text]);
  const upper = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

  function listed(words) {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  }

  /** Show an answer, or what is wrong, in place of the one before. */
  function show(box, look, ...parts) {
    box.className = `answer ${look}`;
    box.replaceChildren(...parts);
  }

  /** The areas of some layers: [layer, its area now, its area under the proposal], null for none. */
  function told(layers, places) {
    const area = (layer, place) => (place < 0 ? null : layer.areas[place]);
    return layers.map((layer, row) => [layer, area(layer, places[2 * row]), area(layer, places[2 * row + 1])]);
  }

  function areas(rows) {
    const pairs = rows.map(([layer, area]) => [
      element("dt", [upper(layer.name)]), element("dd", [area === null ? layer.none : name(area)]),
    ]);
    return element("dl", pairs.flat(), "areas");
  }

  /** Now, under the proposal, and what stays. */
  function nowAndThen(rows) {
    const other = rows.filter(([, now, then]) => now !== then);
    const same = rows.filter(([, now, then]) => now === then).map(([layer]) => `the ${layer.name}`);
    const parts = [element("h4", ["Now"]), areas(rows), element("h4", ["Under the proposal"])];
    if (other.length) parts.push(areas(other.map(([layer, , then]) => [layer, then])));
    if (same.length) parts.push(element("p", [`Nothing changes for ${listed(same)}.`]));
    return parts;
  }

  function verdict(rows, what) {
    const other = rows.filter(([, now, then]) => now !== then).map(([layer]) => `the ${layer.name}`);
    return other.length ? `Yes, for ${what} this would change: ${listed(other)}.` : `No, nothing would change for ${what}.`;
  }

  const look = (rows) => (rows.some(([, now, then]) => now !== then) ? "changes" : "");

  /** The number of a postcode's answer; undefined where the postcode is not known. */
  function find(outward, inward) {
    for (const [number, inwards] of Object.entries(postcodes.get(outward) ?? {})) {
      for (let at = 0; at < inwards.length; at += 3) if (inwards.startsWith(inward, at)) return number;
    }
    return undefined;
  }

  /** Postcodes that start alike, the longest shared start first found. */
  function alike(outward, inward) {
    const all = Object.values(postcodes.get(outward) ?? {}).flatMap((inwards) => inwards.match(/.../g)).sort();
    for (let length = Math.min(inward.length, 2); length >= 0; length -= 1) {
      const found = all.filter((each) => each.startsWith(inward.slice(0, length)));
      if (found.length) return found.slice(0, OFFERED).map((each) => `${outward} ${each}`);
    }
    return [];
  }

  /** Known postcodes that differ in one letter for a digit that looks like it. */
  function mistyped(typed) {
    const found = new Set();
    [...typed].forEach((sign, at) => {
      const parts = WHOLE.exec(typed.slice(0, at) + (LOOK_ALIKE[sign] ?? sign) + typed.slice(at + 1));
      if (parts && find(parts[1], parts[2]) !== undefined) found.add(`${parts[1]} ${parts[2]}`);
    });
    return [...found];
  }

  /** Say why there is no answer, and offer postcodes that may be meant. */
  function offer(box, sentences, near = []) {
    const parts = sentences.map((sentence) => element("p", [sentence]));
    if (near.length) {
      parts.push(element("p", ["Is it one of these?"]), element("ul", near.map((postcode) => {
        const button = element("button", [postcode]);
        button.type = "button";
        button.addEventListener("click", () => {
          byId("postcode").value = postcode;
          byId("postcode").focus();
          home();
        });
        return element("li", [button]);
      }), "near"));
    }
    show(box, "trouble", ...parts);
  }

  const like = data.example ? `, for example ${data.example}` : "";
  const check = "Please check it and try again.";
  const ask = "If it is right, ask us: see “Questions?” below.";

  function home() {
    const box = byId("home-answer");
    const typed = byId("postcode").value.toUpperCase().replace(/[^A-Z0-9]/g, "");
    if (!typed) return offer(box, [`Type your postcode${like}.`]);
    const whole = WHOLE.exec(typed);
    if (!whole) {
      const near = mistyped(typed);
      const start = START.exec(typed);
      if (near.length || !start) return offer(box, [`That does not look like a postcode. Type all of it${like}.`], near);
      const [, outward, inward = ""] = start;
      return offer(box, [`${typed} is only the start of a postcode. Type all of it${like}.`], inward ? alike(outward, inward) : []);
    }
    const [, outward, inward] = whole;
    const postcode = `${outward} ${inward}`;
    const number = find(outward, inward);
    if (number === "outside") {
      return offer(box, [`${postcode} is just outside the area of this page. We cannot say which areas you live in.`,
        "Your GP practice may still be in the area: see question 2."]);
    }
    if (number === undefined) {
      const near = mistyped(typed);
      if (!postcodes.has(outward)) {
        return offer(box, [`We do not have ${postcode}. It seems to be outside the area of this page, or there is a typing mistake.`,
          `This page is about ${data.area}. ${check} ${ask}`], near);
      }
      return offer(box, [`We do not have ${postcode}. It may be new, it may be no longer in use, or there may be a typing mistake.`,
        `${check} ${ask}`], near.length ? near : alike(outward, inward));
    }
    const rows = told(data.layers, data.answers[Number(number)]).map(([layer, ...pair]) => [
      layer.key === NETWORKS ? { ...layer, name: `${network} drawn around your home` } : layer, ...pair,
    ]);
    const district = rows.find(([layer, now]) => layer.key === DISTRICTS && now !== null);
    const first = district ? [`${postcode} is in `, name(district[1]), ` ${district[0].name}.`] : [`We have found ${postcode}.`];
    const parts = [
      element("h3", [`Where you live: ${postcode}`]), element("p", first),
      element("p", [verdict(rows, "where you live")], "verdict"), ...nowAndThen(rows),
    ];
    if (network) {
      parts.push(element("p", [`A ${network} is where you are registered, not where you live. If your practice is in another ${network}, ` +
        "the answer for your practice counts. Choose your practice in question 2."]));
    }
    return show(box, look(rows), ...parts);
  }

  function practice() {
    const box = byId("practice-answer");
    const chosen = data.practices[Number(byId("practice").value || NaN)];
    if (!chosen) return show(box, "trouble", element("p", ["Choose your practice from the list."]));
    const rows = told(data.layers.filter((layer) => layer.lists), chosen.areas);
    const parts = [element("h3", ["Where you are registered: ", name(chosen.name)])];
    const own = rows.find(([layer]) => layer.key === NETWORKS);
    if (own) parts.push(element("p", networkSentence(chosen.name, own)));
    parts.push(element("p", [verdict(rows, "your practice")], "verdict"), ...nowAndThen(rows));
    if (own) parts.push(element("p", [`This is the answer that counts for your ${network}. It is the same for all patients of the practice, wherever they live.`]));
    if (chosen.standing) parts.push(element("p", [name(chosen.standing)]));
    return show(box, look(rows), ...parts);
  }

  function networkSentence(practiceName, [layer, now, then]) {
    const area = (text) => (text === null ? `no ${layer.name}` : name(text));
    const start = [name(practiceName), " is in ", area(now), " now. Under the proposal "];
    return now === then ? [...start, "that stays the same."] : [...start, "it would be in ", area(then), "."];
  }

  byId("postcode-hint").textContent = data.example ? `For example ${data.example}` : "";
  data.practices.forEach((each, row) => byId("practice").add(new Option(each.label, String(row))));
  for (const [form, answer] of [["home-form", home], ["practice-form", practice]]) {
    byId(form).addEventListener("submit", (event) => {
      event.preventDefault();
      answer();
    });
  }
  byId("no-script").hidden = true;
  byId("questions").hidden = false;
})();
