import { launch, open, drop, state, until, view, settled } from "./lib.mjs";
import { profile } from "./profile.mjs";
const [,, show, file, scheme, extra, ...profiles] = process.argv;
const TYPES = [["samples","count"],["cpu","nanoseconds"]];
const cpu = (name, stacks) => ({ name, bytes: profile(TYPES, Object.entries(stacks).map(([s,c]) => [s,c,c*10_000_000])) });
const b = cpu("base.pb", { "main;steady": 1000, "main;work;alloc": 300,"main;work": 100, "main;old;gone1":200, "main;old": 200, "main;shrinks;deep;deeper": 600 });
const c = cpu("current.pb", { "main;steady": 1010, "main;work;alloc": 900,"main;work": 130, "main;fresh;new1":250, "main;fresh": 150, "main;shrinks;deep;deeper": 350 });
const browser = await launch();
const o = JSON.parse(extra || "{}");
const { page, context, problems } = await open(browser, { colorScheme: scheme, ...o.options });
await drop(page, ...(profiles.length ? profiles : [c, b]));
await state(page, "ready");
await page.waitForTimeout(700);
if (o.vision) { const cdp = await context.newCDPSession(page); await cdp.send("Emulation.setEmulatedVisionDeficiency", { type: o.vision }); }
await view(page, "compare");
if (show) { await page.getByTestId(`compare-${show}`).click(); await settled(page); await page.waitForTimeout(500); }
for (const step of o.steps ?? []) { 
  if (step.click) await page.locator(step.click).first().click(step.at ? {position: step.at}: {});
  if (step.hover) await page.locator(step.hover).first().hover({position: step.at, force: true});
  await page.waitForTimeout(400);
}
await page.screenshot({ path: file });
console.log(page.url(), problems);
await browser.close();
