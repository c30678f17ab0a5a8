/** What travels on the wire, as the server's models declare it. */

export type SessionStatus = "Scheduled" | "In Progress" | "Completed" | "Cancelled";
export type QuestionStatus = "waiting" | "open" | "closed";
export type CloseReason = "submitted" | "skipped" | "time" | "closed" | "ended";
export type Purpose = "record" | "transcribe" | "ai_score" | "keep";
export type SignalKind = "paste" | "blur" | "focus" | "fullscreen_exit" | "fullscreen_enter";
export type DimensionName = "relevance" | "completeness" | "accuracy" | "clarity";
export type KeyPointStatus = "covered" | "partial" | "missing" | "contradicted";
export type Role = "candidate" | "interviewer" | "observer";

/** A half-open span of code points. */
export interface Span {
  start: number;
  end: number;
}

export interface KeyPoint {
  id: string;
  text: string;
  weight?: number;
}

export interface KeyPointScore {
  id: string;
  text: string;
  status: KeyPointStatus;
  quote: Span | null;
}

export interface Score {
  dimensions: Record<DimensionName, number>;
  overall: number;
  confidence: number;
  state: "enough" | "not_enough_yet";
  key_points: KeyPointScore[];
  missing: string[];
  flags: string[];
  recommendation?: "select" | "next_round" | "needs_review";
  model?: string;
  model_version?: string;
  input_hash?: string;
}

export interface Override {
  dimension: DimensionName | "overall";
  value: number;
  reason: string;
  by: string;
  at: string;
}

export interface Evaluation {
  overall: number;
  own_overall: number;
  tolerance: number;
  points: { id: string; own: KeyPointStatus; proposed: KeyPointStatus; ruling: string; quote: { start: number; end: number } | null }[];
  flags: string[];
  provider: string;
  model: string;
  prompt: string;
}

export interface AnswerState {
  answer_id: number;
  rev: number;
  text: string;
  status: "open" | "submitted";
  text_sha256: string | null;
  submitted_at: string | null;
  score: Score | null;
  evaluation: Evaluation | null;
  overrides: Override[];
}

export interface QuestionState {
  question_id: number;
  position: number;
  text: string;
  question_type: string | null;
  difficulty_level: string | null;
  time_limit_s: number | null;
  status: QuestionStatus;
  opened_at: string | null;
  deadline_at: string | null;
  remaining_s: number | null;
  closed_at: string | null;
  close_reason: CloseReason | null;
  repeats: number;
  gold_standard_answer: string | null;
  key_points: KeyPoint[];
  answer: AnswerState | null;
}

export interface Note {
  id: number;
  text: string;
  at: string;
  by: string;
}

export interface Signal {
  id: number;
  kind: SignalKind;
  size: number | null;
  at: string;
}

export interface Participant {
  participant_id: number;
  role: "candidate" | "interviewer" | "unknown";
  name: string | null;
  joined_at: string;
  left_at: string | null;
}

/** What is written down and recorded of a meeting; the problem is for interviewers. */
export interface Capture {
  transcript: "off" | "on" | "revoked";
  recording: "stopping" | "stopped" | null;
  problem: string | null;
}

export interface RoomMeeting {
  provider: string;
  state: "open" | "started" | "ended" | "closed" | "failed";
  join_url: string | null;
  passcode: string | null;
  participants: Participant[];
  problem: string | null;
  started_at: string | null;
  capture: Capture;
}

export interface Room {
  session_id: number;
  epoch: string;
  seq: number;
  status: SessionStatus;
  job: { id: number; title: string; company: string };
  candidate: { application_id: number; name: string };
  scheduled_at: string | null;
  started_at: string | null;
  completed_at: string | null;
  paused_at: string | null;
  auto: boolean;
  ready_at: string | null;
  away_since: string | null;
  question_count: number;
  consents: Partial<Record<Purpose, boolean>>;
  questions: QuestionState[];
  notes: Note[];
  signals: Signal[];
  meeting: RoomMeeting | null;
}

