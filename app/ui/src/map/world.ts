// The countries' shapes: Natural Earth (public domain), by way of world-atlas (ISC).

import { geoNaturalEarth1, type GeoPath, geoPath } from "d3-geo";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import shapes from "world-atlas/countries-110m.json?url";

import { send } from "../api/client";
import { codeOf } from "./iso";

type Country = Feature<Geometry, { name: string }>;
export type Point = [x: number, y: number];

export interface Shape {
  /** ISO 3166-1 alpha-3; null where there is none. */
  code: string | null;
  name: string;
  path: string;
  middle: Point;
}

/** The world drawn so wide. */
export interface World {
  width: number;
  height: number;
  shapes: Shape[];
  at: (longitude: number, latitude: number) => Point | null;
  /** The other way round. */
  back: (point: Point) => Point | null;
}

const ANTARCTICA = "010"; // nobody meets there, and it is a quarter of the map

const MARGIN = 10; // for circles at the edge

let kept: Promise<Country[]> | null = null;

/** A file of the page's own, loaded once. */
export function loadCountries(): Promise<Country[]> {
  kept ??= read().catch((error: unknown) => {
    kept = null;
    throw error;
  });
  return kept;
}

async function read(): Promise<Country[]> {
  const topology = (await (await send(shapes)).json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  return feature(topology, topology.objects.countries).features.filter((one) => one.id !== ANTARCTICA);
}

export function drawn(countries: Country[], width: number): World {
  const all: FeatureCollection = { type: "FeatureCollection", features: countries };
  const projection = geoNaturalEarth1().fitWidth(width - 2 * MARGIN, all);
  const [x, y] = projection.translate();
  projection.translate([x + MARGIN, y + MARGIN]);
  const path = geoPath(projection).digits(1);
  return {
    width,
    height: Math.ceil(path.bounds(all)[1][1] + MARGIN),
    shapes: countries.map((one) => ({
      code: codeOf(one.id, one.properties.name),
      name: one.properties.name,
      path: path(one) ?? "",
      middle: path.centroid(largest(one, path)),
    })),
    at: (longitude, latitude) => projection([longitude, latitude]),
    back: (point) => projection.invert?.(point) ?? null,
  };
}

/** France is where its largest part is, and not halfway to Guiana. */
function largest(one: Country, path: GeoPath): Geometry {
  if (one.geometry.type !== "MultiPolygon") return one.geometry;
  const parts = one.geometry.coordinates.map((coordinates) => ({ type: "Polygon" as const, coordinates }));
  return parts.reduce((best, part) => (path.area(part) > path.area(best) ? part : best));
}
