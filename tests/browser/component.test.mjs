// `<hearth-profile>` in pages of others.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { document, give, serve, visit } from "./embedding.mjs";
import { launch, until } from "./lib.mjs";
import { profile } from "./profile.mjs";

const SCRIPT = '<script type="module" src="/component/component.js"></script>';
const CPU = profile([["samples", "count"], ["cpu", "nanoseconds"]], [["main.main;main.work;main.hash", 3, 30_000_000], ["main.main;main.rest", 1, 10_000_000]]);
const OTHER = profile([["cpu", "nanoseconds"]], [["other.main;other.sleep", 5]]);

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src blob:";
const pages = {
  "/": document(`<h1>A dashboard</h1><input id="host">
    <hearth-profile id="one" view="top" theme="dark" language="en"></hearth-profile>
    <hearth-profile id="two" theme="light" language="zh-CN"></hearth-profile>
    <div style="width: 500px"><hearth-profile id="three" style="height: 300px" hidden></hearth-profile></div>`, `${SCRIPT}<style>html { font-size: 24px; color: red; } button { all: unset }</style>`),
  "/empty": document("", SCRIPT),
  "/strict": { html: document("<hearth-profile></hearth-profile>", SCRIPT), policy: STRICT },
  "/trusted": {
    html: document("<hearth-profile></hearth-profile><hearth-profile></hearth-profile>", SCRIPT),
    policy: `${STRICT}; require-trusted-types-for 'script'; trusted-types hearth`,
  },
  "/no-wasm": { html: document("<hearth-profile></hearth-profile>", SCRIPT), policy: STRICT.replace(" 'wasm-unsafe-eval'", "") },
  "/no-worker": { html: document("<hearth-profile></hearth-profile>", SCRIPT), policy: STRICT.replace("worker-src blob:", "worker-src 'none'") },
  "/no-connection": { html: document("<hearth-profile></hearth-profile>", SCRIPT), policy: STRICT.replace("connect-src 'self'", "connect-src 'none'") },
  "/sealed": document('<hearth-profile sealed view="top" sample-type="cpu" theme="dark" language="en"></hearth-profile>', SCRIPT),
  "/sealed-refused": { html: document("<hearth-profile sealed></hearth-profile>", SCRIPT), policy: STRICT },
  "/no-trust": {
    html: document("<hearth-profile></hearth-profile>", SCRIPT),
    policy: `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`,
  },
};

let browser, server;
before(async () => {
  const single = await readFile(path.join(process.env.HEARTH_PACKAGE, "hearth.html"), "utf8");
  const hash = (element) => {
    const content = single.match(new RegExp(`<${element}>([^]*?)</${element}>`))[1];
    return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
  };
  pages["/sealed-allowed"] = {
    html: pages["/sealed"],
    policy: `${STRICT.replace("script-src", `script-src blob: ${hash("script")}`)}; style-src ${hash("style")}; img-src blob: data:`,
  };
  server = await serve({ pages, folders: { "/component/": process.env.HEARTH_PACKAGE } });
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});
const open = (path, options) => visit(browser, server.origin + path, options);

/** Waits until an element's page says a word. */
const says = (element, word) => element.locator(`#hearth[data-hearth="${word}"]`).waitFor();

test("two components show their own, in their own themes and languages", async () => {
  const { page, context, problems } = await open("/");
  const [one, two] = [page.locator("#one"), page.locator("#two")];
  await Promise.all([give(one, CPU, "cpu.pb"), give(two, OTHER, "other.pb")]);
  await says(one, "ready");
  await says(two, "ready");

  const first = await one.getByTestId("view-top").getByTestId("row").first().innerText();
  assert.match(first, /30ms\s+75\.00%[\s\S]*main\.hash/);
  assert.match(await one.getByTestId("tab-top").innerText(), /Top/);
  await two.getByTestId("view-flame").waitFor();
  assert.match(await two.getByTestId("seal").innerText(), /未由 Hearth 封闭/);
  assert.match(await one.getByTestId("seal").innerText(), /not sealed by Hearth/);
  const ground = (element) => element.locator("#hearth").evaluate((e) => getComputedStyle(e).backgroundColor);
  assert.equal(await ground(one), "rgb(18, 17, 16)");
  assert.equal(await ground(two), "rgb(250, 248, 245)");
  // The host's sizes and colors are not theirs, nor theirs the host's.
  const size = (locator) => locator.evaluate((e) => getComputedStyle(e).fontSize);
  assert.equal(await size(one.getByTestId("tab-top")), "13px");
  assert.equal(await page.title(), "a host");
  assert.equal(await page.evaluate(() => location.hash), "");
  assert.equal(await page.locator("html").getAttribute("data-hearth"), null);
  assert.equal(await page.locator("meta[http-equiv]").count(), 0);

  // A theme that changes is one component's.
  await one.evaluate((e) => (e.theme = "light"));
  await until("the theme changed", async () => (await ground(one)) === "rgb(250, 248, 245)");
  await two.evaluate((e) => (e.language = "en"));
  await until("the language changed", async () => /not sealed/.test(await two.getByTestId("seal").innerText()));
  assert.deepEqual(problems, []);
  await context.close();
});

