import { render } from "preact";

import { App } from "./shell/app";
import "./shell/theme.css";
import "./shell/shell.css";
import "./shared/shared.css";

render(<App />, document.getElementById("page") as HTMLElement);
