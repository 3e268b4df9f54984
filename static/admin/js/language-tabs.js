/* Writes the languages' own names on modeltranslation's tabs, which carry codes. */
"use strict";
{
  const names = { "zh-hans": "简体", "zh-hant": "繁體", en: "English" };

  function rename(root) {
    for (const item of root.querySelectorAll(".ui-tabs-nav a, .modeltranslation-switch option")) {
      const name = names[item.textContent.trim()];
      if (name) {
        item.textContent = name;
        item.removeAttribute("title");
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
