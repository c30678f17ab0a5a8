/** The report of an interview, as the server's models declare it. */
import type { CloseReason, Evaluation, KeyPoint, KeyPointStatus, Note, Override, Score, SessionStatus } from "../types.js";

export type PersonRole = "candidate" | "interviewer" | "unknown";

export interface HeardQuote {
  line_id: number;
  start: number;
  end: number;
  text: string;
  at_s: number | null;
}

export interface ReportPoint {
  id: string;
  text: string;
  status: KeyPointStatus;
  quotes: HeardQuote[];
}

export interface SpokenReport {
  from_speech: true;
  source: "live" | "cloud";
  text: string;
  line_ids: number[];
  score: Score | null;
  points: ReportPoint[];
  summary: string;
  summary_by: "quotes" | "model";
  warnings: string[];
}

export interface TypedReport {
  answer_id: number;
  text: string;
  submitted_at: string | null;
  score: Score | null;
  evaluation: Evaluation | null;
  overrides: Override[];
}

export interface QuestionReport {
  question_id: number;
  position: number;
  text: string;
  question_type: string | null;
  difficulty_level: string | null;
  gold_standard_answer: string | null;
  key_points: KeyPoint[];
  opened_at: string | null;
  closed_at: string | null;
  close_reason: CloseReason | null;
  at_s: number | null;
  typed: TypedReport | null;
  spoken: SpokenReport | null;
  overall: number | null;
  counted: "person" | "typed" | "spoken" | null;
}

export interface Line {
  id: number;
  source: "live" | "cloud";
  speaker: PersonRole;
  text: string;
  started_at: string;
  ended_at: string;
  question_id: number | null;
  at_s: number | null;
}

export interface Recording {
  id: number;
  session_id: number;
  kind: "video" | "audio" | "transcript" | "chat" | "other";
  state: "waiting" | "fetching" | "ready" | "refused" | "failed" | "deleted";
  media_type: string;
  size: number;
  problem: string | null;
}

/** What staff know of the meeting. */
export interface Hosted {
  records: boolean;
  ended_at: string | null;
}

export interface Report {
  session_id: number;
  status: SessionStatus;
  job: { id: number; title: string; company: string };
  candidate: { application_id: number; name: string };
  scheduled_at: string | null;
  started_at: string | null;
  completed_at: string | null;
  overall: number | null;
  dimensions: Score["dimensions"] | null;
  recording_id: number | null;
  questions: QuestionReport[];
  lines: Line[];
  recordings: Recording[];
  notes: Note[];
}
