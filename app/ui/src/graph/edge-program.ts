// A line in WebGL: whole, dashed, or with a cross on its middle. Dashes and crosses keep their size on the screen.

import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import type { Mark } from "./marks";

export const LINES: Record<Mark, number> = { held: 0, ahead: 1, off: 2 };
export const DASH = [7, 5] as const;
export const CROSS = 6;

export interface Lined {
  line: number;
}

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_size;
attribute float a_line;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_half;
uniform float u_sizeRatio;
uniform float u_thinnest;
varying vec4 v_color;
varying vec2 v_at;
varying float v_thick;
varying float v_length;
varying float v_line;
const float bias = 255.0 / 254.0;
void main() {
  vec2 start = (u_matrix * vec3(a_start, 1)).xy * u_half;
  vec2 end = (u_matrix * vec3(a_end, 1)).xy * u_half;
  v_length = max(length(end - start), 0.001);
  vec2 along = (end - start) / v_length;
  v_thick = max(a_size / u_sizeRatio, u_thinnest) * 0.5;
  #ifdef PICKING_MODE
  v_thick = max(v_thick, 4.0);
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  float wide = (a_line > 1.5 ? max(v_thick, ${CROSS.toFixed(1)}) : v_thick) + 1.0;
  vec2 place = mix(start, end, a_corner.x) + vec2(-along.y, along.x) * wide * a_corner.y;
  v_at = vec2(v_length * a_corner.x, wide * a_corner.y);
  v_line = a_line;
  gl_Position = vec4(place / u_half, 0, 1);
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_thick;
varying float v_length;
varying float v_line;
uniform float u_pixel;
void main(void) {
  float off = abs(v_at.y);
  #ifdef PICKING_MODE
  gl_FragColor = off <= v_thick ? v_color : vec4(0.0);
  #else
  float cover = 1.0 - smoothstep(v_thick - u_pixel * 0.5, v_thick + u_pixel * 0.5, off);
  if (v_line > 0.5 && v_line < 1.5 && mod(v_at.x, ${(DASH[0] + DASH[1]).toFixed(1)}) > ${DASH[0].toFixed(1)}) cover = 0.0;
  if (v_line > 1.5) {
    float middle = abs(v_at.x - v_length * 0.5);
    float arm = abs(middle - off) * 0.7071;
    if (middle < ${CROSS.toFixed(1)} && off < ${CROSS.toFixed(1)}) cover = max(cover, 1.0 - smoothstep(1.2, 1.2 + u_pixel, arm));
  }
  gl_FragColor = vec4(v_color.rgb, 1.0) * cover;
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_half", "u_sizeRatio", "u_thinnest", "u_pixel"] as const;
const CORNERS = [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]];

export class LineProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_line", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: CORNERS,
    };
  }

  processVisibleItem(edgeIndex: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData & Partial<Lined>): void {
    this.array.set([source.x, source.y, target.x, target.y, data.size, data.line ?? 0, floatColor(data.color), edgeIndex], at);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: Parameters<EdgeProgram<(typeof UNIFORMS)[number]>["setUniforms"]>[1]): void {
    const places = uniformLocations as Record<string, WebGLUniformLocation>;
    gl.uniformMatrix3fv(places.u_matrix!, false, params.matrix);
    gl.uniform2f(places.u_half!, params.width / 2, params.height / 2);
    gl.uniform1f(places.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(places.u_thinnest!, params.minEdgeThickness);
    gl.uniform1f(places.u_pixel!, 1 / params.pixelRatio);
  }
}