test("keys go to the component that has the keyboard or the pointer", async () => {
  const { page, context, problems } = await open("/");
  const [one, two] = [page.locator("#one"), page.locator("#two")];
  await give(one, CPU);
  await give(two, OTHER);
  const view = (element) => element.evaluate((e) => e.view);
  const shown = (element, name) => until(`${name} is shown`, async () => (await view(element)) === name);

  // Opening took the keyboard from nobody.
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  await page.mouse.move(1, 1);
  await page.keyboard.press("5");
  assert.deepEqual([await view(one), await view(two)], ["top", "flame"]);

  await one.getByTestId("status").hover();
  await page.keyboard.press("7");
  await shown(one, "tags");
  assert.equal(await view(two), "flame");

  await two.getByTestId("tab-top").click();
  await one.getByTestId("status").hover();
  await page.keyboard.press("6");
  await shown(two, "traces");
  assert.equal(await view(one), "tags");

  // What is typed into the host's fields, or a component's, is typed.
  await page.locator("#host").fill("");
  await page.locator("#host").press("3");
  assert.equal(await page.locator("#host").inputValue(), "3");
  await one.getByTestId("filter-input").fill("");
  await one.getByTestId("filter-input").press("2");
  assert.equal(await one.getByTestId("filter-input").inputValue(), "2");
  assert.deepEqual([await view(one), await view(two)], ["tags", "traces"]);

  // The sheet of keys is within its component, and Undo is its own.
  await two.getByTestId("tab-top").click();
  await page.keyboard.press("?");
  const inside = async (inner, outer) => {
    const [a, b] = [await inner.boundingBox(), await outer.boundingBox()];
    return a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
  };
  await two.getByTestId("keys").waitFor();
  assert.ok(await inside(two.getByTestId("keys"), two));
  assert.equal(await one.getByTestId("keys").count(), 0);
  await page.keyboard.press("Escape");
  await two.getByTestId("keys").waitFor({ state: "detached" });
  await two.getByTestId("tab-top").focus();
  await page.keyboard.press("u");
  await shown(two, "traces");
  assert.deepEqual([await page.evaluate(() => location.hash), problems], ["", []]);
  await context.close();
});

test("menus open beside what they are about, within the component", async () => {
  const { page, context, problems } = await open("/");
  const two = page.locator("#two");
  await give(two, OTHER);
  await two.evaluate((e) => (e.view = "top"));
  const row = two.getByTestId("row").first();
  await row.click({ button: "right" });
  const menu = two.getByTestId("menu");
  await menu.waitFor();
  const [box, at, whole] = [await menu.boundingBox(), await row.boundingBox(), await two.boundingBox()];
  assert.ok(box.x >= whole.x && box.x + box.width <= whole.x + whole.width, "it is not wider");
  assert.ok(box.y >= whole.y && box.y + box.height <= whole.y + whole.height, "it is not higher");
  assert.ok(box.y < at.y + at.height + 40);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  await two.getByTestId("settings").click();
  const popover = await two.locator("#settings").boundingBox();
  const button = await two.getByTestId("settings").boundingBox();
  // It may be above, if there is no room below.
  const gap = Math.min(Math.abs(popover.y - button.y - button.height), Math.abs(button.y - popover.y - popover.height));
  assert.ok(gap < 10 && Math.abs(popover.x + popover.width - button.x - button.width) < 10, JSON.stringify({ popover, button }));
  assert.deepEqual(problems, []);
  await context.close();
});

