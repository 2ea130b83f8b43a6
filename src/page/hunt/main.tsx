import { render } from "preact";
import { Hunt } from "./hunt.js";

const root = document.querySelector("#view");
if (root) render(<Hunt />, root);
