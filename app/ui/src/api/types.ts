// What the service answers and takes, as its OpenAPI document says; tests/ui/test_types.py compares the two.

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Listed<T> extends Page<T> {
  total: number;
}

/** Of something that is not known of every meeting; of `without` that fit it is not. */
export interface Known<T> extends Listed<T> {
  without: number;
}

export interface ActorDetail {
  id: string;
  kind: ActorKind;
  name: string;
  party: string | null;
  office: string | null;
  aliases: string[];
  articles: number;
  meetings: number;
  names: NameView[];
  joined: Tie[];
  alike: OtherActor[];
  tenures: Tenure[];
  mentions: Mention[];
}

export type ActorKind = "person" | "office" | "country" | "organization";

export interface ActorNode {
  type: "actor";
  id: string;
  name: string;
  kind: ActorKind;
  party: string | null;
  office: string | null;
  meetings: number;
}

export interface ActorRef {
  id: string;
  kind: ActorKind;
  name: string;
  party: string | null;
  office: string | null;
}

export interface ActorTally {
  count: number;
  first: string | null;
  last: string | null;
  latest_meeting: string | null;
  actor: ActorRef;
  counterparts: number;
  inferred: number;
}

export interface ActorView {
  id: string;
  kind: ActorKind;
  name: string;
  party: string | null;
  office: string | null;
  aliases: string[];
  articles: number;
  meetings: number;
}

export type AnswerKind = "who" | "when" | "where" | "how_often" | "whether" | "which" | "who_hosted";

export interface Article {
  id: string;
  url: string | null;
  title: string | null;
  source: string | null;
  published: string | null;
  text: string;
}

export interface ArticleIn {
  url?: string | null;
  title?: string | null;
  source?: string | null;
  published?: string | null;
  text?: string | null;
  html?: string | null;
}

export interface ArticleMention {
  actor: ActorRef;
  name: string;
  spans: Evidence[];
}

export interface ArticleSaved {
  id: string;
  created: boolean;
  changed: boolean;
  meetings: number;
  actors: number;
  links: Links;
}

export interface ArticleView {
  article: Article | TextlessArticle;
  extractor_version: string;
  editions: string[];
  mentions: ArticleMention[];
  reports: ReportView[];
}

export interface Asked {
  question: string;
  kind: AnswerKind;
  understood: Understood[];
  not_understood: Words[];
  request: string;
  actor: ActorRef | null;
  with: ActorRef | null;
  host: ActorRef | null;
  answer: string;
  verdict: "yes" | "unknown" | null;
  total: Total;
  hosts: ActorRef[];
  pairs: Page<PairView> | null;
  meetings: Page<MeetingView> | null;
}

export type Attribute = "status" | "channel" | "date" | "place" | "participant";

export interface Bucket {
  count: number;
  first: string | null;
  last: string | null;
  latest_meeting: string | null;
  period: string | null;
  by_status: Record<string, number>;
}

export type By = "day" | "month" | "year";

export interface Certainty {
  status: number;
  date: number;
  place: number;
}

export interface CertaintyOut {
  status: number;
  date: number;
  place: number;
}

export type Channel = "in_person" | "phone" | "video" | "unknown";

export interface ConflictView {
  about: string;
  voices: VoiceView[];
}

export interface Counterpart {
  actor: ActorRef;
  count: number;
  inferred: number;
  first: string | null;
  last: string | null;
}

export interface Counts {
  articles: number;
  reports: number;
  meetings: number;
  places: number;
  actors: Record<string, number>;
}

export type DateBasis = "stated" | "relative" | "publication";

export interface DateOut {
  start: string | null;
  end: string | null;
  precision: Precision;
  basis: DateBasis | null;
  words: string | null;
  evidence: EvidenceOut | null;
}

export interface DateView {
  start: string | null;
  end: string | null;
  precision: Precision;
  basis: DateBasis | null;
  words: string | null;
}