test("properties, methods and events", async () => {
  const { page, context, problems } = await open("/empty");
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ["ready", "state", "selection", "error"]) {
      addEventListener(`hearth-${name}`, ({ detail }) => heard.push([name, detail.error?.message ?? detail]));
    }
    const element = Object.assign(document.createElement("hearth-profile"), {
      view: "top", sampleType: "samples", filters: "f=main&h=rest", readOnly: true, language: "en",
    });
    // Events leave the shadow trees around the component.
    const shadow = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    shadow.append(element);
    window.element = element;
  });
  const element = page.locator("hearth-profile");
  await give(element, CPU, "first.pb");
  await says(element, "ready");
  assert.equal(await element.locator("#open-files").count(), 0, "the user can open nothing");
  const heard = (name) => page.evaluate((name) => heard.filter(([n]) => n === name).map(([, d]) => d), name);
  assert.deepEqual(await heard("ready"), [{ sealed: false }]);
  const last = (await heard("state")).pop();
  assert.deepEqual(last, {
    page: "ready", state: "view=top&si=samples&f=main&h=rest", file: "first.pb",
    view: "top", sampleType: "samples", filters: "f=main&h=rest",
  });

  await element.getByTestId("row").first().click();
  await until("the selection is told", async () => (await heard("selection")).length === 1);
  assert.deepEqual(await heard("selection"), [{ name: "main.hash" }]);

  const report = await element.evaluate((e) => e.report("top", "si=cpu"));
  assert.match(report, /flat%[\s\S]*30ms 75\.00%/);
  const failed = await element.evaluate((e) => e.report("top", "g=words").catch((e) => [e.name, e.code, e.message]));
  assert.deepEqual(failed.slice(0, 2), ["HearthError", "query"]);

  const bad = await element.evaluate((e) =>
    e.open(new File(["<!doctype html>"], "index.html")).catch((e) => [e.name, e.code, e.file, e.message]));
  assert.deepEqual(bad.slice(0, 3), ["HearthError", "profile", "index.html"]);
  assert.equal((await heard("error")).length, 1);
  const missing = await element.evaluate((e) => fetch("/nothing").then((r) => e.open(r)).catch((e) => [e.code, e.message]));
  assert.match(missing.join(), /^unreadable,.*404/);

  const files = Array.from({ length: 3 }, (_, i) => Buffer.from(profile([["inuse_space", "bytes"]], [["main.main;main.leak", 1000 * (i + 1)]])).toString("base64"));
  await element.evaluate((e, files) => {
    const bytes = files.map((f) => Uint8Array.from(atob(f), (c) => c.charCodeAt(0)));
    return e.compare({ profile: bytes[0], name: "old" }, { profile: bytes[1], name: "new" });
  }, files);
  await element.getByTestId("view-compare").waitFor();
  const roles = element.getByTestId(/^side-/);
  assert.deepEqual(await roles.evaluateAll((roles) => roles.map((role) => role.value)), ["1", "2"]);
  await element.evaluate((e, files) => e.snapshots(files.map((f) => Uint8Array.from(atob(f), (c) => c.charCodeAt(0)))), files);
  await element.getByTestId("view-growth").waitFor();
  await element.evaluate((e, file) => e.open(Uint8Array.from(atob(file), (c) => c.charCodeAt(0))), files[0]);
  await element.getByTestId("view-flame").waitFor();
  assert.equal(await element.getByTestId("file").count(), 1);
  assert.deepEqual(problems.filter((p) => !/404/.test(p)), []);
  await context.close();
});

