import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import type { ApiError } from "../api/client";
import { Failure } from "../shared/parts";

interface Asked {
  name: string;
  words: string;
  value: string;
  put: (value: string) => void;
  hint?: string;
  wrong?: string;
  type?: "text" | "date";
  inputMode?: "url" | "text";
  long?: boolean;
  required?: boolean;
}

/** A field with what it is for, and what the service has against its value. */
export function Field({ name, words, value, put, hint, wrong, type = "text", inputMode = "text", long = false, required = false }: Asked) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  const shared = {
    id,
    name,
    value,
    required,
    "aria-describedby": described || undefined,
    "aria-invalid": wrong ? ("true" as const) : undefined,
    onInput: (event: Event) => put((event.target as HTMLInputElement).value),
  };
  return (
    <div class={long ? "field field-long" : "field"}>
      <label for={id}>{words}</label>
      {hint && (
        <p class="faint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {long ? (
        <textarea {...shared} rows={10} dir="auto" />
      ) : (
        <input {...shared} type={type} inputMode={inputMode} autocomplete="off" dir={type === "text" ? "auto" : undefined} />
      )}
      {wrong && (
        <p class="wrong" id={`${id}-wrong`}>
          <bdi>{wrong}</bdi>
        </p>
      )}
    </div>
  );
}

/** What a refusal says of single fields, by their names. */
export function problems(error: ApiError | null): Record<string, string> {
  const found = error?.problem?.errors ?? [];
  return Object.fromEntries(found.map((one) => [one.where.replace(/^body\./, ""), one.message]));
}

/** A refusal, and for whom it is meant: a reader is told what can be done with that key. */
export function Refused({ error, again, keeps }: { error: ApiError; again?: () => void; keeps?: string }) {
  return (
    <div>
      <Failure error={error} again={again} />
      {error.code === "not_allowed" && <p>With this key you can read everything, and see what a text would bring; storing needs a writer's key.</p>}
      {keeps && <p class="faint">{keeps}</p>}
    </div>
  );
}

/** The heading of what came of it: the reader is led to it, whatever they see the page with. */
export function Outcome({ id, children }: { id: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 id={id} tabIndex={-1} ref={heading}>
      {children}
    </h2>
  );
}
