/* A second editor above the page, on a pack tiled from copies of the one that the page shows. */
async (copies) => {
  const { editor, model } = Editor.current;
  const content = await (await fetch(editor.options.geometry)).json();
  const count = content.units.length;
  const [[south, west], [north, east]] = content.bounds;
  const across = Math.ceil(Math.sqrt(copies));
  const [high, wide] = [(north - south) * 1.02, (east - west) * 1.02];
  const tiles = Array.from({ length: copies }, (_, tile) => ({ tile, up: Math.floor(tile / across) * high, right: (tile % across) * wide }));
  const repeated = (values) => tiles.flatMap(() => values);
  const everyUnit = (layer) => ({
    ...layer,
    of: tiles.flatMap(({ tile }) => layer.of.map((area) => area + tile * count)),
    areas: tiles.flatMap(({ up, right }) => layer.areas.map(([code, name, short, latitude, longitude, ...rest]) =>
      [code, name, short, latitude + up, longitude + right, ...rest])),
  });
  const tiled = {
    ...content,
    bounds: [[south, west], [south + high * Math.ceil(copies / across), west + wide * across]],
    units: tiles.flatMap(({ tile }) => content.units.map(([code, name]) => [`${code}-${tile}`, name])),
    inSystem: content.inSystem.repeat(copies),
    residents: Object.fromEntries(Object.entries(content.residents).map(([date, people]) => [date, repeated(people)])),
    registered: { ...content.registered, patients: repeated(content.registered.patients) },
    arcs: tiles.flatMap(({ tile, up, right }) => content.arcs.map(([one, other, x, y, ...steps]) =>
      [one + tile * count, other < 0 ? other : other + tile * count,
        Math.round(x + right * content.scale), Math.round(y + up * content.scale), ...steps])),
    layers: Object.fromEntries(Object.entries(content.layers).map(([key, layer]) =>
      [key, key === "unit" ? everyUnit(layer) : { ...layer, of: repeated(layer.of) }])),
  };
  const host = document.createElement("div");
  host.id = "tiled";
  host.style.cssText = "position: fixed; inset: 20px 20px auto; z-index: 2000000; background: #fff";
  document.body.append(host);
  editor.root.host.style.visibility = "hidden"; // a page has one map
  const root = host.attachShadow({ mode: "open" });
  await Promise.all([...editor.root.querySelectorAll("link")].map((link) => new Promise((loaded) => {
    const sheet = link.cloneNode();
    sheet.addEventListener("load", loaded);
    root.append(sheet);
  })));
  const geometry = URL.createObjectURL(new Blob([JSON.stringify(tiled)]));
  const running = await Editor.start(root, { ...editor.options, geometry, firstView: copies > 1 ? tiled.bounds : editor.options.firstView });
  running.update({ ...structuredClone(model.plan), version: "tiled", of: model.plan.of.repeat(copies), findings: [], strays: null });
  running.map.whole(); // and not where the address says that the page's own map looks
  Editor.current.model.use({ hand: "brush" });
}
