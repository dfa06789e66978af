// A node in WebGL: a circle for an actor, a diamond for a meeting (hollow while ahead, crossed where it came to
// nothing), each with an outline, which carries the contrast against the ground.

import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

export const SHAPES = { circle: 0, diamond: 1, hollow: 2, crossed: 3 } as const;

export interface Shaped {
  shape: number;
  outline: string;
}

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_outline;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_half;
uniform float u_sizeRatio;
varying vec4 v_color;
varying vec4 v_outline;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  v_radius = a_size / u_sizeRatio;
  v_at = a_corner * (v_radius * 1.3 + 2.0);
  vec2 centre = (u_matrix * vec3(a_position, 1)).xy;
  gl_Position = vec4(centre + v_at / u_half, 0, 1);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
  v_outline = a_outline;
  v_shape = a_shape;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_outline;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
uniform float u_pixel;
const vec4 nothing = vec4(0.0);
void main(void) {
  vec2 away = abs(v_at);
  // A diamond a little larger than the circle looks as large.
  float inside = v_shape < 0.5 ? v_radius - length(v_at) : (v_radius * 1.25 - away.x - away.y) * 0.7071;
  #ifdef PICKING_MODE
  gl_FragColor = inside > -1.0 ? v_color : nothing;
  #else
  float outline = clamp(v_radius * 0.22, 1.0, 2.5);
  vec4 fill = vec4(v_color.rgb, 1.0);
  vec4 line = vec4(v_outline.rgb, 1.0);
  float body = smoothstep(outline - u_pixel * 0.5, outline + u_pixel * 0.5, inside);
  if (v_shape > 2.5 && abs(away.x - away.y) < outline * 0.8) body = 0.0;
  gl_FragColor = mix(line, fill, body) * smoothstep(-u_pixel, 0.0, inside);
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_half", "u_sizeRatio", "u_pixel"] as const;
const CORNERS = [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]];

export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_outline", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: CORNERS,
    };
  }

  processVisibleItem(nodeIndex: number, at: number, data: NodeDisplayData & Partial<Shaped>): void {
    this.array.set([data.x, data.y, data.size, data.shape ?? 0, floatColor(data.color), floatColor(data.outline ?? "#000000"), nodeIndex], at);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: Parameters<NodeProgram<(typeof UNIFORMS)[number]>["setUniforms"]>[1]): void {
    const places = uniformLocations as Record<string, WebGLUniformLocation>;
    gl.uniformMatrix3fv(places.u_matrix!, false, params.matrix);
    gl.uniform2f(places.u_half!, params.width / 2, params.height / 2);
    gl.uniform1f(places.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(places.u_pixel!, 1 / params.pixelRatio);
  }
}