test("its box is its window", async () => {
  const { page, context, problems } = await open("/");
  const three = page.locator("#three");
  await three.evaluate((e) => (e.hidden = false));
  await give(three, CPU);
  await says(three, "ready");
  const box = await three.boundingBox();
  assert.deepEqual([box.width, box.height], [500, 300]);
  await three.evaluate((e) => (e.view = "top"));
  await three.getByTestId("view-top").waitFor();
  // As on a narrow screen: the name has a line of its own.
  assert.equal(await three.locator(".top .head .name").isVisible(), false);
  await three.evaluate((e) => (e.view = "flame"));
  const canvas = three.locator("canvas.boxes");
  await canvas.waitFor();
  const width = () => canvas.evaluate((c) => c.width);
  await until("the drawing is as wide as its box", async () => (await width()) === 500);
  await three.evaluate((e) => (e.parentElement.style.width = "800px"));
  await until("the drawing has grown", async () => (await width()) === 800);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a file that is dropped on one is opened there", async () => {
  const { page, context, problems } = await open("/");
  const [one, two] = [page.locator("#one"), page.locator("#two")];
  const transfer = await page.evaluateHandle((base64) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "dropped.pb"));
    return transfer;
  }, Buffer.from(CPU).toString("base64"));
  await one.getByTestId("seal").waitFor();
  await two.getByTestId("seal").waitFor();
  for (const type of ["dragenter", "dragover", "drop"]) {
    await two.locator("#hearth").dispatchEvent(type, { dataTransfer: transfer });
  }
  await says(two, "ready");
  await says(one, "empty");
  assert.deepEqual(problems, []);
  await context.close();
});

