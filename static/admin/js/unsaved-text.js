/* Warns before text that was typed but not saved is left behind. */
"use strict";
{
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("#content-main > form");
    if (!form || !form.querySelector("[name=_save]")) return;
    let changed = false;
    const note = () => {
      changed = true;
    };
    form.addEventListener("input", note);
    form.addEventListener("change", note);
    form.addEventListener("submit", () => {
      changed = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  });
}