export interface DryRun {
  id: string;
  meetings: ReadMeeting[];
  actors: ReadActor[];
  url: string | null;
  title: string | null;
  source: string | null;
  published: string | null;
  text: string;
  extractor_version: string;
}

export interface EditionView {
  id: string;
  article: Article | TextlessArticle;
  extractor_version: string;
}

export interface Evidence {
  article_id: string;
  start: number;
  end: number;
  quote: string;
}

export interface EvidenceOut {
  start: number;
  end: number;
  quote: string;
}

export interface EvidenceView {
  article_id: string;
  url: string | null;
  quote: string;
  start: number;
  end: number;
}

export type ExportFormat = "jsonl" | "csv" | "graphml" | "gexf" | "ftm" | "plover" | "schemaorg";

export interface Extent {
  nodes: number;
  edges: number;
}

export interface FetchIn {
  url: string;
  published?: string | null;
  source?: string | null;
}

export interface FieldError {
  where: string;
  message: string;
  allowed: string[] | null;
}

export type Format = "bilateral" | "trilateral" | "multilateral";

export interface Ground {
  code: string;
  words: string;
  weight: number;
}

export interface HistoryStep {
  status: Status;
  published: string | null;
  report_id: string;
  article_id: string;
  url: string | null;
  date: DateView;
  evidence: Evidence | null;
}

export interface Hit {
  kind: "article" | "quote";
  score: number;
  article_id: string;
  url: string | null;
  title: string | null;
  source: string | null;
  published: string | null;
  report_id: string | null;
  meeting_id: string | null;
  snippets: Snippet[];
}

export interface HostTally {
  count: number;
  first: string | null;
  last: string | null;
  latest_meeting: string | null;
  party: string;
  actor: ActorRef | null;
}

export interface Inference {
  office: ActorRef;
  first_seen: string | null;
  last_seen: string | null;
  sources: Source[];
}

export interface JobCounts {
  queued: number;
  running: number;
  done: number;
  failed: number;
  set_aside: number;
  cancelled: number;
  superseded: number;
}

export type JobKind = "article" | "batch" | "files";

export interface JobLinks {
  job: string;
  articles: string;
  events: string;
}

export interface JobOut {
  id: string;
  kind: JobKind;
  label: string | null;
  by: string | null;
  state: JobState;
  total: number;
  counts: JobCounts;
  created: string;
  finished: string | null;
  per_minute: number | null;
  seconds_left: number | null;
  links: JobLinks;
}

export type JobState = "receiving" | "running" | "done" | "cancelled";

export interface Judgement {
  id: string;
  subject: Subject;
  ruling: Ruling;
  a: string;
  b: string | null;
  attribute: Attribute | null;
  value: string | null;
  by: string;
  why: string | null;
  at: string;
  article_id: string | null;
  labels: string[];
}

export interface JudgementIn {
  verdict: Ruling;
  actors?: [string, string] | null;
  meetings?: [string, string] | null;
  report?: string | null;
  attribute?: Attribute | null;
  value?: string | null;
  by: string;
  why?: string | null;
}

export type Level = "leaders" | "ministerial" | "official" | "unknown";

export interface Links {
  article: string;
  meetings: string[];
}

export interface Mark {
  start: number;
  end: number;
}

export interface MeetingBrief {
  id: string;
  title: string;
  status: Status;
  date: DateView;
  place: PlaceView | null;
  channel: Channel;
  format: Format;
  level: Level;
  reports: number;
  evidence: EvidenceView[];
}

export interface MeetingDetail {
  id: string;
  title: string;
  status: Status;
  date: DateView;
  place: PlaceView | null;
  channel: Channel;
  format: Format;
  level: Level;
  reports: number;
  evidence: EvidenceView[];
  participants: ParticipantView[];
  topics: string[];
  history: HistoryStep[];
  conflicts: ConflictView[];
  joined: Tie[];
  apart: OtherMeeting[];
  accounts: ReportView[];
}

export interface MeetingNode {
  type: "meeting";
  id: string;
  title: string;
  status: Status;
  date: DateView;
  place: PlaceView | null;
  reports: number;
}