export interface RoomEvent {
  epoch: string;
  seq: number;
  type: string;
  at: string;
  by: string;
  data: Record<string, any>;
}

export interface Presence {
  role: Role;
  name: string;
  connected: boolean;
  since: string;
}

export interface Seat {
  role: Role;
  name: string;
}

export interface Snapshot {
  server_time: string;
  seat: Seat;
  room: Room;
  presence: Presence[];
}

/** Missed events, or ``resync`` when a snapshot is the shorter way. */
export interface Delta {
  epoch: string;
  seq: number;
  resync?: boolean;
  events: RoomEvent[];
  server_time?: string;
  seat?: Seat;
  presence?: Presence[];
}

export interface Splice {
  at: number;
  remove: number;
  insert: string;
  t: number;
}

/** One revision of a draft, with the whole text it leads to. */
export interface Edit {
  question_id: number;
  client_id: string;
  base_rev: number;
  rev: number;
  splices: Splice[];
  text: string;
  full: boolean;
}

export interface EditSaved {
  rev: number;
  saved_at: string;
}

export interface SubmitCommand {
  question_id: number;
  rev: number;
  text_sha256: string;
  idempotency_key: string;
}

export interface AnswerEdited {
  session_id: number;
  question_id: number;
  answer_id: number;
  base_rev: number;
  rev: number;
  splices: Splice[];
}

export interface AnswerRead {
  question_id: number;
  answer_id: number;
  rev: number;
  text: string;
}

export interface ScorePartial {
  session_id: number;
  question_id: number;
  answer_id: number;
  rev: number;
  score: Score;
  took_ms: number;
  at: string;
}

/** Something that was said in the meeting, as it was heard. */
export interface SaidLine {
  line_id: number;
  question_id: number | null;
  speaker: "candidate" | "interviewer" | "unknown";
  text: string;
  started_at: string;
  ended_at: string;
}

export interface HelpCall {
  seq: number;
  message: string;
  at: string;
  by: string;
}

export interface WireError {
  code: string;
  message: string;
  fields?: Record<string, string>;
  retry_after_s?: number;
  rev?: number;
  text?: string;
  client_id?: string | null;
  request_id?: string;
}

export interface SessionView {
  id: number;
  candidate_id: number;
  candidate_name: string;
  job_id: number;
  job_title: string;
  scheduled_at: string | null;
  started_at: string | null;
  completed_at: string | null;
  status: SessionStatus;
  paused: boolean;
  auto: boolean;
  question_count: number;
  overall_score: number | null;
  created_at: string;
  meeting: MeetingBrief | null;
}

export interface MeetingBrief {
  id: number;
  state: "wanted" | "open" | "started" | "ended" | "closed" | "failed";
  provider: "zoom" | "offline";
  starts_at: string;
  minutes: number;
  join_url: string | null;
  passcode: string | null;
  problem: string | null;
}

export interface DashboardRoom {
  session_id: number;
  status: SessionStatus;
  paused: boolean;
  candidate_name: string;
  job_title: string;
  question: string | null;
  answered: number;
  question_count: number;
  overall: number | null;
  candidate_connected: boolean;
}

export interface InviteView {
  session_id: number;
  invite: string;
  url: string;
  expires_at: string;
}

export interface User {
  id: number;
  username: string;
  email: string;
  role: string;
  level: number;
}

export interface TokenPair {
  access_token: string;
  token_type: string;
  expires_in: number;
  user: User;
}

export interface Job {
  id: number;
  title: string;
  description: string;
  company: string;
  location: string;
  salary_range: string | null;
  job_type: string;
  work_mode: string;
  experience_level: string;
  department: string;
  skills_required: string[];
  status: string;
  created_at: string;
}

export type ConnectionState = "connecting" | "live" | "offline" | "fallback" | "refused";

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs later; the result cancels. */
  later(run: () => void, ms: number): () => void;
}

