import { useEffect, useState } from "preact/hooks";

import { address } from "../api/client";
import { asked, link, type State } from "../state/address";
import { fileName } from "./file-name";
import { FORMS } from "./forms";
import { type Group, type Item, MenuButton } from "./menu";
import { currentPicture, type Picture, subscribe } from "./pictures";
import { save, streamed } from "./saving";
import { Savings } from "./savings";
import { currentlyShown, type Shown } from "./shown";
import "./takeout.css";

/** What the filters mean, and what is shown, as files. */
export function TakeOut({ state }: { state: State }) {
  const [picture, setPicture] = useState(currentPicture());
  useEffect(() => {
    const look = () => setPicture(currentPicture());
    look();
    return subscribe(look);
  }, []);
  return (
    <span class="take-out no-print">
      <Savings />
      <MenuButton words="Take out" groups={() => groups(state, picture)} />
    </span>
  );
}

function groups(state: State, picture: Picture | null): Group[] {
  const { filters, view } = state;
  const meant = asked(filters);
  const files = FORMS.map(({ format, name, about, suffix }) => ({
    name,
    about,
    act: () => void save(fileName(filters, suffix), streamed(address("v1/export", { ...meant, format }))),
  }));
  const drawn = (name: string, suffix: string, make: (picture: Picture) => Promise<Blob>): Item =>
    picture
      ? { name, act: () => void save(fileName(filters, suffix, view), () => make(picture)) }
      : { name, not: view === "list" ? "not of a list" : "as soon as it is drawn" };
  const data = currentlyShown();
  const shown: Item[] = [
    data
      ? { name: "JSON", about: "what is shown", act: () => void save(fileName(filters, "json", view), async () => asJson(state, data)) }
      : { name: "JSON", not: "as soon as it is loaded" },
    drawn("PNG picture", "png", (one) => one.png()),
    drawn("SVG picture", "svg", async (one) => new Blob([await one.svg()], { type: "image/svg+xml" })),
  ];
  const report = state.open && [{ name: "Report to print", about: "of what is open", href: link({ screen: "report", id: state.open, open: null, at: null }, state) }];
  return [
    { name: "All meetings of these filters", items: files },
    { name: "This view", items: [...shown, ...(report || [])] },
  ];
}

function asJson(state: State, data: Shown): Blob {
  const filters = Object.fromEntries(Object.entries(asked(state.filters)).filter(([, value]) => value !== null && value !== undefined && value !== ""));
  const document = { made: new Date().toISOString(), view: state.view, filters, ...data() };
  return new Blob([JSON.stringify(document, null, 2), "\n"], { type: "application/json" });
}
