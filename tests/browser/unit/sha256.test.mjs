import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { sha256, sha256Plain } from "../../../static/lib/sha256.js";

const texts = ["", "abc", "größer 漢字 😀", ..."0123456789".split("").map((n) => "x".repeat(50 + Number(n) * 8)), "y".repeat(20_000)];

for (const text of texts) {
  test(`the fallback agrees with the platform on ${new TextEncoder().encode(text).length} bytes`, async () => {
    const expected = createHash("sha256").update(text, "utf8").digest("hex");

    assert.equal(sha256Plain(new TextEncoder().encode(text)), expected);
    assert.equal(await sha256(text), expected);
  });
}
