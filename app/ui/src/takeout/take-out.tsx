import { useEffect, useState } from "preact/hooks";

import { address } from "../api/client";
import { asked, link, type State } from "../state/address";
import { shownAsJson } from "./data";
import { fileName } from "./file-name";
import { FORMS } from "./forms";
import { type Group, type Item, MenuButton } from "./menu";
import { currentPicture, type Picture, subscribe } from "./pictures";
import { save, streamed } from "./saving";
import { Savings } from "./savings";
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
  const shown: Item[] = [
    { name: "JSON", about: "what is shown", act: () => void save(fileName(filters, "json", view), shownAsJson(state)) },
    drawn("PNG picture", "png", (one) => one.png()),
    drawn("SVG picture", "svg", async (one) => new Blob([await one.svg()], { type: "image/svg+xml" })),
  ];
  const report = state.open && [{ name: "Report to print", about: "of what is open", href: link({ screen: "report", id: state.open, open: null, at: null }, state) }];
  return [
    { name: "All meetings of these filters", items: files },
    { name: "This view", items: [...shown, ...(report || [])] },
  ];
}
