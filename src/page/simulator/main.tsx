import { render } from "preact";
import { readLink } from "./model/address.js";
import { Simulator } from "./view/simulator.js";

const root = document.querySelector("#view");
if (root) render(<Simulator first={readLink(location.hash)} />, root);
