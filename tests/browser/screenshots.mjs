// Screenshots of every view: light and dark, wide and narrow, English and Chinese. Looked
// at by people, so this is no test.
//
//   cargo xtask screenshots [FILE...]

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { drop, fixture, launch, open, state, tabs } from "./lib.mjs";

const folder = process.env.HEARTH_SCREENSHOTS ?? "screenshots";
const files = process.argv.slice(2);
const browser = await launch();
await mkdir(folder, { recursive: true });
for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 390]) {
      const viewport = { width, height: width > 800 ? 900 : 780 };
      const { page, context } = await open(browser, { locale, colorScheme, viewport });
      const shot = (name) =>
        page.screenshot({ path: path.join(folder, `${name}-${colorScheme}-${width}-${locale}.png`) });
      await shot("empty");
      await drop(page, ...(files.length > 0 ? files : [fixture("cpu.pb.gz")]));
      await state(page, "ready");
      await page.getByTestId("tab-top").click();
      await page.getByTestId("row").nth(3).click();
      for (const tab of await tabs(page)) {
        await page.getByTestId(`tab-${tab}`).click();
        await page.locator('#view[aria-busy="false"]').waitFor();
        await page.waitForTimeout(300);
        await shot(tab);
      }
      await page.keyboard.press("?");
      await page.waitForTimeout(200);
      await shot("keys");
      await context.close();
    }
  }
}
await browser.close();
console.log(`the screenshots are in ${folder}`);
