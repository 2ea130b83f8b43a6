import { render } from "preact";

const root = document.querySelector("#view");
if (root) render(<p>no records</p>, root);