export interface MeetingView {
  id: string;
  title: string;
  status: Status;
  date: DateView;
  place: PlaceView | null;
  channel: Channel;
  format: Format;
  level: Level;
  reports: number;
  evidence: EvidenceView[];
  participants: ParticipantView[];
}

export interface Mention {
  article_id: string;
  url: string | null;
  title: string | null;
  published: string | null;
  name: string;
  spans: Evidence[];
}

export interface MetEdge {
  count: number;
  first: string | null;
  last: string | null;
  latest_meeting: string | null;
  type: "met";
  source: string;
  target: string;
  by_status: Record<string, number>;
  meetings: string[];
}

export type Mode = "actors" | "meetings";

export interface NameView {
  id: string;
  forms: string[];
  party: string | null;
  years: [number, number] | null;
  articles: number;
}

export interface NetworkOut {
  nodes: (ActorNode | MeetingNode)[];
  edges: (MetEdge | PartEdge)[];
  showing: Extent;
  total: Extent;
  chosen_by: string;
  next: string | null;
}

export interface OtherActor {
  actor: ActorRef;
  tie: Tie;
}

export interface OtherMeeting {
  id: string;
  title: string;
  tie: Tie;
}

export interface PairOut {
  relation: Relation;
  meetings: Page<MeetingView>;
}

export interface PairTally {
  count: number;
  first: string | null;
  last: string | null;
  latest_meeting: string | null;
  a: ActorRef;
  b: ActorRef;
  inferred: number;
}

export interface PairView {
  a: ActorRef;
  b: ActorRef;
  meetings: MeetingBrief[];
  count: number;
  inferred: number;
  first: string | null;
  last: string | null;
}

export interface PartEdge {
  type: "took_part";
  source: string;
  target: string;
  role: Role;
  party: string | null;
  inferred: boolean;
}

export interface ParticipantView {
  actor: ActorRef;
  role: Role;
  via: Via;
  party: string | null;
  office: string | null;
  reports: number;
  inferred: boolean;
  for_office: string | null;
  inference: Inference | null;
}

export interface PeriodsOut {
  items: Bucket[];
  next: string | null;
  total: number;
  by: By;
  whole: Bucket;
  inexact: Bucket;
}

export type PlaceKind = "city" | "country" | "region" | "venue";

export interface PlaceOut {
  name: string;
  country: string | null;
  kind: PlaceKind | null;
  latitude: number | null;
  longitude: number | null;
  evidence: EvidenceOut | null;
}

export interface PlaceNamed {
  place: PlaceView;
  meetings: number;
}

export interface PlaceTally {
  count: number;
  first: string | null;
  last: string | null;
  latest_meeting: string | null;
  place: PlaceView;
}

export interface PlaceView {
  name: string;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  kind: PlaceKind;
}

export type Precision = "day" | "week" | "month" | "year" | "unknown";

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
  errors: FieldError[] | null;
  candidates: ActorRef[] | null;
  understood: Understood[] | null;
  not_understood: Words[] | null;
  position: Record<string, number> | null;
  judgements: Judgement[] | null;
}

export interface ReadActor {
  id: string;
  kind: ActorKind;
  name: string;
  party: string | null;
  office: string | null;
  holds: string[];
  mentions: EvidenceOut[];
}

export interface ReadMeeting {
  id: string;
  status: Status;
  channel: Channel;
  date: DateOut;
  place: PlaceOut | null;
  participants: ReadParticipant[];
  topics: string[];
  evidence: EvidenceOut[];
  format: Format;
  level: Level;
  trigger: EvidenceOut;
  status_evidence: EvidenceOut | null;
  status_by: string | null;
  confidence: number;
  certainty: CertaintyOut;
}

export interface ReadParticipant {
  kind: ActorKind;
  name: string | null;
  office: string | null;
  party: string | null;
  role: Role;
  via: Via;
  actor_id: string;
  confidence: number;
  evidence: EvidenceOut;
}

