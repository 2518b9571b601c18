// Two sides: choosing them, what stands between them, and what changed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, hash, launch, open, settled, state, texts, until, url, view } from "./lib.mjs";
import { profile } from "./profile.mjs";
import { TYPES, cpu, opened } from "./sides.mjs";

const base = cpu("base.pb", { "main;steady": 1000, "main;work": 300, "main;old": 400 });
const current = cpu("current.pb", { "main;steady": 1010, "main;work": 900, "main;fresh": 400 });

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function compared(...files) {
  const all = await opened(browser, ...files);
  await view(all.page, "compare");
  return all;
}

const rows = (page) => texts(page.getByTestId("view-compare").getByTestId("row"));
const remarks = (page) =>
  page.getByTestId("remark").evaluateAll((all) => all.map((one) => one.dataset.kind));

test("two files are compared, and what is real comes first", async () => {
  const { page, context, problems } = await compared(base, current);
  // Nothing says which one is older: what was opened first is the base.
  assert.equal(await page.getByTestId("side-1").inputValue(), "1");
  assert.equal(await page.getByTestId("side-2").inputValue(), "2");
  // The answer comes before everything else.
  const answer = page.getByTestId("compare-answer");
  assert.equal(
    await answer.locator("p").textContent(),
    "CPU +6.10s (+35.88%): most of it in work (+6s), fresh (+4s). The other way: old (-4s).",
  );
  assert.equal(await answer.evaluate((it) => it === it.parentElement.firstElementChild), true);
  assert.deepEqual(await rows(page), [
    "3s 9s +6s 35.29% ▲ grew work",
    "0 4s +4s 23.53% ✚ new fresh",
    "4s 0 -4s -23.53% ✖ gone old",
  ]);
  const summary = page.getByTestId("compare-summary");
  assert.match(await summary.innerText(), /17s → 23\.10s: \+6\.10s \(35\.88%\)/);
  assert.match(await summary.innerText(), /3 changed, 1 within noise/);
  assert.match(await page.getByTestId("legend").innerText(), /left less.*right more/);
  await page.getByTestId("show-noise").click();
  await until("noise is shown", async () => (await rows(page)).length === 4);
  assert.ok((await rows(page)).includes("10s 10.10s +100ms 0.59% ~ within noise steady"));
  assert.match(hash(page), /h\.noise=t/);
  assert.deepEqual(problems, []);
  await context.close();
});

test("two files of one kind that are opened together are compared at once", async () => {
  const chosen = (page) => page.locator('[role="tab"][aria-selected="true"]').getAttribute("data-testid");
  const { page, context } = await open(browser);
  const before = await page.evaluate(() => history.length);
  await drop(page, base, current);
  await page.getByTestId("compare-answer").waitFor();
  assert.equal(await chosen(page), "tab-compare");
  // Nothing was chosen that Back could undo.
  assert.equal(await page.evaluate(() => history.length), before);
  // Of a third file there is nothing to compare that it would be opened for.
  await view(page, "top");
  await drop(page, cpu("third.pb", { "main;work": 30 }));
  await settled(page);
  assert.equal(await chosen(page), "tab-top");
  await context.close();

  const kinds = await opened(browser, base, {
    name: "heap.pb",
    bytes: profile([["inuse_space", "bytes"]], [["main;work", 10]]),
  });
  assert.equal(await chosen(kinds.page), "tab-flame");
  await kinds.context.close();

  const asked = await open(browser, { address: `${url}#view=top` });
  await drop(asked.page, base, current);
  await state(asked.page, "ready");
  assert.equal(await chosen(asked.page), "tab-top");
  await asked.context.close();
});

test("sides are swapped and chosen, and Back undoes it", async () => {
  const { page, context } = await compared(base, current, cpu("third.pb", { "main;work": 30 }));
  await page.getByTestId("side-1").selectOption("1");
  await page.getByTestId("side-2").selectOption("2");
  await page.getByTestId("side-3").selectOption("0");
  await settled(page);
  await until("they are compared", async () => /\+6s/.test((await rows(page))[0] ?? ""));
  assert.match(hash(page), /h\.side_base=1/);
  assert.match(hash(page), /h\.side_current=2/);
  await page.getByTestId("swap").click();
  await until("all is negated", async () => /^9s 3s -6s/.test((await rows(page))[0]));
  assert.match(hash(page), /h\.side_base=2/);
  await page.goBack();
  await until("it is as before", async () => /^3s 9s \+6s/.test((await rows(page))[0]));
  // Several on a side are merged.
  await page.getByTestId("side-3").selectOption("1");
  await until("they are added up", async () => (await remarks(page)).includes("runs"));
  await page.getByTestId("show-noise").click();
  await until("sums are shown", async () => /3\.30s 9s/.test((await rows(page)).join("\n")));
  await context.close();
});

