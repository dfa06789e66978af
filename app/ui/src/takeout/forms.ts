import type { ExportFormat } from "../api/types";

export interface Form {
  format: ExportFormat;
  name: string;
  about: string;
  suffix: string;
}

/** Files that the service makes of all meetings that the filters mean. */
export const FORMS: readonly Form[] = [
  { format: "csv", name: "CSV", about: "for a spreadsheet", suffix: "csv" },
  { format: "jsonl", name: "JSON Lines", about: "everything, one meeting a line", suffix: "jsonl" },
  { format: "graphml", name: "GraphML", about: "for yEd, Cytoscape, NetworkX", suffix: "graphml" },
  { format: "gexf", name: "GEXF", about: "for Gephi, with its time line", suffix: "gexf" },
  { format: "ftm", name: "FollowTheMoney", about: "for Aleph and OpenSanctions’ tools", suffix: "ftm.jsonl" },
  { format: "plover", name: "PLOVER", about: "as event data", suffix: "plover.jsonl" },
  { format: "schemaorg", name: "schema.org", about: "as JSON-LD events", suffix: "schemaorg.jsonl" },
];
