import { mountViewer } from "../viewer/viewer.js";
import { readReport } from "./read-report.js";

const view = document.querySelector<HTMLElement>("#view");
const records = document.querySelector("#records");
if (view) void readReport(mountViewer(view), records?.textContent ?? "");
records?.remove();