test("remarks say what to do, and modes do it", async () => {
  const { page, context } = await compared(base, current);
  assert.deepEqual(await remarks(page), ["unmatched", "totals", "spread-assumed"]);
  const folded = page.getByTestId("remarks").locator("summary");
  assert.equal(await folded.innerText(), "3 remarks, ⚠ 2 warnings");
  await folded.click();
  const remark = page.locator('[data-testid="remark"][data-kind="totals"]');
  await remark.getByTestId("remedy").first().click();
  await until("the remark is gone", async () => !(await remarks(page)).includes("totals"));
  assert.equal(await page.getByTestId("mode").inputValue(), "share");
  assert.match(hash(page), /h\.mode=share/);
  assert.match((await rows(page)).join("\n"), /17\.65% 38\.96% \+21\.31%/);
  // Where all of it halves, nothing stands out.
  await page.getByTestId("show-noise").click();
  await page.getByTestId("mode").selectOption("per:1,1");
  await page.getByTestId("operations-1").fill("2");
  await page.getByTestId("operations-1").press("Enter");
  await until("operations count", async () => /3s 4\.50s \+1\.50s/.test((await rows(page)).join("\n")));
  await page.getByTestId("mode").selectOption("second");
  await until("no time is known", async () => (await remarks(page)).includes("no-time"));
  await page.getByTestId("mode").selectOption("");
  await page.getByTestId("norm").click();
  // 9s * 17 / 23.1
  await until("totals are the same", async () => /3s 6\.62s/.test((await rows(page)).join("\n")));
  await context.close();
});

test("what vanished can be seen, clicked and sorted", async () => {
  const { page, context } = await compared(base, current);
  const gone = page.locator('[data-testid="row"][data-name="old"]');
  assert.equal(await gone.getAttribute("data-verdict"), "5");
  await gone.click();
  await until("it is selected", async () => /h\.select=old/.test(hash(page)));
  assert.equal(await gone.getAttribute("aria-selected"), "true");
  const first = {
    old: "old",
    new: "work",
    change: "work",
    share: "work",
    name: "fresh",
    verdict: "work",
  };
  for (const [order, name] of Object.entries(first)) {
    await page.getByTestId(`sort-${order}`).click();
    await until(`${name} is first by ${order}`, async () => (await rows(page))[0].endsWith(name));
  }
  await page.getByTestId("by").selectOption("cum");
  await until("main is there", async () => (await rows(page)).some((row) => row.endsWith("main")));
  await page.locator("[data-line]").first().focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("[data-line]:focus").count(), 1);
  await context.close();
});

test("a file against itself is no difference", async () => {
  const { page, context } = await compared(base, { ...base, name: "copy.pb" });
  assert.deepEqual(await remarks(page), ["no-difference"]);
  assert.match(await page.getByTestId("compare-summary").innerText(), /no difference/);
  await context.close();
});

test("a file that is a difference is a comparison by itself", async () => {
  const delta = { name: "delta.pb", bytes: profile(TYPES, [["main;up", 40, 400], ["main;down", -30, -300]]) };
  const { page, context } = await compared(delta);
  assert.ok((await remarks(page)).includes("delta"));
  const all = (await rows(page)).join("\n");
  assert.match(all, /0 400ns \+400ns .* new up/);
  assert.match(all, /300ns 0 -300ns .* gone down/);
  await context.close();
});

test("one file alone asks for another", async () => {
  const { page, context } = await compared(base);
  const message = page.getByTestId("view-compare").getByTestId("message");
  assert.match(await message.innerText(), /one side only/);
  await drop(page, current);
  await until("both are compared", async () => (await rows(page)).length === 3);
  await context.close();
});

test("what another build renamed matches, and the rest is listed", async () => {
  const one = cpu("one.pb", { "main;main.run.func1;work": 500, "main;example.com/a.F": 500, "main;x": 50 });
  const two = cpu("two.pb", { "main;main.run.func1;work": 500, "main;example.com/a/v2.F": 500, "main;y": 50 });
  const { page, context } = await compared(one, two);
  const listed = page.getByTestId("unmatched");
  assert.match(await listed.innerText(), /95\.24% of the base.*2 functions are on one side only, 1 match/s);
  await listed.locator("summary").click();
  const names = await texts(page.getByTestId("one-sided"));
  assert.deepEqual(names.sort(), ["base 4.76% x", "current 4.76% y"]);
  await page.getByTestId("strict").click();
  await until("equal names only", async () => /4 functions/.test(await listed.innerText()));
  await context.close();
});

