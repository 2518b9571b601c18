// What the entry of filters offers while a name is typed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, hash, launch, open, settled, state, texts, until, view } from "./lib.mjs";
import { profile } from "./profile.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const named = {
  name: "named.pb",
  bytes: profile(
    [["cpu", "nanoseconds"]],
    [
      ["main.main;example.com/store.Put;example.com/store.lock", 600, { tenant: "a" }],
      ["main.main;example.com/search.Rank", 300, { tenant: "b" }],
    ],
    {
      "main.main": ["/build/main.go", 1],
      "example.com/store.Put": ["/build/store/store.go", 1],
      "example.com/store.lock": ["/build/store/lock.go", 1],
      "example.com/search.Rank": ["/build/search/rank.go", 1],
    },
  ),
};

async function opened() {
  const all = await open(browser, { viewport: { width: 1440, height: 900 } });
  const { page } = all;
  await drop(page, named);
  await state(page, "ready");
  await view(page, "top");
  await settled(page);
  const entry = page.getByTestId("filter-input");
  const options = page.locator("#completions [role=option]");
  const offers = async (word, expected) => {
    let seen;
    const same = async () => {
      seen = await texts(options);
      return JSON.stringify(seen.toSorted()) === JSON.stringify(expected.toSorted());
    };
    await until(word, same).catch(() => assert.deepEqual(seen.toSorted(), expected.toSorted(), `“${word}”`));
  };
  return { ...all, entry, options, offers };
}

test("functions, packages and files that fit are all offered, each time", async () => {
  const { page, context, entry, offers, problems } = await opened();
  // The three kinds are asked for at once: no answer may get lost. So several times.
  for (let round = 0; round < 4; round++) {
    for (const [word, expected] of [
      ["stor", [
        "example.com/store.Put function",
        "example.com/store.lock function",
        "example.com/store package",
        "/build/store/lock.go file",
        "/build/store/store.go file",
      ]],
      ["RANK", ["example.com/search.Rank function", "/build/search/rank.go file"]],
      ["main", ["main.main function", "main package", "/build/main.go file"]],
    ]) {
      await entry.fill("");
      await entry.focus();
      await page.keyboard.type(word);
      await offers(word, expected);
    }
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("arrow keys choose among what is offered, Enter takes it, a click too", async () => {
  const { page, context, entry, options } = await opened();
  await entry.focus();
  await page.keyboard.type("rank");
  await options.filter({ hasText: "search.Rank" }).waitFor();
  assert.equal(await entry.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const active = page.locator('#completions [aria-selected="true"]');
  await active.waitFor();
  assert.equal(await entry.getAttribute("aria-activedescendant"), await active.getAttribute("id"));
  assert.match(await active.innerText(), /search\.Rank/);
  await page.keyboard.press("Enter");
  await until("a chip", async () => (await page.getByTestId("chip").count()) === 1);
  // Chosen from the list, it is this very name.
  await until("it is in the address", () => hash(page).includes("f=^example\\.com/search\\.Rank$"));
  await page.getByTestId("left").filter({ hasText: "33.33%" }).waitFor();
  await page.keyboard.type("ignore: lock");
  await options.filter({ hasText: "store.lock" }).click();
  await until("two chips", async () => (await page.getByTestId("chip").count()) === 2);
  await context.close();
});

test("labels are offered to the filters of tags", async () => {
  const { page, context, entry, offers } = await opened();
  await entry.focus();
  await page.keyboard.type("tag focus: ten");
  await offers("ten", ["tenant=a label", "tenant=b label"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByTestId("left").filter({ hasText: "66.67%" }).waitFor();
  assert.equal(await page.getByTestId("chip").getAttribute("data-kind"), "tf");
  await context.close();
});

test("a text that no name has says so, and is offered as an expression", async () => {
  const { page, context, entry, options, problems } = await opened();
  const nothing = page.getByTestId("filter-nothing");
  await entry.fill("no such thing");
  await nothing.waitFor();
  assert.match(await nothing.innerText(), /no function/);
  await entry.fill("/no.such/");
  await nothing.waitFor();
  await entry.fill("ignore: Rank|lock");
  await options.first().waitFor();
  assert.deepEqual(await texts(options), ["Rank|lock as a regular expression?"]);
  assert.equal(await nothing.count(), 0);
  await entry.press("Enter");
  await settled(page);
  await until("one chip", async () => (await page.getByTestId("chip").count()) === 1);
  assert.match(hash(page), /i=\(\?:Rank\|lock\)/);
  assert.match((await texts(page.getByTestId("chip")))[0], /\/Rank\|lock\//);
  assert.deepEqual(problems, []);
  await context.close();
});

test("an expression with alternatives is one chip, also when it is opened again", async () => {
  const { page, context, entry, problems } = await opened();
  await entry.fill("/Rank|lock/");
  await entry.press("Enter");
  const chips = page.getByTestId("chip");
  await until("one chip", async () => (await chips.count()) === 1);
  await page.reload();
  await page.locator('[data-testid="seal"][data-state="sealed"]').waitFor();
  await drop(page, named);
  await state(page, "ready");
  await until("one chip", async () => (await chips.count()) === 1);
  await chips.locator(".text").click();
  assert.equal(await entry.inputValue(), "focus: /Rank|lock/");
  assert.deepEqual(problems, []);
  await context.close();
});

test("long names that are offered are told apart by what differs", async () => {
  const { page, context, problems } = await open(browser, { viewport: { width: 1280, height: 800 } });
  const start = "github.com/prometheus/prometheus/model/textparse/internal";
  const file = {
    name: "long.pb",
    bytes: profile(
      [["cpu", "nanoseconds"]],
      ["first", "second", "third"].map((name) => [`${start}/${name}.Parse`, 100, {}]),
    ),
  };
  await drop(page, file);
  await state(page, "ready");
  await settled(page);
  await page.getByTestId("save").waitFor();
  await page.getByTestId("filter-input").fill("prom");
  const names = page.locator("#completions .name");
  await until("names", async () => (await names.count()) >= 3);
  for (const name of await names.all()) {
    const [width, whole] = await name.evaluate((e) => [e.clientWidth, e.scrollWidth]);
    assert.ok(whole <= width + 1, `${await name.innerText()}: ${whole} in ${width}`);
  }
  assert.deepEqual(problems, []);
  await context.close();
});
