import { render } from "preact";
import { SitePage } from "./site-page.js";
import { Readings } from "./readings.js";

const app = document.querySelector("#app");
if (app) render(<SitePage readings={new Readings()} />, app);