test("the strip of files offers to compare, and keys choose the sides", async () => {
  const { page, context, problems } = await opened(browser, base, current);
  await view(page, "flame");
  const offer = page.getByTestId("offer-compare");
  assert.equal(await offer.innerText(), "Compare");
  assert.match(await offer.getAttribute("title"), /base\.pb → current\.pb/);
  // The file that is shown, the first one, is the base from now on; the other one follows.
  await page.keyboard.press("b");
  const roles = () => texts(page.getByTestId("role"));
  await until("the parts are shown", async () => (await roles()).join() === "base,current");
  assert.match(hash(page), /h\.side_base=1/);
  assert.match(await offer.getAttribute("title"), /base\.pb → current\.pb/);
  await page.keyboard.press("]");
  await until("the next file is shown", async () => (await page.locator(".file.active").innerText()).includes("current.pb"));
  await page.keyboard.press("[");
  await until("and the one before", async () => (await page.locator(".file.active").innerText()).includes("base.pb"));
  await offer.focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("view-compare").waitFor();
  await until("they are compared", async () => /^3s 9s \+6s/.test((await rows(page))[0] ?? ""));
  assert.equal(await offer.count(), 0);
  await page.keyboard.press("B");
  await until("they change places", async () => /^9s 3s -6s/.test((await rows(page))[0]));
  assert.deepEqual(problems, []);
  await context.close();
});

/** Goroutines in one function of the user's own, and some that wait elsewhere. */
const goroutines = (leaked) => profile(
  [["goroutine", "count"]],
  [
    ["main.main;main.fanOut@98;runtime.chansend1;runtime.gopark", leaked],
    ["runtime.main;main.main;time.Sleep;runtime.gopark", 1],
    ["net/http.(*conn).serve;internal/poll.runtime_pollWait;runtime.gopark", 2],
  ],
  { "main.fanOut": ["/build/app/main.go", 90] },
);

test("a leak of goroutines is the first sentence, whatever was opened first", async () => {
  const early = { name: "goroutine.00.pb", bytes: goroutines(60) };
  const late = { name: "goroutine.07.pb", bytes: goroutines(480) };
  for (const files of [[early, late], [late, early]]) {
    const { page, context, problems } = await compared(...files);
    const answer = page.getByTestId("compare-answer").locator("p");
    assert.equal(await answer.textContent(), "+420 goroutines (+666.67%), all in main.fanOut main.go:98.");
    // It is listed at once, as more than chance, at the user's own function.
    assert.deepEqual(await rows(page), ["60 480 +420 666.67% ▲ grew main.fanOut"]);
    assert.equal(await page.getByTestId("by").inputValue(), "own");
    // What a link says of flat and cum means what it meant.
    await page.getByTestId("by").selectOption("flat");
    await until("it is flat", async () => (await rows(page))[0].endsWith("runtime.gopark"));
    assert.match(hash(page), /h\.by=flat/);
    await page.getByTestId("by").selectOption("own");
    await until("the default needs no word", async () => !/h\.by/.test(hash(page)));
    // Every form begins with it.
    for (const show of ["flame", "both", "graph", "peek", "source"]) {
      await page.getByTestId(`compare-${show}`).click();
      await settled(page);
      assert.match(await answer.textContent(), /^\+420 goroutines/, show);
    }
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("what the engine says is in the page's language", async () => {
  const { page, context } = await opened(browser, base, { name: "other.pb", bytes: goroutines(3) });
  await view(page, "compare");
  const message = page.getByTestId("view-compare").getByTestId("message");
  assert.match(await message.innerText(), /measure different things.*goroutine.*samples, cpu/s);
  await context.close();
});

test("a comparison is copied as Markdown, and names do not get out", async () => {
  const odd = "main;evil`name|";
  const { page, context } = await compared(
    cpu("a`b.pb", { [odd]: 300, "main;steady": 1000 }),
    cpu("b.pb", { [odd]: 900, "main;steady": 1000 }),
  );
  await page.evaluate(() => {
    document.addEventListener("copy", (event) => {
      setTimeout(() => (globalThis.copied = event.clipboardData.getData("text/plain")));
    });
    const set = DataTransfer.prototype.setData;
    DataTransfer.prototype.setData = function (type, text) {
      globalThis.copied = text;
      return set.call(this, type, text);
    };
  });
  await page.getByTestId("copy-markdown").click();
  await until("it is copied", () => page.evaluate(() => Boolean(globalThis.copied)));
  const text = await page.evaluate(() => globalThis.copied);
  assert.match(text, /^## CPU \+6s \(\+46\.15%\), all in `` evil`name\| ``/);
  assert.match(text, /- base: `` a`b\.pb ``/);
  assert.match(text, /\| `` evil`name\\\| `` \| 3s \| 9s \| \+6s \| 46\.15% \| grew \|/);
  await context.close();
});
