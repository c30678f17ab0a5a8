/**
 * How things of the question bank are said.
 * @import {Content, QuestionState} from "./types.js"
 */
import { html } from "../lib/html.js";
import { STATE_WORDS } from "./filter.js";

/** @type {Record<QuestionState, string>} */
const TONES = { draft: "", in_review: "badge--warn", approved: "badge--good", rejected: "badge--bad", retired: "" };
/** @type {Record<string, string>} */
const SOURCES = { person: "Written by a person", offline: "Drafted offline", "follow-up": "Asked as a follow-up", gemini: "Drafted by Gemini", openai: "Drafted by OpenAI" };
/** @type {Record<keyof Content, string>} */
export const FIELDS = {
  question_text: "Question",
  question_type: "Type",
  difficulty_level: "Difficulty",
  gold_standard_answer: "Model answer",
  key_points: "Key points",
  rubric: "Rubric",
  skills_tested: "Skills",
  why_asked: "Why it is asked",
  time_limit_s: "Time limit",
};

/** @param {{state: QuestionState}} props */
export function StateBadge({ state }) {
  return html`<span class="badge ${TONES[state]}">${STATE_WORDS[state]}</span>`;
}

/** @param {string | null} source @param {string | null} prompt */
export function provenance(source, prompt) {
  const words = SOURCES[source ?? ""] ?? (source ? `Drafted by ${source}` : "Nobody knows by whom");
  return prompt ? `${words}, prompt ${prompt}` : words;
}

/** "Technical" for "technical". @param {string | null} word */
export const titled = (word) => (word ? word.charAt(0).toUpperCase() + word.slice(1) : "–");
