/* The choices of a stand-alone map: which layer's figures, how it is painted, which other lines. */
(function () {
  "use strict";
  const { layers } = JSON.parse(document.getElementById("map-choices-data").textContent);
  const form = document.getElementById("map-choices");
  const { pick, paint, practices } = form.elements;
  const lines = [...form.querySelectorAll("input[name=lines]")];

  function show() {
    const { state, fills } = layers[pick.value];
    for (const option of paint.options) option.disabled = option.value !== "" && !(option.value in fills);
    if (paint.selectedOptions[0].disabled) paint.value = "";
    for (const box of lines) box.parentElement.hidden = box.value === pick.value; // drawn anyway
    const chosen = lines.filter((box) => box.checked && box.value !== pick.value).map((box) => box.value);
    window.lookingMap.apply({
      ...state,
      layers: [...chosen, pick.value],
      shading: fills[paint.value] ?? null,
      practices: practices.checked ? state.practices : null,
    });
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  if ("resident" in layers[pick.value].fills) paint.value = "resident";
  show();
})();