/** How edits travel. Rejections are a WireError; OFFLINE and TIMEOUT are the client's own codes. */
export interface Transport {
  /** How many edits may be under way at once, 0 while there is no way at all. */
  window(): number;
  save(edit: Edit): Promise<EditSaved>;
}

/** What waits on the device: the text, the server's revision and the newest one that was sent. */
export interface Kept {
  text: string;
  rev: number;
  lastRev: number;
}

export interface Keeper {
  load(): Kept | null;
  /** False when the device refuses. */
  keep(kept: Kept): boolean;
  forget(): void;
}

export type SaveKind = "empty" | "saving" | "saved" | "offline" | "held" | "too_large" | "closed";

export interface SaveState {
  kind: SaveKind;
  savedAt: string | null;
  /** Whether the device holds a copy of what the server does not have yet. */
  kept: boolean;
  /** The version that is not on the screen: ours, or after `restored` the other device's. */
  rival: string | null;
  restored: boolean;
}

/** Proves who is calling, for sockets and for REST. */
export interface Credentials {
  socket(): Promise<{ token: string } | { invite: string }>;
  headers(): Promise<Record<string, string>>;
  /** Try to get fresh credentials; false when a person has to act. */
  renew(): Promise<boolean>;
}

/** What the job board looks for; an empty text looks for nothing. */
export interface Search {
  q: string;
  location: string;
  work_mode: string;
  job_type: string;
  experience_level: string;
}

export interface JobPage {
  items: Job[];
  next_cursor: string | null;
  total: number;
}

export interface FormQuestion {
  id: string;
  kind: "short_text" | "long_text" | "yes_no" | "choice" | "several_choices" | "number";
  label: string;
  help: string | null;
  required: boolean;
  options: string[];
}

export interface Fact<Value = string> {
  value: Value;
  span: Span;
  confidence: number;
}

export interface Month {
  year: number;
  month: number | null;
}

export interface Position {
  title: string | null;
  company: string | null;
  start: Month | null;
  end: Month | null;
  is_current: boolean;
  is_work: boolean;
  span: Span;
  confidence: number;
}

export interface Education {
  degree: string | null;
  field: string | null;
  school: string | null;
  start: Month | null;
  end: Month | null;
  span: Span;
  confidence: number;
}

export interface SkillFound {
  name: string;
  category: string;
  years: number | null;
  spans: Span[];
  confidence: number;
}

export interface ResumeWarning {
  kind: "hidden_text" | "instructions" | "implausible_dates" | "needs_ocr" | "unreadable_part";
  message: string;
  said: string | null;
}

export interface ResumeFacts {
  language: string | null;
  name: Fact | null;
  emails: Fact[];
  phones: Fact[];
  links: Fact[];
  location: Fact | null;
  languages: Fact[];
  education: Education[];
  positions: Position[];
  experience_years: number | null;
  experience_level: string | null;
  skills: SkillFound[];
  warnings: ResumeWarning[];
}

export type ParsingStatus = "pending" | "parsed" | "needs_ocr" | "failed";

export interface ResumeGlance {
  id: number;
  filename: string;
  original_filename: string;
  media_type: string;
  size: number;
  parsing_status: ParsingStatus;
  application_id: number | null;
  job_id: number | null;
  created_at: string;
}

export interface ResumeDetail extends ResumeGlance {
  message: string | null;
  contact: { name: string | null; email: string | null; phone: string | null };
  experience_years: number | null;
  experience_level: string | null;
  warnings: ResumeWarning[];
  text: string | null;
  facts: ResumeFacts | null;
}

export interface Note {
  id: number;
  text: string;
  by: string;
  own: boolean;
  at: string;
  edited_at: string | null;
}

export interface TimelineEntry {
  id: string;
  at: string;
  by: string;
  type: string;
  [fact: string]: any;
}

export interface CandidateProfile {
  id: number;
  name: string;
  email: string;
  phone: string | null;
  location: string | null;
  tags: string[];
  applications: { id: number; job_id: number; job_title: string; status: string; applied_at: string }[];
  last_active_at: string;
}