export interface Relation {
  a: ActorRef;
  b: ActorRef;
  count: number;
  first: string | null;
  last: string | null;
  by_status: Record<string, number>;
  by_channel: Record<string, number>;
  by_year: Record<string, Record<string, number>>;
}

export interface ReportView {
  id: string;
  key: string;
  meeting_id: string | null;
  article_id: string;
  url: string | null;
  article_title: string | null;
  article_source: string | null;
  published: string | null;
  status: Status;
  channel: Channel;
  format: Format;
  level: Level;
  date: DateView;
  date_evidence: Evidence | null;
  place: PlaceView | null;
  place_evidence: Evidence | null;
  participants: ReportedParticipant[];
  topics: string[];
  trigger: Evidence;
  status_evidence: Evidence | null;
  status_by: string | null;
  evidence: Evidence[];
  confidence: number;
  certainty: Certainty;
}

export interface ReportedParticipant {
  actor_id: string;
  kind: ActorKind;
  name: string | null;
  office: string | null;
  party: string | null;
  role: Role;
  via: Via;
  evidence: Evidence;
  confidence: number;
}

export interface ReviewItem {
  id: string;
  of: ReviewOf;
  question: string;
  confidence: number;
  attribute: Attribute | null;
  words: Evidence | null;
  joined: boolean | null;
  reasons: Ground[];
  sides: ReviewSide[];
  yes: Verdict;
  no: Verdict;
  choices: string[];
}

export type ReviewKind = "all" | "reports" | "merges";

export type ReviewOf = "report" | "meetings" | "actors";

export interface ReviewSide {
  id: string;
  node: string | null;
  title: string;
  quotes: Evidence[];
  article_id: string | null;
  article_title: string | null;
  source: string | null;
  url: string | null;
  published: string | null;
}

export type Role = "host" | "guest" | "mediator" | "participant";

export type Ruling = "same" | "not_same" | "right" | "wrong";

export interface Snippet {
  field: "title" | "text" | "quote";
  text: string;
  start: number;
  marks: Mark[];
}

export interface Source {
  article_id: string;
  url: string | null;
  published: string | null;
  spans: Evidence[];
}

export interface SourceTally {
  name: string;
  articles: number;
}

export type Status = "occurred" | "planned" | "proposed" | "postponed" | "cancelled" | "refused" | "denied";

export type Subject = "actors" | "meetings" | "report";

export interface TaskOut {
  position: number;
  where: string;
  state: TaskState;
  tries: number;
  article: ArticleSaved | null;
  code: string | null;
  detail: string | null;
}

export type TaskState = "queued" | "running" | "done" | "failed" | "set_aside" | "cancelled" | "superseded";

export interface Tenure {
  person: ActorRef;
  office: ActorRef;
  first: string | null;
  last: string | null;
  articles: number;
  sources: Source[];
}

export interface TextlessArticle {
  id: string;
  url: string | null;
  title: string | null;
  source: string | null;
  published: string | null;
  text: null;
  text_kept: false;
}

export interface Tie {
  a: string;
  b: string;
  kind: string;
  strength: number;
  reasons: Ground[];
  judgement: string | null;
}

export interface TimelineOut {
  actor: ActorRef;
  periods: PeriodsOut;
  meetings: Page<MeetingView>;
}

export interface Total {
  count: number;
  first: string | null;
  last: string | null;
}

export interface Understood {
  words: string;
  start: number;
  end: number;
  parameter: string;
  value: string;
}

export interface Verdict {
  verdict: Ruling;
  actors: [string, string] | null;
  meetings: [string, string] | null;
  report: string | null;
  attribute: Attribute | null;
  value: string | null;
}

export type Via = "name" | "office" | "counterpart" | "metonym" | "group" | "pronoun" | "country";

export interface VoiceView {
  value: string;
  reports: string[];
}

export type Where = "articles" | "quotes" | "all";

export interface Words {
  words: string;
  start: number;
  end: number;
}
