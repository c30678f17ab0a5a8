/**
 * One score over time, 0 to 10, drawn by uPlot in the page's accent colour.
 * @import {Score, ScorePartial} from "../types.js"
 */
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { html } from "../lib/html.js";
import { points } from "../lib/format.js";

const HEIGHT = 40;
const dark = matchMedia("(prefers-color-scheme: dark)");

/** @param {{label: string, seen: ScorePartial[], pick: (score: Score) => number}} props */
export function Line({ label, seen, pick }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const plot = useRef(/** @type {uPlot | null} */ (null));
  const values = seen.map(({ score }) => pick(score));
  const data = useRef(/** @type {uPlot.AlignedData} */ ([[], []]));
  data.current = [seen.map(({ at }) => Date.parse(at) / 1_000), values];

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const draw = () => {
      plot.current?.destroy();
      plot.current = new uPlot(options(element), data.current, element);
    };
    draw();
    const resized = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    dark.addEventListener("change", draw);
    return () => {
      resized.disconnect();
      dark.removeEventListener("change", draw);
      plot.current?.destroy();
    };
  }, []);
  useEffect(() => plot.current?.setData(data.current), [seen]);

  const first = values[0];
  const said = first === undefined ? "no values yet" : `from ${points(first)} to ${points(values.at(-1))} in ${values.length} steps`;
  return html`<div class="line" ref=${place} role="img" aria-label=${`${label} over time: ${said}`}></div>`;
}

/** @param {HTMLElement} element @returns {uPlot.Options} */
function options(element) {
  const style = getComputedStyle(element);
  const accent = style.getPropertyValue("--accent").trim();
  const grid = style.getPropertyValue("--line").trim();
  return {
    width: element.clientWidth || 120,
    height: HEIGHT,
    padding: [4, 4, 4, 4],
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { time: true }, y: { range: [0, 10] } },
    axes: [{ show: false }, { show: true, size: 0, ticks: { show: false }, grid: { stroke: grid, width: 1 }, values: () => [], splits: () => [0, 5, 10] }],
    series: [{}, { stroke: accent, width: 2, points: { show: (_plot, _series, from, to) => to - from < 1 } }],
  };
}
