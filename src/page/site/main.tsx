import { render } from "preact";
import { Readings } from "./readings.js";
import { SitePage } from "./site-page.js";

const app = document.querySelector("#app");
if (app) render(<SitePage readings={new Readings()} />, app);
