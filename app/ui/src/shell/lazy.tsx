import type { ComponentType } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";

import { onChange } from "../api/changes";
import { away, type ApiError } from "../api/client";
import { Failure, Loading } from "../shared/parts";

const SOON_MS = 1_500;

/**
 * A part of the page whose code comes when it is first looked at; where it does not come, it can be tried again.
 * What nobody looks at comes a little after the page: a service that goes away later leaves all of it behind.
 */
export function lazy<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let Found: ComponentType<P> | null = null;
  const fetched = async () => {
    Found ??= (await load()).default;
  };
  later(() => void fetched().catch(() => undefined));
  return function Lazy(props: P) {
    const [turn, setTurn] = useState(0);
    const [error, setError] = useState<ApiError | null>(null);
    const again = useCallback(() => setTurn((one) => one + 1), []);
    useEffect(() => onChange(() => Found ?? again()), [again]);
    useEffect(() => {
      if (Found) return;
      setError(null);
      fetched().then(again, () => setError(away()));
    }, [turn]);
    if (Found) return <Found {...props} />;
    return error ? <Failure error={error} again={again} /> : <Loading />;
  };
}

function later(work: () => void): void {
  addEventListener("load", () => setTimeout(work, SOON_MS), { once: true });
}
