/* Writes the languages' own names on modeltranslation's tabs, which carry codes, and what is true of
   each translation, as the form says it of its field. */
"use strict";
{
  const names = { "zh-hans": "简体", "zh-hant": "繁體", en: "English" };

  function say(root, item) {
    const address = item.getAttribute("href") || "";
    const panel = address.startsWith("#") && root.querySelector(`[id="${address.slice(1)}"]`);
    const field = panel && panel.querySelector("[data-standing]");
    if (!field) return;
    const standing = document.createElement("span");
    standing.className = "tab-standing";
    standing.dataset.standing = field.dataset.standing;
    standing.textContent = field.dataset.says;
    item.append(" ", standing);
  }

  function rename(root) {
    for (const item of root.querySelectorAll(".ui-tabs-nav a, .modeltranslation-switch option")) {
      const name = names[item.textContent.trim()];
      if (name) {
        item.textContent = name;
        item.removeAttribute("title");
        say(root, item);
      }
    }
    for (const list of root.querySelectorAll(".modeltranslation-switch:not([aria-label])")) {
      list.setAttribute("aria-label", "全部切换到");
      list.hidden = list.options.length === 0;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const content = document.getElementById("content");
    if (!content) return;
    rename(content);
    new MutationObserver(() => rename(content)).observe(content, { childList: true, subtree: true });
  });
}
