/**
 * SHA-256 of a text as hex. Browsers offer it on secure pages only; on a plain-http network of one's
 * own the few lines below (FIPS 180-4) stand in.
 */

/** @param {string} text hashed as UTF-8 @returns {Promise<string>} 64 hex digits */
export async function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return sha256Plain(bytes);
  return hex(new Uint8Array(await subtle.digest("SHA-256", bytes)));
}

/** @param {Uint8Array} bytes @returns {string} 64 hex digits */
export function sha256Plain(bytes) {
  const state = Uint32Array.from(INITIAL);
  const blocks = padded(bytes);
  for (let offset = 0; offset < blocks.byteLength; offset += 64) {
    compress(state, new DataView(blocks.buffer, offset, 64));
  }
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}

const PRIMES = firstPrimes(64);
const INITIAL = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));

/** @param {Uint32Array} state @param {DataView} block */
function compress(state, block) {
  const words = schedule(block);
  let [a, b, c, d, e, f, g, h] = /** @type {EightWords} */ ([...state]);
  for (let round = 0; round < 64; round += 1) {
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + at(ROUNDS, round) + at(words, round)) | 0;
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + sum0 + majority) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = at(state, index) + word));
}

/** @typedef {[number, number, number, number, number, number, number, number]} EightWords */

/** @param {DataView} block */
function schedule(block) {
  const words = new Uint32Array(64);
  for (let index = 0; index < 16; index += 1) words[index] = block.getUint32(index * 4);
  for (let index = 16; index < 64; index += 1) {
    const early = at(words, index - 15);
    const late = at(words, index - 2);
    const sigma0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const sigma1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[index] = at(words, index - 16) + sigma0 + at(words, index - 7) + sigma1;
  }
  return words;
}

/** @param {Uint8Array} bytes */
function padded(bytes) {
  const blocks = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(blocks.length - 4, bytes.length * 8);
  return blocks;
}

/** The first 32 bits behind the point, which is where the standard takes its constants from. @param {number} root */
function fraction(root) {
  return ((root - Math.floor(root)) * 2 ** 32) >>> 0;
}

/** @param {number} count */
function firstPrimes(count) {
  /** @type {number[]} */
  const primes = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  return primes;
}

/** @param {number} word @param {number} bits */
function turn(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}

/** @param {ArrayLike<number>} values @param {number} index */
function at(values, index) {
  return values[index] ?? 0;
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
