// Measures the page while a profile opens: not a test, because machines differ.
//
//   HEARTH_URL=http://localhost:8080/ node measure.mjs FILE
//
// Prints the longest task on the page's main thread (Long Tasks API: tasks under
// 50 ms are not reported), the page's own measures, and the bytes that the tab
// uses, as JSON.

import { launch, open, state } from "./lib.mjs";

const [file] = process.argv.slice(2);
const browser = await launch();
const { page } = await open(browser);
page.setDefaultTimeout(600_000);
await page.evaluate(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map((entry) => entry.duration));
  }).observe({ type: "longtask" });
});
await page.locator("#open-files").setInputFiles(file);
await state(page, "ready");
await page.waitForTimeout(1000);
const figures = await page.evaluate(() => ({
  longestTaskMs: Math.max(0, ...longTasks),
  longTasks: longTasks.length,
  measures: Object.fromEntries(
    performance
      .getEntriesByType("measure")
      .filter(({ name }) => name.startsWith("hearth:"))
      .map(({ name, duration }) => [name, Math.round(duration)]),
  ),
}));
console.log(JSON.stringify(figures, null, 2));
await browser.close();
