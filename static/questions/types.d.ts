/** The question bank on the wire. */
import type { KeyPoint } from "../types.js";

export type QuestionState = "draft" | "in_review" | "approved" | "rejected" | "retired";
export type Step = "edit" | "submit" | "approve" | "reject" | "retire" | "restore";
export type Decision = "approve" | "reject";

export interface RubricLevel {
  level: number;
  name: string;
  text: string;
}

/** What a version says. */
export interface Content {
  question_text: string;
  question_type: string | null;
  difficulty_level: string | null;
  gold_standard_answer: string | null;
  key_points: KeyPoint[];
  rubric: RubricLevel[];
  skills_tested: string[];
  why_asked: string | null;
  time_limit_s: number | null;
}

export interface Warning {
  kind: string;
  message: string;
  words: string | null;
}

export interface DraftVersion extends Content {
  number: number;
  source: string;
  prompt: string | null;
  created_by: number | null;
}

export interface Question extends Content {
  id: number;
  job_id: number | null;
  is_approved: boolean;
  approved_by: number | null;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  state: QuestionState;
  possible: Step[];
  version: number;
  newest_version: number;
  draft: DraftVersion | null;
  source: string | null;
  prompt: string | null;
  warnings: Warning[];
  own: boolean;
}

export interface QuestionPage {
  items: Question[];
  next_cursor: string | null;
  total: number;
}

export interface Review {
  decision: Decision;
  comment: string | null;
  reviewer_id: number | null;
  reviewer: string | null;
  at: string;
}

export interface Version extends Content {
  number: number;
  source: string;
  prompt: string | null;
  why: string | null;
  created_by: number | null;
  author: string | null;
  created_at: string;
  reviews: Review[];
}

export interface Run {
  kind: "same" | "removed" | "added";
  text: string;
}

export interface Diff {
  question_id: number;
  old: number;
  new: number;
  fields: { field: keyof Content; runs: Run[] }[];
}

export interface Comment {
  id: number;
  question_id: number;
  version: number;
  text: string;
  by: string;
  own: boolean;
  at: string;
  edited_at: string | null;
}

export interface Refused {
  id: number;
  code: string;
  message: string;
}

export interface Outcome {
  questions: Question[];
  refused: Refused[];
}

export interface Flag {
  kind: string;
  words: string;
  start: number;
  end: number;
  severity: "refuse" | "warn";
  reason: string;
  instead: string;
}

export interface Check {
  flags: Flag[];
  similar: { id: number; question_text: string; similarity: number }[];
  similar_from: number;
  compared: number;
  waiting: number;
}

export interface Figure {
  state: "known" | "insufficient" | "undefined";
  value: number | null;
  answers: number;
  needed: number;
  low: number | null;
  high: number | null;
}

export interface Suggestion {
  reason: string;
  suggests: "retire" | "revise";
  sentence: string;
  value: number;
  threshold: number;
}

export interface Figures {
  difficulty: Figure;
  discrimination: Figure;
  time_used_median_s: Figure;
  skip_rate: Figure;
  asked: number;
  asked_last_90_days: number;
  suggestions: Suggestion[];
}

export interface Statistics {
  question_id: number;
  verdict: "retire" | "revise" | "keep" | "insufficient";
  figures: Figures | null;
  computed_at: string | null;
}

export interface KitItem {
  question_id: number;
  question_version: number;
  newer_version: number | null;
  position: number;
  question_text: string;
  time_limit_s: number | null;
  competency: string | null;
  is_approved: boolean;
}

export interface Kit {
  id: number;
  job_id: number;
  name: string;
  version: number;
  questions: KitItem[];
}

export interface Generation {
  generation_id: number;
  job_id: number;
  state: "waiting" | "running" | "done" | "cancelled";
  provider: string;
  model: string | null;
  reason: string | null;
  done: number;
  count: number;
  questions: Question[];
  created_at: string;
  finished_at: string | null;
}

/** What the list looks for; an empty text looks for nothing. */
export interface Filter {
  job_id: string;
  state: string;
  type: string;
  difficulty: string;
  skill: string;
  q: string;
}