test("after 50 rounds of adding and removing no worker is left", async () => {
  const { page, context, problems } = await open("/empty");
  await page.evaluate(() => {
    window.made = 0;
    window.revoked = 0;
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => ((made += 1), createObjectURL.call(URL, blob));
    URL.revokeObjectURL = (url) => ((revoked += 1), revokeObjectURL.call(URL, url));
  });
  let most = 0;
  for (let i = 0; i < 50; i++) {
    await page.evaluate(() => document.body.append(document.createElement("hearth-profile")));
    const element = page.locator("hearth-profile");
    // Some are removed while they start, some with a profile.
    if (i % 5 === 0) {
      await give(element, CPU);
      await says(element, "ready");
      most = Math.max(most, page.workers().length);
    } else if (i % 5 === 1) {
      await element.getByTestId("seal").waitFor();
    }
    await element.evaluate((e) => e.remove());
  }
  assert.equal(most, 1);
  await until("the last worker ended", () => page.workers().length === 0);
  await page.waitForTimeout(300);
  assert.equal(page.workers().length, 0);
  await until("each address was given up", () => page.evaluate(() => made === revoked));

  // What was removed with a profile shows it again.
  await page.evaluate(() => document.body.append(document.createElement("hearth-profile")));
  const element = page.locator("hearth-profile");
  await give(element, CPU);
  await says(element, "ready");
  await element.evaluate((e) => {
    e.remove();
    return new Promise((resolve) => setTimeout(() => resolve(document.body.append(e)), 100));
  });
  await says(element, "ready");
  // One that is moved goes on.
  await element.evaluate((e) => document.body.appendChild(document.createElement("section")).append(e));
  await says(element, "ready");
  assert.equal(page.workers().length, 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test("a removed component leaves no listener and can be collected", async () => {
  const { page, context } = await open("/empty");
  await page.evaluate(() => {
    window.listening = 0;
    // What drives this test listens to the pointer.
    const counts = (name) => Number(!/mouse|pointer|touch|click|contextmenu|playwright/.test(name));
    for (const target of [window, document]) {
      const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
      target.addEventListener = (...args) => ((listening += counts(args[0])), add.apply(target, args));
      target.removeEventListener = (...args) => ((listening -= counts(args[0])), remove.apply(target, args));
    }
    document.body.append(document.createElement("hearth-profile"));
  });
  const element = page.locator("hearth-profile");
  await give(element, CPU);
  await says(element, "ready");
  assert.ok((await page.evaluate(() => listening)) > 0, "it does listen to the document");
  await page.evaluate(() => {
    const element = document.querySelector("hearth-profile");
    window.gone = new WeakRef(element);
    element.remove();
  });
  await until("nothing listens", () => page.evaluate(() => listening === 0));
  const session = await context.newCDPSession(page);
  await until("it was collected", async () => {
    await session.send("HeapProfiler.collectGarbage");
    return page.evaluate(() => gone.deref() === undefined);
  });
  await context.close();
});

test("under a strict policy it works, with what it needs", async () => {
  for (const path of ["/strict", "/trusted"]) {
    const { page, context, problems } = await open(path);
    const element = page.locator("hearth-profile").last();
    await give(element, CPU);
    await says(element, "ready");
    assert.deepEqual(problems, [], path);
    await context.close();
  }
});

for (const [path, directive] of [
  ["/no-wasm", "script-src 'wasm-unsafe-eval'"],
  ["/no-worker", "worker-src blob:"],
  ["/no-connection", "connect-src"],
  ["/no-trust", "trusted-types hearth"],
]) {
  test(`a policy that forbids something is named: ${path}`, async () => {
    const { page, context } = await open(path);
    const element = page.locator("hearth-profile");
    const error = await element.evaluate((e) =>
      e.open(new Uint8Array(3)).then(() => null, ({ name, code, directive }) => ({ name, code, directive })));
    assert.deepEqual([error.name, error.code], ["HearthError", "policy"]);
    assert.ok(error.directive.startsWith(directive), error.directive);
    assert.match(await element.getByRole("alert").innerText(), /policy/);
    assert.equal(page.workers().length, 0);
    await context.close();
  });
}

test("a sealed one is in a frame of its own, under its own policy", async () => {
  for (const path of ["/sealed", "/sealed-allowed"]) {
    const { page, context, problems } = await open(path);
    await page.evaluate(() => {
      window.heard = [];
      for (const name of ["ready", "state", "selection", "error"]) {
        addEventListener(`hearth-${name}`, ({ detail }) => heard.push([name, detail.error?.message ?? detail]));
      }
    });
    const element = page.locator("hearth-profile");
    await give(element, CPU, "sealed.pb");
    const inside = element.locator("iframe").contentFrame();
    await inside.getByTestId("view-top").waitFor();
    // Also when everything was tried; no script gets into a frame of a sandboxed page.
    await inside.locator('[data-testid="seal"][data-state="sealed"][data-proof="made"]').waitFor();
    await inside.locator('html[data-theme="dark"]').waitFor();
    assert.match(await inside.getByTestId("row").first().innerText(), /30ms/);
    assert.equal(await inside.locator("#open-files").count(), 0);
    const heard = (name) => page.evaluate((name) => heard.filter(([n]) => n === name).map(([, d]) => d), name);
    await until("it is told", async () => (await heard("state")).at(-1)?.page === "ready");
    assert.deepEqual(await heard("error"), []);
    await inside.getByTestId("row").first().click();
    await until("the selection is told", async () => (await heard("selection")).at(-1)?.name === "main.hash");

    assert.match(await element.evaluate((e) => e.report("top", "si=cpu")), /30ms 75\.00%/);
    await element.evaluate((e) => ((e.view = "flame"), (e.theme = "light"), (e.filters = "h=rest")));
    await inside.getByTestId("view-flame").waitFor();
    await inside.locator('html[data-theme="light"]').waitFor();
    await until("the state is the element's", () => element.evaluate((e) => e.state === "view=flame&si=cpu&h=rest"));
    const error = await element.evaluate((e) => e.open(new Uint8Array(9), { name: "x" }).catch(({ code, file }) => ({ code, file })));
    assert.deepEqual(error, { code: "profile", file: "x" });

    // It has no origin: neither side reaches into the other.
    const frame = page.frames()[1];
    assert.equal(await frame.evaluate(() => origin), "null");
    const outer = await frame.evaluate(() => {
      try {
        return parent.document.title;
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(outer, "SecurityError");
    assert.equal(await element.evaluate((e) => e.shadowRoot.querySelector("iframe").contentDocument), null);
    await element.evaluate((e) => e.remove());
    await until("its worker is gone", () => page.workers().length === 0);
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("a policy that a sealed one cannot start under is named", async () => {
  const { page, context } = await open("/sealed-refused");
  const error = await page.locator("hearth-profile").evaluate(
    (e) => new Promise((resolve) => {
      e.addEventListener("hearth-error", ({ detail: { error } }) => resolve([error.code, error.directive]));
      e.sealed = false;
      e.sealed = true;
    }),
  );
  assert.deepEqual(error, ["policy", "script-src 'unsafe-inline'"]);
  const code = await page.locator("hearth-profile").evaluate((e) => e.open(new Uint8Array(1)).catch((e) => e.code));
  assert.equal(code, "policy");
  await context.close();
});
