import { launch, open, state } from "./lib.mjs";
const [file] = process.argv.slice(2);
const browser = await launch();
for (let i=0;i<3;i++){
 {const page = await browser.newPage();
  await page.setContent("<input type=file>");
  await page.locator("input").setInputFiles(file);
  const f = await page.evaluate(async () => {
    const [file] = document.querySelector("input").files;
    const start = performance.now();
    const stream = file.stream().pipeThrough(new DecompressionStream("gzip"));
    let bytes = 0, n=0;
    for await (const piece of stream) {bytes += piece.length;n++}
    return { ms: performance.now() - start, bytes, n };
  });
  console.log("inflate", JSON.stringify(f)); await page.close();}
  const { page, context } = await open(browser);
  page.setDefaultTimeout(600_000);
  await page.locator("#open-files").setInputFiles(file);
  await state(page, "ready");
  await page.waitForTimeout(1500);
  console.log(JSON.stringify(await page.evaluate(()=>performance.getEntriesByType("measure").map(({name,startTime,duration,detail})=>[name,Math.round(startTime),Math.round(duration),detail]))));
  await context.close();
}
await browser.close();
