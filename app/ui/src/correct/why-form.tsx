import { useEffect, useRef } from "preact/hooks";

import { JudgeForm } from "./judge-form";
import type { Judging } from "./use-judge";

interface Props {
  words: string;
  judging: Judging;
  give: (why: string) => Promise<void>;
  close: () => void;
}

/** A word of why, and done. */
export function WhyForm(props: Props) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return <JudgeForm label={props.words} field={first} {...props} />;
}
