// What is drawn: the answers put together, each node and line once. No drawing and no positions here.

import type { ActorNode, MeetingNode, MetEdge, Mode, NetworkOut, PartEdge } from "../api/types";
import type { Network } from "./load";
import { actorWords, type Mark, markOf, markOfPair, meetingWords, pairWords, partWords } from "./marks";

export interface Spot {
  id: string;
  type: "actor" | "meeting";
  name: string;
  /** What there is to say beside the name. */
  about: string;
  party: string | null;
  /** Of an actor how many meetings, of a meeting how many reports. */
  weight: number;
  mark: Mark;
}

export interface Tie {
  id: string;
  source: string;
  target: string;
  weight: number;
  mark: Mark;
  words: string;
  /** What the evidence pane is asked for. */
  open: string;
}

export interface Model {
  mode: Mode;
  of: string;
  spots: Map<string, Spot>;
  ties: Map<string, Tie>;
  neighbours: Map<string, Set<string>>;
}

interface Parts {
  actors: Map<string, ActorNode>;
  meetings: Map<string, MeetingNode>;
  met: Map<string, MetEdge>;
  part: Map<string, PartEdge>;
}

/** The answers put together as they came: each node and edge once. */
function partsOf(network: Network): Parts {
  const actors = new Map<string, ActorNode>();
  const meetings = new Map<string, MeetingNode>();
  const met = new Map<string, MetEdge>();
  const part = new Map<string, PartEdge>();
  for (const answer of answers(network)) {
    for (const node of answer.nodes) {
      if (node.type === "meeting") meetings.set(node.id, node);
      // Around another actor only the meetings with that one are counted: the larger count says more.
      else if (!((actors.get(node.id)?.meetings ?? -1) >= node.meetings)) actors.set(node.id, node);
    }
    for (const edge of answer.edges) {
      if (edge.type === "took_part") part.set(`${edge.source}|${edge.target}`, edge);
      else {
        const id = [edge.source, edge.target].sort().join("|");
        if (!((met.get(id)?.count ?? -1) >= edge.count)) met.set(id, edge);
      }
    }
  }
  if (network.mode === "meetings") countMeetings(actors, part);
  return { actors, meetings, met, part };
}

/** What is drawn, in the form in which the API gives it. */
export function shownOf(network: Network): object {
  const { actors, meetings, met, part } = partsOf(network);
  const { mode, total, chosenBy } = network;
  return {
    mode,
    nodes: [...actors.values(), ...meetings.values()],
    edges: [...met.values(), ...part.values()],
    total,
    chosen_by: chosenBy,
  };
}

export function modelOf(network: Network): Model {
  const { actors, meetings, met, part } = partsOf(network);
  const ties = new Map<string, Tie>();
  for (const [id, edge] of met) ties.set(id, ofPair(id, edge));
  for (const [id, edge] of part) ties.set(id, ofPart(id, edge, meetings.get(edge.target) ?? null));
  return {
    mode: network.mode,
    of: network.of,
    spots: new Map([...[...actors.values()].map(ofActor), ...[...meetings.values()].map(ofMeeting)].map((one) => [one.id, one])),
    ties,
    neighbours: joined(ties),
  };
}

const answers = (network: Network): NetworkOut[] => [...network.base, ...network.around.flatMap((one) => one.parts)];

/** Every answer counts the meetings of its own page alone. */
function countMeetings(actors: Map<string, ActorNode>, parts: Map<string, PartEdge>): void {
  const counted = new Map<string, number>();
  for (const { source } of parts.values()) counted.set(source, (counted.get(source) ?? 0) + 1);
  for (const [id, actor] of actors) actors.set(id, { ...actor, meetings: counted.get(id) ?? 0 });
}

const ofActor = (actor: ActorNode): Spot => ({
  id: actor.id,
  type: "actor",
  name: actor.name,
  about: actorWords(actor),
  party: actor.party,
  weight: actor.meetings,
  mark: "held",
});

const ofMeeting = (meeting: MeetingNode): Spot => ({
  id: meeting.id,
  type: "meeting",
  name: meeting.title,
  about: meetingWords(meeting),
  party: null,
  weight: meeting.reports,
  mark: markOf(meeting.status),
});

const ofPair = (id: string, edge: MetEdge): Tie => ({
  id,
  source: edge.source,
  target: edge.target,
  weight: edge.count,
  mark: markOfPair(edge),
  words: pairWords(edge),
  open: `pair:${edge.source},${edge.target}`,
});

const ofPart = (id: string, edge: PartEdge, meeting: MeetingNode | null): Tie => ({
  id,
  source: edge.source,
  target: edge.target,
  weight: edge.role === "host" ? 2 : 1,
  mark: meeting ? markOf(meeting.status) : "held",
  words: partWords(edge, meeting),
  open: `meeting:${edge.target}`,
});

function joined(ties: Map<string, Tie>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (a: string, b: string) => {
    const known = found.get(a);
    if (known) known.add(b);
    else found.set(a, new Set([b]));
  };
  for (const { source, target } of ties.values()) {
    add(source, target);
    add(target, source);
  }
  return found;
}

/** Who stands out first: by weight, then by name. */
export const ranked = (model: Model): Spot[] =>
  [...model.spots.values()].sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/** Which spot or line the evidence pane is about, where it is in the picture. */
export function chosen(model: Model, open: string | null): { spot: string | null; tie: string | null } {
  const [kind = "", rest = ""] = open ? split(open) : [];
  if (kind === "pair") {
    const id = rest.split(",").sort().join("|");
    return { spot: null, tie: model.ties.has(id) ? id : null };
  }
  return { spot: model.spots.has(rest) ? rest : null, tie: null };
}

function split(open: string): [string, string] {
  const at = open.indexOf(":");
  return [open.slice(0, at), open.slice(at + 1)];
}
